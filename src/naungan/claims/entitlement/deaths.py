"""Death: JKM, and JKK where work caused it; each shared among the heirs, with the children's scholarship."""

from __future__ import annotations

from collections.abc import Collection

from naungan.claims.entitlement import scholarship
from naungan.claims.entitlement.answer import Found, Line, Reason
from naungan.claims.entitlement.case import Case, Run, law_note, note, run
from naungan.claims.entitlement.heirs import bequeath
from naungan.claims.entitlement.months import contributed
from naungan.claims.entitlement.payees import paid_to
from naungan.claims.entitlement.payer import PaysFirst, Protected, of_the_accident, pays_first, protected
from naungan.claims.entitlement.protection import Stood
from naungan.claims.entitlement.timing import in_time
from naungan.claims.entitlement.wages import insured_wage
from naungan.law.benefits import jkm as law_of_jkm
from naungan.law.statute import Law
from naungan.registry.models import Programme, Segment

JKM_PARTS = {"lump": "jkm_death_lump", "periodic": "jkm_periodic", "funeral": "jkm_funeral"}
JKK_PARTS = {"lump": "jkk_death_lump", "periodic": "jkk_periodic", "funeral": "jkk_funeral"}


def jkm(case: Case) -> Found:
    """A death that work did not cause: lump sum, periodic benefit, burial, scholarship."""
    found = registered_death(case)
    who = protected(case, Programme.JKM)
    if not who.by:
        return found + who.found
    months = len(contributed(case, Programme.JKM, case.event_on))
    worked = run_jkm(case.law, months, {Segment(one.participation.segment) for one in who.by})
    counted = note("contribution_months", "Bulan iur JKM sampai hari kejadian", months)
    return (
        found + who.found + Found(steps=(counted,)) + _paid(case, "JKM", worked, JKM_PARTS, pays_first(case, who.by))
    )


def run_jkm(law: Law, months: int, segments: Collection[Segment]) -> Run:
    """The formulas of JKM for a participant of some segments who contributed for so many months."""
    waits = all(law_of_jkm.short_membership(law, one.name, 0) for one in segments)
    short = waits and law_of_jkm.short_membership(law, next(iter(segments)).name, months)
    # only somebody who had to wait at all is touched by the doubts about waiting
    doubts = law_of_jkm.doubts(law, months) if waits else ()
    inputs = {"protected": True, "short_membership": short}
    return run(law, (*JKM_PARTS.values(), "jkm_death_total"), inputs, doubts)


def jkk_death(case: Case) -> Found:
    """A death by a work accident or an occupational disease."""
    found = registered_death(case) + in_time(case, "JKK")
    who = accident_cover(case)
    if not who.by:
        return found + who.found
    job = of_the_accident(case, who.by)
    wage = insured_wage(case, job.participation)
    worked = run(
        case.law, (*JKK_PARTS.values(), "jkk_death_total"), {"wage": wage.wage, "protected": True}, wage.read
    )
    return found + who.found + wage.found + _paid(case, "JKK", worked, JKK_PARTS, pays_first(case, (job,)))


def _paid(case: Case, programme: str, worked: Run, parts: dict[str, str], first: PaysFirst) -> Found:
    """The parts as lines, to the heirs or, where it has paid them, to the employer; and the scholarship."""
    payee = "employer" if first.employer else "heirs"
    every = tuple(worked.line(programme, item, formula, payee=payee) for item, formula in parts.items())
    lines: tuple[Line, ...] = tuple(line for line in every if line.amount)
    given = paid_to(case, lines) if first.employer else bequeath(case, lines, programme)
    return Found(steps=worked.steps) + first.found + given + scholarship.first_years(case, programme)


def registered_death(case: Case) -> Found:
    """That the registry knows the same day of death, or none yet."""
    died, told = case.inputs.died_on, case.day("died_on", case.event_on)
    step = note("died_on", "Tanggal meninggal di registrasi", died.isoformat() if died else None)
    if died is None or died == told:
        return Found(steps=(step,))
    fact = f"Registrasi mencatat meninggal {died}, klaim menyebut {told}."
    return Found(
        reasons=(Reason("", fact, "Cocokkan dengan akta kematian dan perbaiki yang keliru.", refuses=False),),
        steps=(step,),
    )


def accident_cover(case: Case) -> Protected:
    """Protection on the day of the accident; a disease shows itself also some years after the job."""
    who = protected(case, Programme.JKK)
    if who.by or case.said("circumstance") != "disease":
        return who
    left = _lately_left(case)
    if left is None:
        return who
    path = "jkk.disease_after_employment_years"
    step = law_note(case.law, "disease", "Penyakit akibat kerja setelah hubungan kerja berakhir", True, path)
    return Protected((left,), Found(steps=(*who.found.steps, step)))


def _lately_left(case: Case) -> Stood | None:
    """The last job that ended within the years in which a disease is still covered."""
    from naungan.law.benefits.terms import years_after

    years = case.law.whole("jkk.disease_after_employment_years")
    ended = [
        one
        for one in case.inputs.participations
        if one.programmes & Programme.JKK and one.segment == Segment.PU and one.until
        and one.until <= case.event_on < years_after(one.until, years)
    ]  # fmt: skip
    return Stood(ended[-1], "active", 0) if ended else None
