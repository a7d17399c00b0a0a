"""Questions about BPU: what they owe, in the month itself, in arrears, and on coming back."""

from typing import Any

from naungan.law import membership
from naungan.law.arithmetic import MILLION
from naungan.law.months import month_text
from naungan.law.questions.question import Answer, Question, day_input, month_input, only_for
from naungan.law.questions.reliefs import pp49_flag
from naungan.law.statute import Law

_TARGETS = ("bpu_base", "bpu_jkk", "bpu_jkm", "bpu_jht", "bpu_total", "bpu_kept")


def answer(question: Question) -> Answer:
    """`contribution` of a BPU: JKK and JKM, JHT if chosen, rupiah a month."""
    law = question.statute.of_month(question.month)
    worked = _worked(question, law)
    values: dict[str, Any] = {
        "base": worked["bpu_base"],
        "jkk": worked["bpu_jkk"],
        "jkm": worked["bpu_jkm"],
        "jht": worked["bpu_jht"],
        "total": worked["bpu_total"],
        "relief": worked["bpu_kept"] < MILLION,
    }
    inputs = _inputs(question, law)
    return Answer(values, law, _TARGETS, inputs, _sector_doubt(question, worked))


def arrears(question: Question) -> Answer:
    """`arrears`: what one unpaid month costs, by the tariff of that month itself."""
    only_for(question, "BPU")
    question.need("unpaid_month", "isi bulan yang belum dibayar")
    month = month_input(question, "unpaid_month")
    if month > question.month:
        raise question.refuse("unpaid_month", "setelah bulan pertanyaan {month}", month=month_text(question.month))
    law = question.statute.of_month(month)
    worked = _worked(question, law)
    values = {"due_for_month": worked["bpu_total"], "base": worked["bpu_base"]}
    return Answer(values, law, _TARGETS, _inputs(question, law), _sector_doubt(question, worked))


def status(question: Question) -> Answer:
    """`status`: active while not more months are unpaid than tolerated."""
    only_for(question, "BPU")
    law = question.statute.on(day_input(question, "as_of"))
    inputs = {"month": law.month, "paid_through_month": _paid_through(question)}
    targets = ("bpu_active", "unpaid_months")
    worked = law.compile(targets)(**inputs)
    values = {
        "status": "active" if worked["bpu_active"] else "inactive",
        "unpaid_months": worked["unpaid_months"],
    }
    return Answer(values, law, targets, inputs)


def reactivate(question: Question) -> Answer:
    """`reactivate`: a lapsed BPU starts afresh; within the tolerance the unpaid months are still due."""
    only_for(question, "BPU")
    law = question.statute.of_month(question.month)
    paid_through = _paid_through(question)
    inputs = {"month": law.month, "paid_through_month": paid_through}
    active = law.compile(("bpu_active",))(**inputs)["bpu_active"]
    collects = active or bool(law.value("bpu.reactivation_collects_arrears"))
    unpaid = range(paid_through + 1, question.month) if collects else range(0)
    due = [_worked(question, question.statute.of_month(month))["bpu_total"] for month in unpaid]
    values = {"arrears_charged": sum(due), "status_before": "active" if active else "inactive"}
    doubts = ("bpu.brackets",) if due else ()
    return Answer(values, law, ("bpu_active",), inputs, ("bpu.reactivation_collects_arrears", *doubts))


def register(question: Question) -> Answer:
    """`register`: whether somebody may still become BPU."""
    segment = question.get("segment", question.segment)
    if segment != "BPU":
        raise question.refuse("segment", "batas usia pendaftaran hanya ada untuk BPU")
    law = question.statute.on(question.last_day)
    allowed = membership.may_register_bpu(law, question.need("age_years", "isi usia saat mendaftar"))
    return Answer({"allowed": allowed}, law, read=("bpu.age_limit",))


def _paid_through(question: Question) -> int:
    paid_through: int = question.need("paid_through", "isi bulan terakhir yang lunas")
    return paid_through


def _worked(question: Question, law: Law) -> dict[str, int]:
    return law.compile(_TARGETS)(**_inputs(question, law))


def _inputs(question: Question, law: Law) -> dict[str, int]:
    return {
        "declared_income": question.need("declared_income", "isi penghasilan sebulan dalam rupiah"),
        "takes_jht": _takes_jht(question, law),
        "transport": _transport(question, law),
        "public_funds": question.get("paid_by") in ("APBN", "APBD"),
        "relief_pp49": pp49_flag(question, law),
    }


def _takes_jht(question: Question, law: Law) -> bool:
    listed = question.get("programmes")
    if listed is None:
        return question.programme == "JHT"
    must, optional = membership.of_segment(law, "BPU")
    missing = [one for one in must if one not in listed]
    if missing:
        raise question.refuse(
            "programmes", "{missing} wajib untuk BPU; tambahkan ke daftar", missing=" dan ".join(missing)
        )
    foreign = [one for one in listed if one not in (*must, *optional)]
    if foreign:
        raise question.refuse(
            "programmes", "{foreign} tidak ada untuk BPU; hapus dari daftar", foreign=", ".join(foreign)
        )
    return "JHT" in listed


def _transport(question: Question, law: Law) -> bool:
    if not question.given("sector"):
        return False
    sector = question.get("sector")
    transport, other = law.texts("bpu.transport_sectors"), law.texts("bpu.other_sectors")
    if sector not in (*transport, *other):
        raise question.refuse("sector", "pilih salah satu: {known}", known=", ".join((*transport, *other)))
    return sector in transport


def _sector_doubt(question: Question, worked: dict[str, int]) -> tuple[str, ...]:
    used = question.given("sector") and worked["bpu_kept"] < MILLION
    return ("bpu.transport_sectors",) if used else ()
