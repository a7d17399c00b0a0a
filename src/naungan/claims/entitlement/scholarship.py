"""Scholarships: the first school year that comes with a death or total disability, and the yearly renewals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from naungan.claims.entitlement.answer import Award, Found, Json, Line, Reason, Share
from naungan.claims.entitlement.case import Case, NotSaid, article_of, law_note, unverified
from naungan.claims.entitlement.inputs import Earlier
from naungan.claims.entitlement.months import contributed
from naungan.law.benefits import scholarship as law_of_scholarships
from naungan.law.months import age_on
from naungan.registry.models import Programme

ITEM = "scholarship"
MAIN = {"jkm": "JKM", "jkk_death": "JKK", "jkk_disability": "JKK"}
_AGE, _MOST, _LONG = "scholarship.ends_at_age", "scholarship.children_most", "scholarship.jkm_months"


@dataclass(frozen=True, slots=True)
class Pupil:
    """A child as the claim tells it; `level` is empty below school age."""

    name: str
    born_on: date
    level: str
    school_year: str
    married: bool
    works: bool

    def same_as(self, award: Mapping[str, Any]) -> bool:
        """Whether an earlier school year was this child's."""
        return bool(award["child"] == self.name and award["born_on"] == self.born_on.isoformat())


def first_years(case: Case, programme: str) -> Found:
    """With the main claim: the school year the children are in now, and the plan of all years to come."""
    pupils = [_pupil(case, raw) for raw in case.said("children", [])]
    if not pupils:
        return Found()
    months = len(contributed(case, Programme.JKM, case.event_on))
    if not law_of_scholarships.long_enough(case.law, programme, months):
        words = "Tidak ada beasiswa: masa iur belum cukup"
        return Found(steps=(law_note(case.law, ITEM, words, 0, _LONG, contribution_months=months),))
    chosen = _chosen(case, pupils)
    return Found(
        lines=tuple(_line(case, programme, pupil, amount) for pupil, amount in chosen if amount),
        steps=(_plan_note(case, programme, [pupil for pupil, _ in chosen], months),),
        awards=tuple(_award(pupil, amount) for pupil, amount in chosen if amount),
        reasons=tuple(_not_named(pupil) for pupil, amount in chosen if amount and _payee(case, pupil) is None),
    )


def renewal(case: Case) -> Found:
    """One school year of one child, after the main claim was granted; by the law of that claim's event."""
    number = case.need("of_claim", "nomor klaim yang memberi hak")
    main = next((one for one in case.inputs.earlier if one.number == number and one.kind in MAIN), None)
    if main is None:
        fact = f"Belum ada klaim kematian atau cacat total bernomor {number} yang disetujui untuk peserta ini."
        return Found(reasons=(Reason("", fact, "Ajukan klaim pokoknya lebih dahulu.", refuses=False),))
    of_main = replace(case, other_event=main.event_on)
    if not of_main.law.value("scholarship.by_level"):
        fact = "Beasiswa menurut hukum hari kejadian dibayar satu kali, bersama klaim pokoknya."
        article = article_of(of_main.law, "scholarship.by_level")
        return Found(reasons=(Reason(article, fact, "Tidak ada yang perlu diajukan."),))
    return _renewed(of_main, MAIN[main.kind], _of_the_renewal(of_main), main)


def _of_the_renewal(case: Case) -> Pupil:
    raw = {
        "name": case.need("child_name", "nama anak"),
        "born_on": case.need("child_born_on", "tanggal lahir anak"),
        "level": case.need("level", "jenjang sekolah"),
        "school_year": case.need("school_year", "tahun ajaran"),
        "married": case.said("married", False),
        "works": case.said("works", False),
    }
    return _pupil(case, raw)


def _renewed(case: Case, programme: str, pupil: Pupil, main: Earlier) -> Found:
    awards = [award for one in case.inputs.earlier if _of(one, main) for award in one.awards]
    reasons = _refusals(case, programme, pupil, awards)
    amount = 0 if reasons else _year(case, pupil)
    if not reasons and not amount:
        reasons = (_gone(case, pupil),)
    step = _plan_note(case, programme, [pupil], len(contributed(case, Programme.JKM, case.event_on)))
    if reasons:
        return Found(reasons=reasons, steps=(step,))
    unnamed = () if _payee(case, pupil) is not None else (_not_named(pupil),)
    return Found((_line(case, programme, pupil, amount),), unnamed, (step,), (_award(pupil, amount),))


def _of(one: Earlier, main: Earlier) -> bool:
    """Whether an earlier grant is the main claim or follows from it; this claim's own former ones do not count."""
    return not one.own and (one.number == main.number or one.of_claim == main.number)


def _refusals(case: Case, programme: str, pupil: Pupil, awards: Sequence[Mapping[str, Any]]) -> tuple[Reason, ...]:
    """Why a school year is not paid: too many children, already paid, or all years of the level used."""
    own = [award for award in awards if pupil.same_as(award)]
    children = {(award["child"], award["born_on"]) for award in awards}
    most = case.law.whole(_MOST)
    levels = case.law.texts("scholarship.levels")
    years = case.law.table("scholarship.years_most")[levels.index(pupil.level)]
    used = sum(award["level"] == pupil.level for award in own)
    months = len(contributed(case, Programme.JKM, case.event_on))
    found = (
        (not own and len(children) >= most, _MOST, f"Sudah {most} anak lain yang menerima beasiswa."),
        (
            any(award["school_year"] == pupil.school_year for award in own),
            "scholarship.yearly",
            f"Tahun ajaran {pupil.school_year} untuk {pupil.name} sudah dibayar.",
        ),
        (
            used >= years,
            "scholarship.years_most",
            f"Jenjang {pupil.level} sudah dibayar {used} tahun, paling lama {years}.",
        ),
        (
            not law_of_scholarships.long_enough(case.law, programme, months),
            _LONG,
            f"Masa iur {months} bulan, kurang dari syarat beasiswa.",
        ),
    )
    next_step = "Periksa tahun ajaran dan jenjangnya; bila ada yang keliru, ajukan keberatan."
    return tuple(Reason(article_of(case.law, path), fact, next_step) for holds, path, fact in found if holds)


