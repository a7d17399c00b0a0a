"""When a person reaches pension age (PP 45/2015 art. 15), one person at a time."""

from datetime import date

from naungan.law.months import years_after
from naungan.law.statute import Statute


def pension_date(statute: Statute, birth: date) -> date:
    """The first day on which the person has the age required on that very day.

    The first age of the table is taken to have held before the programme began, too.
    """
    ages = statute.parameters["jp.pension_age"].values
    for one, following in zip(ages, (*ages[1:], None), strict=True):
        required = one.value
        assert isinstance(required, int)
        birthday = years_after(birth, required)
        day = birthday if one is ages[0] else max(birthday, one.valid_from)
        if following is None or day < following.valid_from:
            return day
    raise AssertionError("the last age of the table has no end")


def postponed_until(statute: Statute, birth: date) -> date:
    """The day on which postponing the pension ends at the latest (art. 15(4))."""
    reached = pension_date(statute, birth)
    begins = statute.parameters["jp.postponement_years"].values[0].valid_from
    return years_after(reached, statute.on(max(reached, begins)).whole("jp.postponement_years"))
