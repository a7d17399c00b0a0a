"""The last steps of the guided claim: papers by camera, one last look, and off it goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from naungan.access.scope import reading_as_system
from naungan.claims.banks import bank_name
from naungan.claims.checklist import papers_wanted
from naungan.claims.errors import NotReady
from naungan.claims.facts import FIELDS
from naungan.claims.kinds import KINDS, ClaimKind
from naungan.claims.models import Payee
from naungan.claims.pages import fact_fields
from naungan.claims.pages.fact_fields import RELATIVES
from naungan.claims.pages.guided import (
    ACCOUNT,
    CLAIMANT,
    EVENT,
    FAMILY,
    HAPPENED,
    PAPERS,
    PAYEES,
    Draft,
)
from naungan.claims.pages.paper_rows import paper_rows, send_paper
from naungan.claims.pages.reading import new_key
from naungan.claims.pages.session import order_of, remember_followed
from naungan.claims.pages.situations import paper_label
from naungan.claims.pages.steps import ELSEWHERE
from naungan.claims.submit import submit
from naungan.claims.whole import whole
from naungan.errors import Refused
from naungan.web.templatetags import formats

# Where each thing that is missing is put right.
_MENDED_AT = {"payees": PAYEES, "died_on": EVENT} | dict.fromkeys(
    ("claimant_name", "claimant_relation", "claimant_born_on"), CLAIMANT
)


def papers(request: HttpRequest, draft: Draft) -> HttpResponse:
    """One paper after the other; each is kept as soon as it arrives."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        if "next" in request.POST:
            return draft.onwards()
        errors = send_paper(request, draft.claim.pk, order_of(request, draft.claim))
        if not errors:
            return redirect(f"{draft.address(PAPERS)}{_kept_choice(request)}#surat-{request.POST.get('kind', '')}")
    with reading_as_system():
        rows = paper_rows(draft.claim, "claims:draft_paper", draft.link, dict(errors), whole(draft.claim))
    wanted = [row for row in rows if row.needed]
    facts = {
        "papers": wanted,
        "others": [row for row in rows if not row.needed],
        "done": sum(bool(row.sent) for row in wanted),
        "camera": request.GET.get("dari") != "berkas",
        "action": f"{draft.address(PAPERS)}{_kept_choice(request)}",
        "errors": errors,
    }
    return draft.show(request, "claims/step_papers.html", facts, errors)


def review(request: HttpRequest, draft: Draft) -> HttpResponse:
    """One last look, then send: from then on the claim has its receipt."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = _sent(request, draft)
        if not errors:
            remember_followed(request, draft.claim.pk, own=draft.claim.account_id is None)
            return redirect("claims:sent", draft.claim.number)
    with reading_as_system():
        known = whole(draft.claim)
        wanted, named = papers_wanted(draft.claim, known), known.named
    facts = {
        "errors": errors,
        "wrong": dict(errors),
        "parts": _parts(draft, draft.typed(request), named, sum(bool(one.papers) for one in wanted)),
        "missing": ", ".join(paper_label(one.code) for one in wanted if one.is_open),
        "key": new_key(),
        "version": draft.claim.version,
    }
    return draft.show(request, "claims/step_review.html", facts, errors)


def _sent(request: HttpRequest, draft: Draft) -> list[tuple[str, str]]:
    if request.POST.get("true") != "1":
        return [("true", gettext("Beri tanda bahwa yang Anda tulis benar."))]
    version = request.POST.get("version", "")
    seen = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else None
    try:
        submit(draft.claim.pk, order_of(request, draft.claim, seen))
    except NotReady as no:
        where = next((step for one in no.missing if (step := _mended_at(one)) in draft.steps), draft.steps[0])
        return [(f"ubah-{where}", str(no))]
    except Refused as no:
        return [("", str(no))]
    return []


def _mended_at(missing: str) -> str:
    return _MENDED_AT.get(missing, HAPPENED)


def _kept_choice(request: HttpRequest) -> str:
    return "?dari=berkas" if request.GET.get("dari") == "berkas" else ""


@dataclass(frozen=True, slots=True)
class _Told:
    """What the last look says again."""

    draft: Draft
    typed: str
    payees: list[Payee]
    files: int


Facts = list[tuple[str | Promise, Any]]


def _event(told: _Told) -> Facts:
    day = (gettext("Tanggal kejadian"), formats.day(told.draft.claim.event_on))
    return [(gettext("NIK atau nomor kartu"), told.typed), day] if told.typed else [day]


def _claimant(told: _Told) -> Facts:
    claim = told.draft.claim
    return [
        (gettext("Nama"), claim.claimant_name),
        (gettext("Hubungan"), RELATIVES.get(claim.claimant_relation, "")),
        (gettext("Tanggal lahir"), formats.day(claim.claimant_born_on)),
        (gettext("Telepon"), formats.phone(claim.claimant_phone) if claim.claimant_phone else ""),
    ]


def _family(told: _Told) -> Facts:
    family = told.draft.claim.facts.get("family", {})
    return [(RELATIVES[one], family[one]) for one in RELATIVES if family.get(one)]


def _answers(told: _Told) -> Facts:
    claim = told.draft.claim
    fields = [one for one in FIELDS[ClaimKind(claim.kind)] if one.name in claim.facts and one.name not in ELSEWHERE]
    texts = fact_fields.read_back(fields, claim.facts)
    return [(gettext("Tanggal kejadian"), formats.day(claim.event_on)), *texts] if not _heirs(claim.kind) else texts


def _papers(told: _Told) -> Facts:
    return [(gettext("Terkirim"), gettext("%(many)d surat") % {"many": told.files})]


def _paid(told: _Told) -> Facts:
    return [(one.name, _account(one) if one.account_number else "") for one in told.payees]


def _heirs(kind: str) -> bool:
    return KINDS[ClaimKind(kind)].heirs


_FACTS: Mapping[str, Callable[[_Told], Facts]] = {
    EVENT: _event,
    CLAIMANT: _claimant,
    HAPPENED: _answers,
    FAMILY: _family,
    PAPERS: _papers,
    PAYEES: _paid,
    ACCOUNT: _paid,
}
_TITLES: Mapping[str, str | Promise] = {
    EVENT: gettext_lazy("Yang meninggal"),
    CLAIMANT: gettext_lazy("Anda"),
    HAPPENED: gettext_lazy("Yang terjadi"),
    FAMILY: gettext_lazy("Keluarga yang ditinggalkan"),
    PAPERS: gettext_lazy("Surat"),
    PAYEES: gettext_lazy("Penerima"),
    ACCOUNT: gettext_lazy("Rekening"),
}


def _parts(draft: Draft, typed: str, named: list[Payee], files: int) -> list[dict[str, Any]]:
    """What was written, step by step, with the way back to each."""
    told = _Told(draft, typed, named, files)
    return [
        {"title": _TITLES[step], "step": step, "href": draft.address(step), "facts": _FACTS[step](told)}
        for step in draft.steps
        if step in _FACTS
    ]


def _account(payee: Payee) -> str:
    return f"{bank_name(payee.bank_code)} {payee.account_number} ({payee.account_name})"
