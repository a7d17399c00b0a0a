"""What questions about benefits share: the day of the event, its law, and the wage that counts."""

from datetime import date

from naungan.law.errors import NotInForce
from naungan.law.questions.fields import refuse
from naungan.law.questions.pay import pay
from naungan.law.questions.question import Question, day_input
from naungan.law.statute import Law

INSURED = ("PU", "BPU", "JAKON")
LAST_YEAR = 2100
_FIELDS = ("event_date", "dismissal_date", "determined")


def event_day(question: Question) -> date:
    """The day of the event: given, or else the day asked about (of a month its last).

    Raises QuestionError for a day before the law begins, or too far ahead to count terms from.
    """
    named = next((name for name in _FIELDS if question.given(name)), "date")
    day = question.last_day if named == "date" else day_input(question, named)
    if day.year >= LAST_YEAR:
        raise refuse(named, day, "hukum dijawab sampai tahun {year}", year=LAST_YEAR - 1)
    return day


def law_of_event(question: Question) -> Law:
    """The law of the day of the event."""
    return question.statute.on(event_day(question))


def claim_day(question: Question, event: date) -> date:
    """The day of the claim, by default the day asked about.  Raises QuestionError if before the event."""
    claimed: date = question.get("claim_date", question.last_day)
    if claimed < event:
        name = "claim_date" if question.given("claim_date") else "date"
        raise refuse(name, claimed, "klaim tidak mungkin sebelum kejadian pada {event}", event=event)
    return claimed


def insured_wage(question: Question, law: Law) -> tuple[int, tuple[str, ...]]:
    """The monthly wage that JKK benefits are counted on, and the values read.

    Of a BPU it is the base of the bracket that the declared income (or the base itself) lies in.
    """
    if question.segment != "BPU":
        earned = pay(question, law)
        return earned.monthly, earned.read
    income = question.get("declared_income", question.get("wage"))
    if income is None:
        question.need("declared_income", "isi penghasilan yang dinyatakan peserta BPU")
    return law.compile(("bpu_base",))(declared_income=income)["bpu_base"], ("bpu.brackets",)


def programme_of(question: Question, *programmes: str) -> str:
    """The programme asked about, one of some."""
    if question.programme not in programmes:
        raise refuse("programme", question.programme, "pilih salah satu: {known}", known=", ".join(programmes))
    return question.programme


def law_or_none(question: Question, day: date, path: str) -> Law | None:
    """The law of a day, or None while a programme did not yet exist; `path` is a value it cannot be without."""
    law = question.statute.on(day)
    try:
        law.dated(path)
    except NotInForce:
        return None
    return law
