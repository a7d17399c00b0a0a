"""From the conditions named in a question to the relief flags that the formulas take."""

from naungan.law.questions.question import Question
from naungan.law.statute import Law


def pp49_flag(question: Question, law: Law) -> bool:
    """Whether PP 49/2020 applies: only if the registration is given; paid up unless said otherwise."""
    registered = question.get("employer_registered", question.get("registered"))
    if registered is None:
        return False
    granted = law.compile(("pp49_granted",))(
        month=law.month,
        registered_month=registered,
        paid_through_month=question.get("paid_through", law.month - 1),
    )
    return bool(granted["pp49_granted"])


def pp7_flag(question: Question, law: Law) -> bool:
    """Whether the labour-intensive relief applies: industry and number of workers must be given."""
    paid_through = question.get("jkk_paid_through", question.get("paid_through", law.month - 1))
    granted = law.compile(("pp7_granted",))(
        labour_intensive=labour_intensive(question, law),
        active_workers=question.get("active_workers", 0),
        paid_through_month=paid_through,
    )
    return bool(granted["pp7_granted"])


def labour_intensive(question: Question, law: Law) -> bool:
    """Whether the industry is one of those named, or said to be labour-intensive."""
    if question.given("labour_intensive"):
        return bool(question.get("labour_intensive"))
    listed = (*law.texts("relief.pp7_industries"), *law.texts("relief.pp7_industry_parts"))
    return question.get("industry") in listed
