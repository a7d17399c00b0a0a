"""What the law says on each day of event, worked out once and put beside the claims as tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Any

from django.db import connection

from naungan.claims.entitlement.answer import Json
from naungan.claims.entitlement.case import Run, law_note
from naungan.claims.entitlement.deaths import JKM_PARTS, run_jkm
from naungan.claims.entitlement.heirs import EQUAL, GUARDIAN, ORDER
from naungan.claims.entitlement.old_age import after_event, at_pension_age
from naungan.claims.entitlement.payer import LIMIT
from naungan.claims.entitlement.protection import STARTS
from naungan.claims.entitlement.savings import rates_of
from naungan.claims.entitlement.timing import time_note
from naungan.law.benefits import claims as law_of_claims
from naungan.law.benefits import jht as law_of_savings
from naungan.law.benefits import jkm as law_of_jkm
from naungan.law.benefits.account import credited, growth
from naungan.law.months import first_day, month_of
from naungan.law.statute import Law, Statute
from naungan.registry.models import Segment

STOPPED = ("resign", "dismissal", "pkwt_expired", "bpu_stops")
COVERED = (Segment.PU, Segment.BPU, Segment.JAKON)
Row = tuple[Any, ...]

# Columns of type json are parts of the explanation that are alike for all claims of a day.
CREATE = """
CREATE TEMPORARY TABLE bulk_day (
    event_on date PRIMARY KEY, grace int, arrears_most int, guardian_age int, full_months int, waiting int[],
    equal_unverified boolean, pension_age int, pays_article text, pays_law json, heirs_article text, heirs_law json,
    in_time text
) ON COMMIT DROP;
CREATE TEMPORARY TABLE bulk_standing_law (
    event_on date, segment smallint, article text, law json, PRIMARY KEY (event_on, segment)) ON COMMIT DROP;
CREATE TEMPORARY TABLE bulk_order (
    event_on date, rank int, place int, name text, heir_class int, PRIMARY KEY (event_on, name)) ON COMMIT DROP;
CREATE TEMPORARY TABLE bulk_jkm (
    event_on date, few boolean, steps text, total bigint, PRIMARY KEY (event_on, few)) ON COMMIT DROP;
CREATE TEMPORARY TABLE bulk_jkm_line (
    event_on date, few boolean, place int, item text, amount bigint, article text, unverified boolean,
    PRIMARY KEY (event_on, few, place)) ON COMMIT DROP;
CREATE TEMPORARY TABLE bulk_opens (
    event_on date, event text, opens date, article text, law json, PRIMARY KEY (event_on, event)) ON COMMIT DROP;
"""


def put_days(statute: Statute, days: Iterable[date]) -> None:
    """Make the tables of the days of event: terms to judge by, and what is explained alike for all of a day."""
    tables: dict[str, list[Row]] = {}
    for day in days:
        for table, row in _rows(statute, day):
            tables.setdefault(table, []).append(row)
    with connection.cursor() as cursor:
        cursor.execute(CREATE)
        for table, rows in tables.items():
            marks = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _rows(statute: Statute, day: date) -> Iterator[tuple[str, Row]]:
    law, month = statute.on(day), statute.of_month(month_of(day))
    waiting = [one for one in COVERED if law_of_jkm.short_membership(law, one.name, 0)]
    pays, heirs = law_note(law, "", "", "", LIMIT), law_note(law, "", "", "", ORDER, EQUAL)
    yield "bulk_day", (
        day, month.whole("bpu.grace_months"), law.whole(LIMIT), law.whole(GUARDIAN),
        law.whole("jkm.full_benefit_months"), [one.value for one in waiting], law.dated(EQUAL).unverified,
        law_of_savings.pension_age(law, None), pays["article"], _text(pays["law"]), heirs["article"],
        _text(heirs["law"]), _never_expires(law, day),
    )  # fmt: skip
    for segment in COVERED:
        note = _standing(month, segment)
        yield "bulk_standing_law", (day, segment.value, note["article"], _text(note["law"]))
    for rank, (together, heir_class) in enumerate(zip(law.texts(ORDER), law.table("heirs.classes"), strict=True)):
        for place, name in enumerate(together.split()):
            yield "bulk_order", (day, rank, place, name, heir_class)
    yield from _jkm(day, False, run_jkm(law, law.whole("jkm.full_benefit_months"), COVERED))
    if waiting:
        yield from _jkm(day, True, run_jkm(law, 0, waiting))
    for event in (*STOPPED, "pension_age"):
        step = at_pension_age(law, day, None) if event == "pension_age" else after_event(law, event, day)
        yield "bulk_opens", (day, event, step["value"], step["article"], _text(step["law"]))


def _never_expires(law: Law, day: date) -> str | None:
    """The step that a claim comes in time, where the law sets no term; None where it does."""
    term = law_of_claims.expiry(law, "JHT", day)
    return _text(time_note(law, True, None, *term.read)) if term.last is None else None


def _standing(law: Law, segment: Segment) -> Json:
    paths = (STARTS[segment], "bpu.grace_months") if segment == Segment.BPU else (STARTS[segment],)
    return law_note(law, "standing", "", "", *paths)


def _jkm(day: date, few: bool, worked: Run) -> Iterator[tuple[str, Row]]:
    lines = [worked.line("JKM", item, formula) for item, formula in JKM_PARTS.items()]
    yield "bulk_jkm", (day, few, ",".join(map(_text, worked.steps)), sum(one.amount for one in lines))
    for place, one in enumerate(one for one in lines if one.amount):
        yield "bulk_jkm_line", (day, few, place, one.item, one.amount, one.article, one.unverified)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


CREATE_GROWTH = """
CREATE TEMPORARY TABLE bulk_growth (month date PRIMARY KEY, grown numeric) ON COMMIT DROP;
CREATE TEMPORARY TABLE bulk_rates (since_year int PRIMARY KEY, steps text, doubted boolean) ON COMMIT DROP;
"""


def put_growth(statute: Statute, first: int, through: int) -> int:
    """Make the tables of what a rupiah of each month has grown to, and of the rates it was credited at.

    Gives the one denominator of all growths.  A month after `through` has earned nothing yet.
    """
    grown = {month: _growth(statute, month, through) for month in range(first, through + 14)}
    denominator = lcm(*(one.denominator for one in grown.values()))
    months = [(first_day(month), one.numerator * (denominator // one.denominator)) for month, one in grown.items()]
    rates = {year: rates_of(statute, year * 12, through) for year in sorted({month // 12 for month in grown})}
    with connection.cursor() as cursor:
        cursor.execute(CREATE_GROWTH)
        cursor.executemany("INSERT INTO bulk_growth VALUES (%s, %s)", months)
        cursor.executemany(
            "INSERT INTO bulk_rates VALUES (%s, %s, %s)",
            [(year, "".join(f"{_text(step)}," for step in one.steps), one.doubted) for year, one in rates.items()],
        )
    return denominator


def _growth(statute: Statute, month: int, through: int) -> Fraction:
    return growth(month, through, lambda year: credited(statute, year).rate)
