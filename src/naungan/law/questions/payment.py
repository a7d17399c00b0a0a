"""Questions about paying: when it is due, what being late costs, and who bears that."""

from naungan.law import calendar
from naungan.law.errors import NotInForce
from naungan.law.questions.question import Answer, Question, month_input, only_for


def due_date(question: Question) -> Answer:
    """`due_date`: the day a contribution month must be paid by, moved over holidays."""
    only_for(question, "PU", "BPU")
    month = month_input(question, "contribution_month")
    try:
        found = calendar.due_date(question.statute, question.segment.lower(), month)
    except NotInForce as error:
        raise question.refuse("contribution_month", "{error}", error=error) from error
    values = {
        "due": found.due.isoformat(),
        "nominal": found.nominal.isoformat(),
        "moved_over": list(found.because),
        "estimated": found.estimated,
    }
    return Answer(values, question.statute.of_month(month), also_unverified=found.unverified)


def penalty(question: Question) -> Answer:
    """`penalty`: the fine on a late payment, by the law of the contribution month."""
    only_for(question, "PU", "BPU")
    law = question.statute.of_month(month_input(question, "contribution_month"))
    kind = question.segment.lower()
    inputs = {
        "due_amount": question.need("due_amount", "isi iuran yang terlambat dalam rupiah"),
        "full_months_late": question.need("full_months_late", "isi jumlah bulan penuh keterlambatan"),
    }
    targets = (f"{kind}_penalty",)
    fine = law.compile(targets)(**inputs)[targets[0]]
    rate = f"payment.{kind}_penalty_rate"
    doubts = ("payment.penalty_compounds",) if fine and inputs["full_months_late"] > 1 else ()
    return Answer({"penalty": fine, "rate": percent(law.whole(rate))}, law, targets, inputs, doubts)


def who_bears_penalty(question: Question) -> Answer:
    """`who_bears_penalty`: nobody but the employer."""
    only_for(question, "PU")
    law = question.statute.of_month(question.month)
    return Answer({"bearer": law.value("payment.penalty_bearer")}, law, read=("payment.penalty_bearer",))


def percent(parts_per_million: int) -> str:
    """A rate as text: 20000 is `2%`, 5000 is `0.5%`."""
    units, rest = divmod(parts_per_million, 10_000)
    return f"{units}.{rest:04d}".rstrip("0").rstrip(".") + "%"
