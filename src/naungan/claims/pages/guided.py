"""The guided claim: few steps, each saved as it is taken, for heirs without an account. Here the way through them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from naungan.claims.checklist import kept_until
from naungan.claims.kinds import KINDS, ClaimKind
from naungan.claims.models import Claim
from naungan.claims.pages.session import drafts_here, show_private

# The words of the addresses.
EVENT, CLAIMANT, HAPPENED, FAMILY, AMOUNT, PAPERS, PAYEES, ACCOUNT, REVIEW = (
    "peristiwa", "pemohon", "kejadian", "keluarga", "perkiraan", "surat", "penerima", "rekening", "periksa",
)  # fmt: skip
_HEIRS = (EVENT, CLAIMANT, FAMILY, PAPERS, PAYEES, REVIEW)
# An accident is told in words; what treatment costs is known only with its bills.
_KILLED_AT_WORK = (EVENT, CLAIMANT, HAPPENED, FAMILY, PAPERS, PAYEES, REVIEW)
_OWN = (HAPPENED, AMOUNT, PAPERS, ACCOUNT, REVIEW)
_ACCIDENT = (HAPPENED, PAPERS, ACCOUNT, REVIEW)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft under way: the claim, the word of its link, and the step that is open."""

    claim: Claim
    link: str
    step: str

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of this kind of claim."""
        return steps_of(self.claim.kind)

    def address(self, step: str) -> str:
        """Where a step is."""
        return reverse("claims:step", args=[self.link, step])

    def onwards(self) -> HttpResponse:
        """On to the step after this one."""
        return redirect(self.address(self.steps[self.steps.index(self.step) + 1]))

    def typed(self, request: HttpRequest) -> str:
        """The participant's number as it was typed in this browser; nothing of the registry is told."""
        return drafts_here(request).get(str(self.claim.pk), {}).get("typed", "")

    def show(self, request: HttpRequest, template: str, facts: dict[str, Any], wrong: object = None) -> HttpResponse:
        """The page of the step, with its place among them and the link by which to go on later."""
        return show_private(
            request,
            template,
            {
                **places(self.claim.kind, self.step),
                "claim": self.claim,
                "link": request.build_absolute_uri(self.address(self.step)),
                "kept_until": kept_until(self.claim),
                **facts,
            },
            422 if wrong else 200,
        )


def steps_of(kind: str) -> tuple[str, ...]:
    """The steps of a kind of claim, in order."""
    facts = KINDS[ClaimKind(kind)]
    accident = facts.prefix == "JKK"
    if facts.heirs:
        return _KILLED_AT_WORK if accident else _HEIRS
    return _ACCIDENT if accident else _OWN


def places(kind: str, step: str) -> dict[str, int]:
    """Which step it is, of how many."""
    return {"place": steps_of(kind).index(step) + 1, "places": len(steps_of(kind))}


Page = Callable[[HttpRequest, Draft], HttpResponse]


def page_of(pages: Mapping[str, Page], draft: Draft) -> Page:
    """The page of a draft's step. Raises Http404 for a step that this kind does not have."""
    if draft.step not in draft.steps:
        raise Http404(draft.step)
    return pages[draft.step]
