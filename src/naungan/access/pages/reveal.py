"""Seeing a whole NIK: a reason is asked, and the person can read it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from naungan.access import limits
from naungan.access.doors import page
from naungan.access.errors import NotYours
from naungan.access.limits import limited
from naungan.access.models import OF_A_PAYER, STAFF
from naungan.access.reveal import nik_for_a_reason
from naungan.registry.models import Person
from naungan.web.pages import show


@limited(limits.REVEAL, when=limits.sent)
@page(*STAFF, *OF_A_PAYER)
@never_cache
@require_http_methods(["GET", "POST"])
def nik(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person's NIK, for a reason, in this answer only."""
    person = get_object_or_404(Person, pk=person_id)
    reason = request.POST.get("reason", "")
    facts: dict[str, Any] = {"person": person, "nik": "", "reason": reason, "errors": [], "back": _back(request)}
    if request.method == "GET":
        return show(request, "access/reveal.html", facts)
    try:
        shown = nik_for_a_reason(request.actor, person_id, reason)  # type: ignore[attr-defined]
    except NotYours as no:
        return show(request, "access/reveal.html", facts | {"errors": [("reason", str(no))]}, 422)
    return show(request, "access/reveal.html", facts | {"nik": shown})


def _back(request: HttpRequest) -> str:
    """The page of this site that asked, by `next`; empty where there is none."""
    address = request.POST.get("next") or request.GET.get("next", "")
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""
