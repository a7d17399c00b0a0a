"""One's own account: the role one acts in, factors, sessions, tokens."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from naungan.access.actor import AskedBy, grants_of
from naungan.access.doors import has_second_factor, own_account
from naungan.access.errors import NotYours
from naungan.access.models import STAFF, Account, Grant, Role
from naungan.access.own import choose, end_other_sessions, factors_of, sessions_of, tokens_of
from naungan.access.tokens import make_token, revoke_token
from naungan.errors import Refused
from naungan.saying import gettext
from naungan.web.forms import read_whole
from naungan.web.pages import show


@own_account
@never_cache
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Everything an account may know and change about itself."""
    return _home(request)


@own_account
@require_POST
def choose_role(request: HttpRequest) -> HttpResponse:
    """Act in another of one's roles from now on."""
    choose(_account(request), request.session, _number(request, "grant"))
    return redirect("access:begin")


@own_account
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    end_other_sessions(_account(request), request.session.session_key)
    return redirect("access:home")


@own_account
@never_cache
@require_POST
@sensitive_variables("made")
def new_token(request: HttpRequest) -> HttpResponse:
    """Make a token and show it this once."""
    account = _account(request)
    grant = _own_grant(account, _number(request, "grant"))
    if grant.role in STAFF and not has_second_factor(request):
        return redirect("access:second_factor")
    try:
        made = make_token(account, grant, request.POST.get("name", ""), read_whole(request.POST.get("days", "")))
    except Refused as no:
        return _home(request, errors=[("token-name", str(no))], status=422)
    return _home(request, made=made)


@own_account
@require_POST
def end_token(request: HttpRequest) -> HttpResponse:
    """Revoke a token."""
    revoke_token(_account(request), _number(request, "token"))
    return redirect("access:home")


@own_account
@never_cache
@require_GET
def second_factor(request: HttpRequest) -> HttpResponse:
    """Staff begin by setting up a second factor: what it is, and the two ways."""
    if has_second_factor(request):
        return redirect("access:begin")
    return show(request, "access/second_factor.html")


def _home(
    request: HttpRequest, made: str = "", errors: list[tuple[str, str]] | None = None, status: int = 200
) -> HttpResponse:
    account = _account(request)
    grants = grants_of(account)
    actor = request.actor  # type: ignore[attr-defined]
    facts = {
        "account": account,
        "grants": [(one, Role(one.role).label, one.pk == (actor and actor.grant_id)) for one in grants],
        "factors": factors_of(account),
        "sessions": sessions_of(account, request.session.session_key),
        "tokens": tokens_of(account),
        "made": made,
        "errors": errors or [],
        "has_password": account.has_usable_password(),
    }
    return show(request, "access/home.html", facts, status)


def _account(request: HttpRequest) -> Account:
    asked: AskedBy = request  # type: ignore[assignment]
    return asked.user


def _own_grant(account: Account, number: int) -> Grant:
    for grant in grants_of(account):
        if grant.pk == number:
            return grant
    raise NotYours(gettext("Peran ini bukan milik Anda, atau sudah berakhir."))


def _number(request: HttpRequest, name: str) -> int:
    return read_whole(request.POST.get(name, ""))
