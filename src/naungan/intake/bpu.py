"""Import a list of self-paying people (BPU): judge every row, enrol the good ones as their own payers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.utils import timezone

from naungan.intake.layouts import BPU
from naungan.intake.outcome import ImportOutcome
from naungan.intake.people import PeopleList, import_people
from naungan.intake.people_rows import prepare_bpu
from naungan.intake.people_rules import BPU_RULES
from naungan.intake.uploads import Policy
from naungan.law.months import last_day, month_of
from naungan.registry.models import Segment


def import_bpu(
    path: Path,
    *,
    month: date,
    result: Path | None = None,
    confirmed: bool = False,
    hold_soft: bool = False,
    encoding: str | None = None,
    today: date | None = None,
) -> ImportOutcome:
    """Import people who register themselves for a month (its first day); each becomes their own payer.

    Their programmes are those the list names (JKK and JKM, or JHT besides). Options and errors as
    `import_wages`, and CollidingWork.
    """
    return import_people(
        path,
        PeopleList(BPU, BPU_RULES, Segment.BPU.value, None),
        prepare_bpu(last_day(month_of(month))),
        month,
        Policy(hold_soft, confirmed),
        result=result,
        encoding=encoding,
        today=today or timezone.localdate(),
    )
