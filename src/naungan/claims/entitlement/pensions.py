"""JP: the monthly pension of old age, disability and survivors, or contributions with their return at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from naungan.claims.entitlement.answer import Found, Line, Reason
from naungan.claims.entitlement.case import Case, Run, article_of, law_note, note, run
from naungan.claims.entitlement.deaths import registered_death
from naungan.claims.entitlement.heirs import bequeath, competing, shared
from naungan.claims.entitlement.inputs import Payee
from naungan.claims.entitlement.months import contributed, member_months
from naungan.claims.entitlement.payees import paid_to
from naungan.claims.entitlement.savings import account_of, taxed
from naungan.law.arithmetic import least
from naungan.law.benefits import jp as law_of_pensions
from naungan.law.benefits.jp_wages import average_wage
from naungan.law.months import age_on, month_of
from naungan.law.pension_age import pension_date, postponed_until
from naungan.registry.models import Programme

ITEM = "pension"
SURVIVORS = {"jp_widow": "widow", "jp_child": "child", "jp_parent": "parent"}


def old_age(case: Case) -> Found:
    """At pension age: a monthly pension after long enough contributions, else everything at once."""
    reached = pension_date(case.statute, case.inputs.born_on)
    starts = _starts(case, reached)
    step = law_note(
        case.statute.on(reached), "pension_age", "Mencapai usia pensiun", reached.isoformat(), "jp.pension_age",
        works_until=case.said("works_until"),
    )  # fmt: skip
    if starts > case.inputs.on:
        fact = f"Usia pensiun dicapai, atau penundaannya berakhir, pada {starts}."
        reason = Reason(step["article"], fact, f"Ajukan kembali sejak {starts}.", refuses=False)
        return Found(reasons=(reason,), steps=(step,))
    # whatever day the claim names, the event is the day the pension is due from
    law = case.statute.on(starts)
    months = len(contributed(case, Programme.JP, starts))
    vested = run(law, ("jp_vested",), {"contribution_months": months})
    found = Found(steps=(step, *vested.steps))
    if not vested.values["jp_vested"]:
        return found + _lump_sum(case)
    inputs = _wage_inputs(case, months, starts)
    worked = run(law, ("jp_formula", "jp_monthly_pension"), inputs)
    line = _pension(worked, "jp_monthly_pension", law_of_pensions.old_age_pension_starts(starts))
    return found + Found(steps=(_average_note(case, inputs), *worked.steps)) + paid_to(case, (line,))


def _starts(case: Case, reached: date) -> date:
    """The day of pension age, or that until which a worker has put it off, as far as the law lets him."""
    until = case.day("works_until", reached)
    return min(max(until, reached), postponed_until(case.statute, case.inputs.born_on))


def disability(case: Case) -> Found:
    """On total permanent disability: monthly where contributions were dense enough, else everything at once."""
    determined = case.need_day("determined_on", "tanggal penetapan cacat")
    if not case.said("total_disability", False):
        fact = "Cacat yang ditetapkan bukan cacat total tetap."
        return Found(reasons=(Reason("PP 45/2015", fact, "Kirim surat dokter penasihat bila penetapannya berubah."),))
    counts = _counts(case) | {"event_after_registration_months": member_months(case, Programme.JP, case.event_on) - 1}
    if not counts["membership_months"]:
        return Found(reasons=(_no_member(case),))
    entitled = run(case.law, ("jp_disability_entitled",), counts)
    found = _density(case, counts, entitled)
    if not entitled.values["jp_disability_entitled"]:
        return found + _lump_sum(case)
    inputs = _wage_inputs(case, counts["contribution_months"], case.event_on) | {"counts_as_vested": True}
    worked = run(case.law, ("jp_formula", "jp_monthly_pension"), inputs)
    line = _pension(worked, "jp_monthly_pension", law_of_pensions.disability_pension_starts(determined))
    return found + Found(steps=(_average_note(case, inputs), *worked.steps)) + paid_to(case, (line,))


def survivors(case: Case) -> Found:
    """After a death: widow or widower, else the children together, else one parent."""
    who = SURVIVORS[case.inputs.kind]
    found = registered_death(case) + Found(reasons=competing(case))
    counts = _counts(case)
    if not counts["membership_months"]:
        return found + Found(reasons=(_no_member(case),))
    entitled = run(case.law, ("jp_survivor_entitled",), counts)
    found += _density(case, counts, entitled)
    if not entitled.values["jp_survivor_entitled"]:
        return found + _lump_sum(case, to_heirs=True)
    payees, reasons = _survivors(case, who)
    rate = f"jp.{who}_rate"
    inputs = _wage_inputs(case, counts["contribution_months"], case.event_on) | {
        "counts_as_vested": True,
        "survivor_rate": case.law.whole(rate),
    }
    worked = run(case.law, ("jp_formula", "jp_survivor_computed", "jp_survivor_pension"), inputs, (rate,))
    line = _pension(worked, "jp_survivor_pension", law_of_pensions.survivor_pension_starts(case.event_on), "heirs")
    steps = (_average_note(case, inputs), *worked.steps)
    return found + Found((shared(case, line, payees),), reasons, steps)


def _survivors(case: Case, who: str) -> tuple[tuple[Payee, ...], tuple[Reason, ...]]:
    """The payees of a survivor's pension, and what stands against them."""
    relation, most = {"widow": ("spouse", 1), "parent": ("parents", 1)}.get(
        who, ("children", case.law.whole("jp.children_most"))
    )
    family: Mapping[str, int] = case.need("family", "susunan keluarga")
    before = {"widow": (), "child": ("spouse",), "parent": ("spouse", "children")}[who]
    nearer = [name for name in before if family.get(name)]
    if nearer:
        fact = "Masih ada yang lebih dahulu berhak atas pensiun ini: " + ", ".join(nearer) + "."
        return (), (
            Reason("PP 45/2015", fact, "Pensiun beralih bila ia meninggal, menikah lagi, atau haknya berakhir."),
        )
    payees = [one for one in case.inputs.payees if one.relation == relation]
    if who == "child":
        ends = case.law.whole("jp.child_ends_at_age")
        payees = [one for one in payees if one.born_on and age_on(one.born_on, case.event_on) < ends]
    if not payees:
        fact = f"Tidak ada penerima dengan hubungan yang berhak ({relation}) yang memenuhi syarat."
        return (), (Reason(article_of(case.law, "jp.child_ends_at_age"), fact, "Catat penerimanya.", refuses=False),)
    if who != "child" and len(payees) > most:
        fact = f"Pensiun ini untuk satu orang; dicatat {len(payees)}."
        return (), (Reason("PP 45/2015", fact, "Pilih satu penerima.", refuses=False),)
    return tuple(sorted(payees, key=lambda one: one.born_on or date.max)[:most]), ()


