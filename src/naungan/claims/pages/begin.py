"""Where every claim begins: what happened, and which papers it will take."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from naungan.access.doors import public
from naungan.access.models import Role
from naungan.claims.pages.situations import BY_SLUG, HEIRS, WORKERS, Situation, promised, wanted_papers
from naungan.web.pages import show


@public
@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """What happened? One choice a line."""
    return show(request, "claims/begin.html", {"heirs": HEIRS, "workers": WORKERS})


@public
@require_GET
def checklist(request: HttpRequest, situation: str) -> HttpResponse:
    """The papers and the time it takes, before anything is asked."""
    found, today = situation_called(situation), timezone.localdate()
    actor = request.actor  # type: ignore[attr-defined]
    facts = {
        "situation": found,
        "papers": list(wanted_papers(found.kind, today)),
        "promise": promised(found.kind, today),
        "signed_in": actor is not None and actor.role == Role.WORKER,
        "employer": actor is not None and actor.role in (Role.EMPLOYER_MAKER, Role.EMPLOYER_APPROVER),
        "crumbs": [(gettext("Klaim"), reverse("claims:begin")), (found.title, "")],
    }
    return show(request, "claims/checklist.html", facts)


def situation_called(slug: str) -> Situation:
    """The situation of an address. Raises Http404."""
    if slug not in BY_SLUG:
        raise Http404(slug)
    return BY_SLUG[slug]
