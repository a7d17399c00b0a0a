"""JKK of somebody who lives: care and transport, months unable to work, disability."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from naungan.claims.entitlement import scholarship
from naungan.claims.entitlement.answer import Found, Line, Reason
from naungan.claims.entitlement.case import Case, NotSaid, Run, article_of, law_note, note, run
from naungan.claims.entitlement.deaths import accident_cover
from naungan.claims.entitlement.inputs import Earlier
from naungan.claims.entitlement.payees import paid_to
from naungan.claims.entitlement.payer import of_the_accident, pays_first
from naungan.claims.entitlement.timing import in_time
from naungan.claims.entitlement.wages import insured_wage
from naungan.law.arithmetic import MILLION, share
from naungan.law.benefits import injuries as law_of_injuries
from naungan.law.errors import LawError

# What is refunded up to a maximum: the item, the answer that holds its cost, the formula.
REFUNDED = (
    ("homecare", "homecare_cost", "jkk_homecare"),
    ("dentures", "dentures_cost", "jkk_dentures"),
    ("hearing_aid", "hearing_aid_cost", "jkk_hearing_aid"),
    ("spectacles", "spectacles_cost", "jkk_spectacles"),
    ("prosthesis", "prosthesis_cost", "jkk_prosthesis"),
    ("rehabilitation", "rehabilitation_cost", "jkk_rehabilitation"),
)
TRANSPORT = ("spent_on_land", "spent_at_sea", "spent_by_air")
_PPM_A_PERCENT = 10_000


def care(case: Case) -> Found:
    """Stages I and II: treatment, billed by a partner or refunded, transport, aids, care at home, return to work."""
    found = in_time(case, "JKK")
    who = accident_cover(case)
    if not who.by:
        return found + who.found
    first = pays_first(case, (of_the_accident(case, who.by),))
    parts = Found() + _treatment(case) + _refunds(case) + _transport(case)
    if not parts.lines and not parts.reasons:
        raise NotSaid("biaya perawatan atau angkutan", "Catat biaya dari kuitansi atau tagihan PLKK.")
    given = paid_to(case, _lines_to(parts.lines, "employer") if first.employer else parts.lines)
    return (
        found
        + who.found
        + first.found
        + Found(steps=parts.steps, reasons=parts.reasons)
        + given
        + _return_to_work(case)
    )


def _lines_to(lines: tuple[Line, ...], payee: str) -> tuple[Line, ...]:
    """What the worker advanced goes to whoever has paid it to him."""
    from dataclasses import replace

    return tuple(replace(line, payee=payee) if line.payee == "participant" else line for line in lines)


def _treatment(case: Case) -> Found:
    """Care without a limit of money; after a road accident what the road insurer has not paid."""
    cost = int(case.said("treatment_cost", 0))
    if not cost:
        return Found()
    facility = bool(case.said("partner_facility", False))
    paid = int(case.said("jasa_raharja_paid", 0)) if case.said("traffic", False) else 0
    most = case.law.whole("jkk.traffic_first_payer_most")
    step = law_note(
        case.law, "care", "Biaya perawatan menurut kebutuhan medis, tanpa batas", max(cost - paid, 0),
        *(("jkk.traffic_first_payer_most",) if case.said("traffic", False) else ()),
        cost=cost, jasa_raharja_paid=paid, partner_facility=facility,
    )  # fmt: skip
    if case.said("traffic", False) and paid < min(cost, most):
        reason = Reason(
            article_of(case.law, "jkk.traffic_first_payer_most"),
            f"Kecelakaan lalu lintas: Jasa Raharja menanggung lebih dahulu sampai {most}, baru tercatat {paid}.",
            "Lampirkan surat Jasa Raharja dan catat yang sudah dibayarnya.",
            refuses=False,
        )
        return Found(reasons=(reason,), steps=(step,))
    line = Line(
        "JKK", "care", max(cost - paid, 0), "PP 44/2015; PP 82/2019", payee="facility" if facility else "participant"
    )
    return Found((line,) if line.amount else (), steps=(step,))


def _refunds(case: Case) -> Found:
    """Each aid and service up to its own maximum; what goes beyond is told in the explanation."""
    found = Found()
    for item, answer, formula in REFUNDED:
        cost = int(case.said(answer, 0))
        if cost:
            inputs = {"cost": cost}
            if formula == "jkk_prosthesis":
                inputs["hospital_price"] = case.need("prosthesis_hospital_price", "harga di rumah sakit rehabilitasi")
            worked = run(case.law, (formula,), inputs)
            lines = (worked.line("JKK", item, formula),) if worked.values[formula] else ()
            found += Found(lines, steps=worked.steps)
    return found


def _transport(case: Case) -> Found:
    spent = {name: int(case.said(name, 0)) for name in TRANSPORT}
    if not any(spent.values()):
        return Found()
    worked = run(case.law, ("jkk_transport",), spent)
    return Found((worked.line("JKK", "transport", "jkk_transport"),), steps=worked.steps)


def _return_to_work(case: Case) -> Found:
    """That help to return to work is part of the benefit: a service, no money."""
    says = "Pendampingan kembali bekerja (JKK-RTW) tersedia bila dokter menyarankan; layanan, bukan uang"
    return Found(steps=(note("return_to_work", says, True, "PP 44/2015; PP 82/2019"),))


def stmb(case: Case) -> Found:
    """Wages while unable to work: the days of this claim, at the step that the days before them have reached."""
    found = in_time(case, "JKK")
    who = accident_cover(case)
    if not who.by:
        return found + who.found
    job = of_the_accident(case, who.by)
    wage = insured_wage(case, job.participation)
    since, until = (
        case.need_day("off_from", "hari pertama tidak mampu bekerja"),
        case.need_day("off_until", "hari terakhir"),
    )
    wrong = tuple(_impossible(case, since, until))
    if wrong:
        return found + who.found + Found(reasons=wrong)
    before = _days_before(case, since)
    days = (until - since).days + 1
    until_now = _stmb(case, wage.wage, before + days, wage.read)
    earlier = _stmb(case, wage.wage, before, wage.read).values["jkk_stmb"] if before else 0
    counted = note("days_off", "Hari tidak mampu bekerja", days, days_before=before, paid_before=earlier)
    payee = "employer" if case.said("employer_kept_paying", False) else "participant"
    line = Line(
        "JKK", "stmb", until_now.values["jkk_stmb"] - earlier, until_now.articles["jkk_stmb"],
        "jkk_stmb" in until_now.doubts, payee,
    )  # fmt: skip
    return found + who.found + wage.found + Found(steps=(counted, *until_now.steps)) + paid_to(case, (line,))


def _stmb(case: Case, wage: int, days: int, read: tuple[str, ...]) -> Run:
    """All days since the first: whole months of the law's days, and the rest."""
    months, rest = divmod(days, case.law.whole("jkk.stmb_month_days"))
    return run(case.law, ("jkk_stmb",), {"wage": wage, "months_off": months, "days_off": rest}, read)


