"""Who receives what a participant leaves behind: order, classes, shares, minors, competing claimants."""

from __future__ import annotations

from dataclasses import dataclass, replace

from naungan.claims.entitlement.answer import Found, Line, Reason, Share
from naungan.claims.entitlement.case import Case, NotSaid, article_of, law_note
from naungan.claims.entitlement.inputs import Payee
from naungan.law.benefits import heirs as law_of_heirs

WORDS = {
    "spouse": "janda atau duda",
    "children": "anak",
    "parents": "orang tua",
    "grandchildren": "cucu",
    "grandparents": "kakek atau nenek",
    "siblings": "saudara kandung",
    "parents_in_law": "mertua",
    "will": "orang yang ditunjuk dalam wasiat",
}
ORDER, GUARDIAN, EQUAL = "heirs.order", "heirs.guardian_below_age", "heirs.equal_shares"


@dataclass(frozen=True, slots=True)
class Inherited:
    """The payees entitled together, none where nobody inherits, and what was found on the way."""

    payees: tuple[Payee, ...]
    found: Found
    nobody: bool = False


def inherited(case: Case) -> Inherited:
    """The payees who inherit, by the family the claim tells.  Raises NotSaid without a family."""
    law = case.law
    family = _family(case)
    first = law_of_heirs.entitled(law, family)
    words = ", ".join(WORDS[name] for name in first.relations) or "tidak ada"
    step = law_note(
        law, "heirs", f"Ahli waris yang berhak: {words}", list(first.relations), ORDER, EQUAL,
        family=family, heir_class=first.heir_class,
    )  # fmt: skip
    if not first.relations:
        return Inherited((), Found(steps=(step,)), nobody=True)
    payees = tuple(one for one in case.inputs.payees if one.relation in first.relations)
    reasons = (*_missing(case, family, first.relations, payees), *_guardians(case, payees), *competing(case))
    return Inherited(payees, Found(reasons=reasons, steps=(step,)))


def _family(case: Case) -> dict[str, int]:
    raw = case.need("family", "susunan keluarga", "Catat keluarga peserta menurut kartu keluarga.")
    known = law_of_heirs.relations(case.law)
    strange = sorted(set(raw) - set(known))
    if strange:
        raise NotSaid(
            f"hubungan keluarga yang dikenal ({', '.join(strange)} tidak dikenal)", f"Pakai {', '.join(known)}."
        )
    return {name: int(bool(raw[name]) if name == "will" else raw[name]) for name in known if raw.get(name)}


def _missing(
    case: Case, family: dict[str, int], relations: tuple[str, ...], payees: tuple[Payee, ...]
) -> list[Reason]:
    """One reason for each relation with more or fewer payees than the family has."""
    article = article_of(case.law, ORDER)
    named = {name: sum(one.relation == name for one in payees) for name in relations}
    return [
        Reason(
            article,
            f"Keluarga menyebut {family[name]} {WORDS[name]}, penerima yang dicatat {named[name]}.",
            "Catat setiap ahli waris yang berhak sebagai penerima, atau perbaiki susunan keluarga.",
            refuses=False,
        )
        for name in relations
        if named[name] != family[name]
    ]


def _guardians(case: Case, payees: tuple[Payee, ...]) -> list[Reason]:
    return [
        Reason(
            article_of(case.law, GUARDIAN),
            f"{one.name} belum dewasa dan walinya belum dicatat.",
            "Catat wali dengan surat wali dan KTP wali.",
            refuses=False,
        )
        for one in payees
        if one.born_on and not one.guardian and law_of_heirs.needs_guardian(case.law, one.born_on, case.inputs.on)
    ]


def competing(case: Case) -> tuple[Reason, ...]:
    """Reasons to wait while several people claim for the same event."""
    article = article_of(case.law, ORDER)
    others = ", ".join(case.inputs.rivals)
    said = Reason(
        article,
        "Lebih dari satu orang meminta manfaat yang sama.",
        "Minta surat keterangan ahli waris atau penetapan pengadilan; tandai selesai bila sudah jelas.",
        refuses=False,
    )
    if others:
        fact = f"Ada klaim lain untuk kejadian yang sama: {others}."
        return (replace(said, fact=fact),)
    return (said,) if case.said("competing", False) else ()


def shared(case: Case, line: Line, payees: tuple[Payee, ...]) -> Line:
    """A line with the part of each payee; what cannot be divided goes to the first ones."""
    if not payees:
        return line
    parts = law_of_heirs.shares(case.law, line.amount, [str(one.id) for one in payees])
    doubted = line.unverified or (len(payees) > 1 and case.law.dated(EQUAL).unverified)
    return replace(
        line, unverified=doubted, shares=tuple(Share(int(payee), amount) for payee, amount in parts.items() if amount)
    )


def bequeath(case: Case, lines: tuple[Line, ...], programme: str) -> Found:
    """The lines shared among those who inherit; what nobody inherits goes where the law says."""
    who = inherited(case)
    if not who.nobody:
        return who.found + Found(tuple(shared(case, line, who.payees) for line in lines))
    return who.found + _without_heirs(case, lines, programme)


def _without_heirs(case: Case, lines: tuple[Line, ...], programme: str) -> Found:
    """Burial money to whoever arranged the burial, savings to the estate office; the rest stays with the fund."""
    falls = law_of_heirs.without_heirs(case.law, programme)
    paths = ("heirs.nobody_jht",) if programme == "JHT" else ("heirs.nobody_else", "heirs.nobody_burial")
    step = law_note(case.law, "nobody_inherits", "Tidak ada ahli waris dan tidak ada wasiat", falls, *paths)
    payable = "estate" if programme == "JHT" else "burial"
    kept = tuple(line for line in lines if programme == "JHT" or line.item == "funeral")
    takers = tuple(one for one in case.inputs.payees if one.relation == payable)
    if len(takers) != 1:
        fact = "Penerima biaya pemakaman" if payable == "burial" else "Balai Harta Peninggalan"
        reason = Reason(
            article_of(case.law, paths[-1]),
            f"{fact} belum dicatat sebagai penerima.",
            "Catat penerimanya.",
            refuses=False,
        )
        return Found(reasons=(reason,), steps=(step,))
    return Found(tuple(shared(case, replace(line, payee=payable), takers) for line in kept), steps=(step,))
