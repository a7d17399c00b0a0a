"""Import the list of people whom a sponsor pays for: judge every row, enrol the good ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.utils import timezone

from naungan.intake.layouts import SPONSORED
from naungan.intake.outcome import ImportOutcome
from naungan.intake.payers import find_sponsor
from naungan.intake.people import PeopleList, import_people
from naungan.intake.people_rows import prepare_sponsored
from naungan.intake.people_rules import SPONSORED_RULES
from naungan.intake.uploads import Policy
from naungan.law.months import last_day, month_of
from naungan.registry.models import Segment


def import_sponsored(
    path: Path,
    *,
    sponsor: str,
    month: date,
    result: Path | None = None,
    confirmed: bool = False,
    hold_soft: bool = False,
    encoding: str | None = None,
    today: date | None = None,
) -> ImportOutcome:
    """Import the list of a sponsor (its code) for a month (its first day).

    The list is a state, not an event: who is on it already and stays is a good row that changes nothing.
    New people get the programmes that BPU must take, on the lowest base. Options and errors as
    `import_wages`, and CollidingWork.
    """
    payer = find_sponsor(sponsor)
    return import_people(
        path,
        PeopleList(SPONSORED, SPONSORED_RULES, Segment.BPU.value, payer),
        prepare_sponsored(last_day(month_of(month)), payer.code),
        month,
        Policy(hold_soft, confirmed),
        result=result,
        encoding=encoding,
        today=today or timezone.localdate(),
    )
