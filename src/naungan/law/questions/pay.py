"""The pay named in a question: monthly, daily, averaged, raised, or for a part of the month."""

from dataclasses import dataclass
from datetime import date

from naungan.law import wage_basis
from naungan.law.months import last_day, month_of
from naungan.law.questions.question import Question
from naungan.law.statute import Law

_PARTIAL = ("calendar_days_paid", "days_in_month", "start_date")


@dataclass(frozen=True, slots=True)
class Pay:
    """The monthly rate, the pay of the month itself, and the parameters read to get there."""

    monthly: int
    of_month: int
    read: tuple[str, ...]


def pay(question: Question, law: Law) -> Pay:
    """The worker's pay.  Raises QuestionError for pay that is missing, contradictory or impossible."""
    monthly, read = _monthly(question, law)
    return Pay(monthly, _of_month(question, monthly), read)


def _monthly(question: Question, law: Law) -> tuple[int, tuple[str, ...]]:
    if question.given("daily_wage"):
        return _from_daily(question, law), ("wage.daily_days",)
    basis = question.get("pay_basis", "monthly")
    if basis == "daily":
        question.need("daily_wage", "upah harian diisi di daily_wage")
    if basis != "monthly":
        _refuse_other_averages(question, law)
    wage: int = question.need("wage", "isi upah sebulan dalam rupiah")
    if not question.given("raise_date") and not question.given("wage_before"):
        return wage, ()
    raise_date: date = question.need("raise_date", "isi tanggal upah naik")
    before: int = question.need("wage_before", "isi upah sebelum naik")
    doubt = ("wage.raise_judged_on_last_day",) if month_of(raise_date) == question.month else ()
    return wage_basis.after_raise(law, before, wage, raise_date), doubt


def _from_daily(question: Question, law: Law) -> int:
    if question.get("pay_basis", "daily") != "daily":
        raise question.refuse("pay_basis", "daily_wage hanya untuk pay_basis daily")
    wage = wage_basis.from_daily(law, question.get("daily_wage"))
    for name in ("wage", "monthly_wage"):
        if question.get(name, wage) != wage:
            raise question.refuse(
                name, "tidak sama dengan upah sebulan dari daily_wage, {wage}; isi salah satu", wage=wage
            )
    return wage


def _refuse_other_averages(question: Question, law: Law) -> None:
    ordinary, weather = wage_basis.averaging_months(law)
    allowed = [f"borongan_average_{months}_months" for months in (ordinary, weather)]
    if question.get("pay_basis") not in allowed:
        advice = "pilih monthly, daily, {one}, atau {other} bila tergantung cuaca"
        raise question.refuse("pay_basis", advice, one=allowed[0], other=allowed[1])


def _of_month(question: Question, monthly: int) -> int:
    if not any(question.given(name) for name in _PARTIAL):
        return monthly
    length = last_day(question.month).day
    if question.get("days_in_month", length) != length:
        raise question.refuse("days_in_month", "bulan itu mempunyai {length} hari", length=length)
    most = _days_employed(question, length)
    paid: int = question.get("calendar_days_paid", most)
    if paid > most:
        raise question.refuse("calendar_days_paid", "paling banyak {most} hari dalam bulan itu", most=most)
    return wage_basis.part_of_month(monthly, paid, length)


def _days_employed(question: Question, length: int) -> int:
    start: date | None = question.get("start_date")
    if start is None or month_of(start) < question.month:
        return length
    if month_of(start) > question.month:
        raise question.refuse("start_date", "mulai bekerja setelah bulan iuran; belum ada iuran untuk bulan itu")
    return length - start.day + 1
