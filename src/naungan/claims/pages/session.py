"""What a browser remembers of claims: drafts begun in it, claims it may follow. A borrowed phone forgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control

from naungan.access.limits import Limit, View
from naungan.access.models import Role
from naungan.access.scope import reading_as, scoped
from naungan.claims.act import Order
from naungan.claims.errors import NoSuchClaim
from naungan.claims.models import Claim
from naungan.claims.pages.reading import key_of
from naungan.web.pages import show

P = ParamSpec("P")
_DRAFTS, _FOLLOWED = "claims.drafts", "claims.followed"
_LOOKED_UP = "claims_looked_up"
SEND = Limit("claim:send", 300, 3600)
# Officers and heirs with an account act as themselves; everybody else claims as a guest.
AS_THEMSELVES = (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE, Role.HEIR)
READING_ONLY = (Role.AUDITOR, Role.ADMINISTRATOR)


def remember_draft(request: HttpRequest, claim: Claim, link: str, typed: str) -> None:
    """Keep the link of a draft, and the number that was typed for the participant, which alone is said back."""
    request.session[_DRAFTS] = {**request.session.get(_DRAFTS, {}), str(claim.pk): {"link": link, "typed": typed}}


def drafts_here(request: HttpRequest) -> dict[str, dict[str, str]]:
    """The drafts begun in this browser: by claim, the link and the number typed."""
    found: dict[str, dict[str, str]] = request.session.get(_DRAFTS, {})
    return found


def remember_followed(request: HttpRequest, claim_id: int, own: bool) -> None:
    """From now on this browser may look at the claim, and act for its claimant where it is their `own`."""
    drafts = {key: value for key, value in drafts_here(request).items() if key != str(claim_id)}
    request.session[_DRAFTS] = drafts
    request.session[_FOLLOWED] = {**request.session.get(_FOLLOWED, {}), str(claim_id): own}


def may_follow(request: HttpRequest, claim_id: int) -> bool:
    """Whether number and a birth date were given in this browser."""
    return str(claim_id) in request.session.get(_FOLLOWED, {})


def is_own(request: HttpRequest, claim_id: int) -> bool:
    """Whether it was the claimant's own birth date."""
    return bool(request.session.get(_FOLLOWED, {}).get(str(claim_id)))


def forget_all(request: HttpRequest) -> None:
    """Leave nothing of any claim in this browser."""
    for name in (_DRAFTS, _FOLLOWED):
        request.session.pop(name, None)


def acts_as_themselves(request: HttpRequest, claim: Claim | None = None) -> bool:
    """Whether the account that is signed in claims under its own name: its role does so, or it opened the claim."""
    actor = request.actor  # type: ignore[attr-defined]
    if actor is None:
        return False
    return actor.role in AS_THEMSELVES if claim is None else actor.account_id == claim.account_id


def order_of(request: HttpRequest, claim: Claim | None = None, version: int | None = None) -> Order:
    """The order of a form: as oneself, else as a guest by the name that the claim has."""
    actor = request.actor if acts_as_themselves(request, claim) else None  # type: ignore[attr-defined]
    return Order(actor, key_of(request), version, claim.claimant_name if claim else "")


@contextmanager
def as_oneself(request: HttpRequest, claim: Claim | None = None) -> Iterator[None]:
    """In the scope of the account that is signed in, where it claims under its own name; else the public's."""
    if not acts_as_themselves(request, claim):
        yield
        return
    scope = reading_as if request.method in ("GET", "HEAD") else scoped
    with scope(request.actor):  # type: ignore[attr-defined]
        yield


def show_private(request: HttpRequest, template: str, facts: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page that no phone keeps: whoever borrows it next does not read it by the back button."""
    answer = show(request, template, facts, status)
    patch_cache_control(answer, private=True, no_store=True)
    return answer


def looking_up(lookup: Callable[[HttpRequest], object]) -> Callable[[View[P]], View[P]]:
    """A form whose sending asks after somebody: asked above the door, because what was tried must stay counted.

    `found_by` gives the page the answer, or raises what was refused.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def inside(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method == "POST":
                try:
                    found: object = lookup(request)
                except NoSuchClaim as no:
                    found = no
                setattr(request, _LOOKED_UP, found)
            return view(request, *args, **kwargs)

        return cast(View[P], inside)

    return guard


def found_by(request: HttpRequest) -> Any:
    """What `looking_up` found; None where the form could not be read. Raises NoSuchClaim."""
    found = getattr(request, _LOOKED_UP, None)
    if isinstance(found, NoSuchClaim):
        raise found
    return found
