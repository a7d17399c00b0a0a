"""Import an employer's new-worker file: judge every row, enrol the good ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.utils import timezone

from naungan.intake.lawful import compulsory_for, foreign_programmes
from naungan.intake.layouts import WORKERS
from naungan.intake.outcome import ImportOutcome
from naungan.intake.payers import find_employer
from naungan.intake.people import PeopleList, import_people
from naungan.intake.people_rows import prepare_workers
from naungan.intake.people_rules import WORKER_RULES
from naungan.intake.uploads import Policy
from naungan.law.months import last_day, month_of
from naungan.registry.models import Segment


def import_workers(
    path: Path,
    *,
    employer: str,
    month: date,
    result: Path | None = None,
    confirmed: bool = False,
    hold_soft: bool = False,
    encoding: str | None = None,
    today: date | None = None,
) -> ImportOutcome:
    """Import the new workers of an employer (NPP, or NPP-division) reported for a month (its first day).

    Each gets a person, a card and a participation with the programmes that the employer's scale must
    take (Perpres 109/2013 art. 6), a foreigner at most those open to foreigners. JKP is left out: it
    needs health-insurance membership, of which the file says nothing. Options and errors as
    `import_wages`, and CollidingWork.
    """
    payer = find_employer(employer)
    last = last_day(month_of(month))
    compulsory = int(compulsory_for(payer, last)["compulsory"])
    return import_people(
        path,
        PeopleList(WORKERS, WORKER_RULES, Segment.PU.value, payer),
        prepare_workers(last, compulsory, compulsory & foreign_programmes(last)),
        month,
        Policy(hold_soft, confirmed),
        result=result,
        encoding=encoding,
        today=today or timezone.localdate(),
    )