def _chosen(case: Case, pupils: Sequence[Pupil]) -> list[tuple[Pupil, int]]:
    """The first children that qualify, as many as the law takes, with what this school year is paid."""
    if not case.law.value("scholarship.by_level"):
        plan = law_of_scholarships.plan(case.law, [_child(case, one, all_levels=True) for one in pupils])
        qualified = [one for one in pupils if law_of_scholarships.plan(case.law, [_child(case, one, True)]).children]
        return list(zip(qualified, plan.children, strict=False))
    qualified = [one for one in pupils if law_of_scholarships.plan(case.law, [_child(case, one, True)]).children]
    return [(one, _year(case, one)) for one in qualified[: case.law.whole(_MOST)]]


def _year(case: Case, pupil: Pupil) -> int:
    """Rupiah of the school year a child is in, nothing while it waits or once it is too old."""
    plan = law_of_scholarships.plan(case.law, [_child(case, pupil, all_levels=False)])
    return 0 if plan.waiting or not pupil.level else plan.total


def _child(case: Case, pupil: Pupil, all_levels: bool) -> law_of_scholarships.Child:
    age = age_on(pupil.born_on, case.inputs.claimed_on)
    if not all_levels:
        return law_of_scholarships.Child((pupil.level,) if pupil.level else (), 1, age, pupil.married, pupil.works)
    levels = case.law.texts("scholarship.levels") if case.law.value("scholarship.by_level") else ()
    ahead = levels[levels.index(pupil.level) :] if pupil.level in levels else ()
    return law_of_scholarships.Child(tuple(ahead), None, age, pupil.married, pupil.works)


def _plan_note(case: Case, programme: str, pupils: Sequence[Pupil], months: int) -> Json:
    plan = law_of_scholarships.plan(case.law, [_child(case, one, all_levels=True) for one in pupils])
    paths = [_MOST, _AGE, "scholarship.by_level"]
    paths += (
        ["scholarship.yearly", "scholarship.years_most"]
        if case.law.value("scholarship.by_level")
        else ["scholarship.once"]
    )
    if plan.waiting:
        paths.append("scholarship.starts_at_age")
    return law_note(
        case.law, "scholarship_plan", "Rencana beasiswa semua tahun, diajukan tiap tahun ajaran", plan.total, *paths,
        programme=programme, children=[one.name for one in pupils], waiting=plan.waiting, contribution_months=months,
    )  # fmt: skip


def _line(case: Case, programme: str, pupil: Pupil, amount: int) -> Line:
    by_level = bool(case.law.value("scholarship.by_level"))
    path = "scholarship.yearly" if by_level else "scholarship.once"
    paths = [path, _LONG] if programme == "JKM" else [path]
    payee = _payee(case, pupil)
    shares = (Share(payee, amount),) if payee is not None else ()
    return Line(
        programme, ITEM, amount, article_of(case.law, path), unverified(case.law, *paths), "heirs", shares=shares
    )


def _payee(case: Case, pupil: Pupil) -> int | None:
    """The payee who is the child, or the only child or guardian named in a renewal."""
    children = [one for one in case.inputs.payees if one.relation == "children"]
    named = [one for one in children if one.name == pupil.name] or (children if len(children) == 1 else [])
    return named[0].id if named else None


def _not_named(pupil: Pupil) -> Reason:
    return Reason("", f"Anak {pupil.name} belum dicatat sebagai penerima.", "Catat anak dan walinya.", refuses=False)


def _gone(case: Case, pupil: Pupil) -> Reason:
    age = case.law.whole(_AGE)
    fact = f"{pupil.name} sudah {age} tahun, menikah, bekerja, atau belum bersekolah pada {case.inputs.claimed_on}."
    return Reason(article_of(case.law, _AGE), fact, "Bila keliru, kirim akta kelahiran dan surat sekolah.")


def _award(pupil: Pupil, amount: int) -> Award:
    return Award(pupil.name, pupil.born_on.isoformat(), pupil.level, pupil.school_year, amount)


def _pupil(case: Case, raw: Mapping[str, Any]) -> Pupil:
    missing = [name for name in ("name", "born_on") if not raw.get(name)]
    if missing:
        raise NotSaid("nama dan tanggal lahir setiap anak", "Lengkapi data anak menurut akta kelahiran.")
    level = str(raw.get("level") or "")
    if level and level not in _levels(case):
        raise NotSaid(f"jenjang sekolah yang dikenal ({level} tidak dikenal)", f"Pilih {', '.join(_levels(case))}.")
    return Pupil(
        str(raw["name"]),
        date.fromisoformat(str(raw["born_on"])),
        level,
        str(raw.get("school_year") or ""),
        bool(raw.get("married", False)),
        bool(raw.get("works", False)),
    )


def _levels(case: Case) -> tuple[str, ...]:
    """The school levels the law knows; it has named the same ones since it first named any."""
    return case.law.texts("scholarship.levels")
