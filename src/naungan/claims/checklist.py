"""Which papers a claim asks for, what became of each, and what its claimant still has to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naungan.claims.facts import missing_facts
from naungan.claims.kinds import KINDS, ClaimKind
from naungan.claims.models import Claim, Paper, PaperState, Payee
from naungan.claims.moves import State
from naungan.claims.payees import payees_of
from naungan.claims.tidy import kept_through
from naungan.claims.whole import Whole
from naungan.law.benefits import heirs
from naungan.law.benefits.claims import documents
from naungan.law.statute import load
from naungan.web.templatetags.formats import day as in_words

MISSING = "missing"
COSTS = ("treatment_cost", "rehabilitation_cost", "homecare_cost", "dentures_cost", "hearing_aid_cost")
TRAVEL = ("spent_on_land", "spent_at_sea", "spent_by_air")


@dataclass(frozen=True, slots=True)
class WantedPaper:
    """A document of the law's list: `needed` for this claim, its state (`missing` without a file), what to mend."""

    code: str
    needed: bool
    state: str
    reason: str
    papers: tuple[Paper, ...]

    @property
    def is_open(self) -> bool:
        """Whether the claimant still has to send it."""
        return self.state == PaperState.REFUSED or (self.needed and self.state == MISSING)


@dataclass(frozen=True, slots=True)
class Task:
    """Something the claimant does before the claim can go on: `code` says which page, `words` what."""

    code: str
    words: str
    done: bool


@dataclass(frozen=True, slots=True)
class _Situation:
    """What decides whether a paper is needed."""

    facts: Mapping[str, Any]
    relations: frozenset[str]
    has_minor: bool
    employed: bool


def _always(_situation: _Situation) -> bool:
    return True


_When = Callable[[_Situation], bool]
# Papers that the law asks for only where they are relevant; every other one is always needed.
NEEDED_WHEN: dict[str, _When] = {
    "marriage_book": lambda it: "spouse" in it.relations,
    "work_reference": lambda _it: False,
    "work_letter": lambda it: it.employed,
    "overtime_or_travel_order": lambda it: it.facts.get("circumstance") == "duty",
    "jasa_raharja_letter": lambda it: bool(it.facts.get("traffic")),
    "treatment_receipts": lambda it: any(it.facts.get(name) for name in COSTS),
    "transport_receipts": lambda it: any(it.facts.get(name) for name in TRAVEL),
    "proof_employer_paid_wages": lambda it: bool(it.facts.get("employer_kept_paying")),
    "tax_number": lambda it: bool(it.facts.get("has_npwp")),
    "guardian_letter": lambda it: it.has_minor,
    "guardian_ktp": lambda it: it.has_minor,
    "report_card": lambda it: it.facts.get("level") != "TK",
}


def papers_wanted(claim: Claim, known: Whole | None = None) -> tuple[WantedPaper, ...]:
    """Every document of the kind by the law of today, in its order, with what was sent of each.

    `known` is what hangs on the claim, where that is at hand.
    """
    payees = payees_of(claim) if known is None else known.named
    papers = list(Paper.objects.filter(claim=claim).order_by("id")) if known is None else known.papers
    situation, sent = _situation(claim, payees), _sent(papers)
    return tuple(
        _wanted(code, situation, sent.get(code, ()))
        for code in documents(load().on(timezone.localdate()), claim.kind)
    )


def tasks(claim: Claim) -> tuple[Task, ...]:
    """What the claimant has to do, in the order of the pages: who, what, papers, payees with accounts, send."""
    missing = missing_facts(claim.kind, claim.facts)
    papers = papers_wanted(claim)
    to_send = sum(paper.is_open for paper in papers)
    payees = payees_of(claim)
    who = bool(claim.claimant_name and claim.claimant_relation and claim.claimant_born_on)
    return (
        Task("claimant", str(_("Isi siapa Anda dan hubungan dengan peserta")), who),
        Task("facts", _said(_("Jawab pertanyaan tentang kejadian"), [str(one.asks) for one in missing]), not missing),
        Task("papers", str(_("Kirim berkas (%(many)d lagi)") % {"many": to_send}), to_send == 0),
        Task("payees", str(_("Tulis penerima dan rekeningnya")), _payable(payees)),
        Task("send", str(_("Kirim klaim")), claim.state != State.DRAFT),
    )


def first_open(claim: Claim) -> Task | None:
    """The next thing to do."""
    return next((task for task in tasks(claim) if not task.done), None)


def kept_until(claim: Claim) -> str:
    """Until when a draft is kept, in words."""
    return in_words(kept_through(claim))


def _said(words: object, names: list[str]) -> str:
    return f"{words}: {', '.join(names)}" if names else str(words)


def _payable(payees: list[Payee]) -> bool:
    return bool(payees) and all(one.account_number for one in payees)


def _wanted(code: str, situation: _Situation, sent: tuple[Paper, ...]) -> WantedPaper:
    needed = NEEDED_WHEN.get(code, _always)(situation)
    if not sent:
        return WantedPaper(code, needed, MISSING, "", ())
    good = next((one for one in sent if one.state != PaperState.REFUSED), None)
    state = good.state if good else PaperState.REFUSED
    return WantedPaper(code, needed, state, "" if good else sent[-1].reason, sent)


def _sent(papers: list[Paper]) -> dict[str, tuple[Paper, ...]]:
    found: dict[str, tuple[Paper, ...]] = {}
    for paper in papers:
        found[paper.kind] = (*found.get(paper.kind, ()), paper)
    return found


def _situation(claim: Claim, payees: list[Payee]) -> _Situation:
    law = load().on(claim.event_on)
    minors = (
        one.born_on is not None and heirs.needs_guardian(law, one.born_on, timezone.localdate()) for one in payees
    )
    relations = {one.relation for one in payees} | set(claim.facts.get("family", {})) | {claim.claimant_relation}
    employed = KINDS[ClaimKind(claim.kind)].heirs and claim.person.participations.filter(segment=1).exists()
    return _Situation(claim.facts, frozenset(relations), any(minors), employed)