def _before(case: Case) -> Iterator[Earlier]:
    return (
        one for one in case.inputs.earlier if one.kind == "jkk_stmb" and one.event_on == case.event_on and not one.own
    )


def _days_before(case: Case, since: date) -> int:
    """Days of this accident already granted, before the ones claimed now."""
    return sum((_off(one)[1] - _off(one)[0]).days + 1 for one in _before(case) if _off(one)[1] < since)


def _off(one: Earlier) -> tuple[date, date]:
    return date.fromisoformat(one.facts["off_from"]), date.fromisoformat(one.facts["off_until"])


def _impossible(case: Case, since: date, until: date) -> Iterator[Reason]:
    if until < since or since < case.event_on:
        fact = f"Tidak mampu bekerja {since} sampai {until} tidak cocok dengan kejadian {case.event_on}."
        yield Reason("", fact, "Perbaiki tanggal menurut surat istirahat dokter.", refuses=False)
    for one in _before(case):
        if _off(one)[0] <= until and since <= _off(one)[1]:
            fact = f"Sebagian hari itu sudah dibayar dalam {one.number}."
            yield Reason("", fact, "Ajukan hari-hari sesudahnya saja.")
        elif _off(one)[0] > until:
            fact = f"Hari-hari sesudahnya sudah dibayar dalam {one.number}; tahapnya dihitung dari hari pertama."
            yield Reason("", fact, "Ajukan keberatan atas putusan itu agar semuanya dihitung ulang.")


def disability(case: Case) -> Found:
    """Disability after an accident: partial, of function, or total with a periodic benefit and scholarships."""
    found = in_time(case, "JKK")
    who = accident_cover(case)
    if not who.by:
        return found + who.found
    job = of_the_accident(case, who.by)
    wage, first = insured_wage(case, job.participation), pays_first(case, (job,))
    total = bool(case.said("total_disability", False))
    worked = _total(case, wage.wage, wage.read) if total else _partial(case, wage.wage, wage.read)
    lines = _lines_to(worked.lines, "employer") if first.employer else worked.lines
    pupils = scholarship.first_years(case, "JKK") if total else Found()
    return found + who.found + wage.found + first.found + Found(steps=worked.steps) + paid_to(case, lines) + pupils


def _total(case: Case, wage: int, read: tuple[str, ...]) -> Found:
    targets = ("jkk_total_disability_lump", "jkk_periodic", "jkk_total_disability")
    worked = run(case.law, targets, {"wage": wage, "protected": True}, read)
    lines = (
        worked.line("JKK", "total_disability", "jkk_total_disability_lump"),
        worked.line("JKK", "periodic", "jkk_periodic"),
    )
    return Found(lines, steps=worked.steps)


def _partial(case: Case, wage: int, read: tuple[str, ...]) -> Found:
    """Injuries of one accident: each row times the function lost, added up, at most as if total."""
    listed = case.need("injuries", "cacat menurut surat dokter")
    rate, rows, steps = 0, list[str](), []
    for one in listed:
        degree, lost = _degree(case, one)
        rate += share(degree.rate, lost)
        rows += degree.read
        steps.append(
            law_note(case.law, "injury", one["injury"], share(degree.rate, lost), *degree.read, function_lost=lost)
        )
    inputs = {"wage": wage, "table_rate": rate, "function_lost": MILLION, "several_injuries": len(listed) > 1}
    targets = ("jkk_disability_rate", "jkk_partial_disability")
    worked = run(case.law, targets, inputs, (*read, *dict.fromkeys(rows)))
    return Found((worked.line("JKK", "disability", "jkk_partial_disability"),), steps=(*steps, *worked.steps))


def _degree(case: Case, one: dict[str, str | int]) -> tuple[law_of_injuries.Degree, int]:
    """The table's part for an injury, and the function lost, in millionths.  Raises NotSaid if the table refuses."""
    from naungan.law.questions.benefit_fields import percent

    lost = int(one.get("function_lost_percent", 100)) * _PPM_A_PERCENT
    given = percent("table_percent", one["table_percent"]) if one.get("table_percent") else 0
    try:
        degree = law_of_injuries.degree(
            case.law, str(one["injury"]), one.get("side"),  # type: ignore[arg-type]
            left_handed=bool(case.said("left_handed", False)), given=given, steps=int(one.get("steps", 0)),
        )  # fmt: skip
    except LawError as error:
        raise NotSaid(f"cacat menurut tabel ({error})", "Perbaiki menurut surat dokter dan tabel cacat.") from error
    return degree, lost