def _counts(case: Case) -> dict[str, int]:
    months = contributed(case, Programme.JP, case.event_on)
    member = member_months(case, Programme.JP, case.event_on)
    return {"contribution_months": min(len(months), member), "membership_months": member}


def _no_member(case: Case) -> Reason:
    fact = f"Tidak terdaftar pada JP sampai {case.event_on}."
    return Reason("PP 45/2015", fact, "Bila pemberi kerja wajib mendaftarkan, laporkan ke pengawas ketenagakerjaan.")


def _density(case: Case, counts: Mapping[str, int], worked: Run) -> Found:
    percent = law_of_pensions.density_text(counts["contribution_months"], counts["membership_months"])
    step = law_note(case.law, "density", "Kepadatan iuran (persen)", percent, "jp.density_rate", **counts)
    return Found(steps=(step, *worked.steps))


def _wage_inputs(case: Case, months: int, day: date) -> dict[str, int]:
    return {"contribution_months": months, "average_wage": average_wage(case.statute, _jp_wages(case, day), day)}


def _jp_wages(case: Case, day: date) -> dict[int, int]:
    """The wage of each month that JP was counted on: up to the ceiling of that month, over all payers.

    Somebody whose every month lies before the books is counted on the wage registered.
    """
    takes = {one.id for one in case.inputs.participations if one.programmes & Programme.JP}
    paid = contributed(case, Programme.JP, day)
    last: dict[tuple[int, int], int] = {}
    for row in case.inputs.months:
        if row.participation in takes and row.month in paid:
            last[row.month, row.participation] = _capped(case, row.month, row.wage)
    wages: dict[int, int] = {}
    for (month, _), wage in last.items():
        wages[month] = wages.get(month, 0) + wage
    if wages:
        return wages
    registered = [one for one in case.inputs.participations if one.id in takes and one.since <= day]
    return {month_of(day): _capped(case, month_of(day), registered[-1].wage)}


def _capped(case: Case, month: int, wage: int) -> int:
    return least(wage, case.statute.of_month(month).whole("jp.wage_cap"))


def _average_note(case: Case, inputs: Mapping[str, int]) -> dict[str, object]:
    says = "Rata-rata upah sebulan, tiap upah dinaikkan dengan inflasi (cara pengindeksan belum terbaca dalam naskah)"
    return note(
        "average_wage", says, inputs["average_wage"], "PP 45/2015 art. 17", months=inputs["contribution_months"]
    )


def _pension(worked: Run, formula: str, starts: date, payee: str = "participant") -> Line:
    """The monthly pension from the first month on; later months follow in the pension run."""
    return worked.line("JP", ITEM, formula, unverified=True, payee=payee, due_on=starts.isoformat(), monthly=True)


def _lump_sum(case: Case, *, to_heirs: bool = False) -> Found:
    """Contributions with their return at once, where no monthly pension is due."""
    held = account_of(case, "JP")
    if held.balance <= 0:
        fact = f"Tidak ada iuran JP yang sudah diterima sampai {case.inputs.on}."
        return Found(
            reasons=(Reason("PP 45/2015", fact, "Periksa iuran yang belum disetor pemberi kerja."),), steps=held.steps
        )
    payee = "heirs" if to_heirs else "participant"
    paid = taxed(case, "JP", held.paid_in, held.earned, doubted=True, payee=payee)
    given = bequeath(case, paid.lines, "JP") if to_heirs else paid_to(case, paid.lines)
    return Found(steps=(*held.steps, *paid.steps)) + given
