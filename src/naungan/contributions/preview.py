"""What an employer's month would come to if it were closed now: the law's own SQL, and nothing is frozen.

The same facts as freeze.py takes, assessed by the same statements as assess.py writes, summed as bill.py
does; a test holds the two together for months drawn at random.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext_noop

from naungan.contributions.assess import WAGE_EARNERS
from naungan.contributions.bill import due_days
from naungan.contributions.errors import PayerIncomplete
from naungan.contributions.parts import month_before, next_month
from naungan.contributions.preview_sql import (
    BESIDE,
    BILLED,
    CHANGED,
    CLOSED,
    CORRECTED,
    INSTALMENT,
    PRESENT,
    facts_sql,
)
from naungan.contributions.reliefs import relief_flags
from naungan.engines.sql import select_sql
from naungan.law.months import month_of
from naungan.law.statute import load
from naungan.registry.models import PayerKind
from naungan.saying import gettext

AMOUNTS = ("jkk", "jkm", "jht_employer", "jht_employee", "jp_employer", "jp_employee", "jp_deferred")
JKP = ("jkp_from_jkk", "jkp_from_jkm", "jkp_from_state")
KEPT = ("participation_id", "person_id", "wage", "back_pay")
Parameters = dict[str, Any]
# The law says nothing of an employer without a class: its amounts are NULL.
_WITHOUT_CLASS = gettext_noop(
    "Kelompok risiko JKK perusahaan ini belum ditetapkan, jadi iuran belum dapat dihitung. Hubungi kantor cabang."
)


@dataclass(frozen=True, slots=True)
class Line:
    """What one participation owes for a month; rupiah. `wage` holds the back pay, as the law sees it."""

    participation_id: int
    person_id: int
    wage: int
    back_pay: int
    jkk: int
    jkm: int
    jht_employer: int
    jht_employee: int
    jp_employer: int
    jp_employee: int
    jp_deferred: int
    jkp_from_jkk: int
    jkp_from_jkm: int
    jkp_from_state: int
    total: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A bill that does not exist yet; rupiah. `corrections` of closed months are held in the programmes."""

    people: int
    jkk: int
    jkm: int
    jht: int
    jp: int
    jp_deferred: int
    penalty: int
    credit_used: int
    credit_forward: int
    corrections: int
    total: int
    due_on: date
    payment_code: str


def preview_lines(payer_id: int, month: date) -> list[Line]:
    """What every worker of an employer owes for an open month, as reported so far. Raises PayerIncomplete."""
    statement, parameters = _present(payer_id, month)
    return _lines(statement, parameters)


def billed_lines(payer_id: int, month: date) -> list[Line]:
    """What every worker of an employer was billed for a closed month in its own close."""
    return _lines(BILLED, {"payer": payer_id, "month": month})


def correction_lines(payer_id: int, closed: date, month: date) -> list[Line]:
    """What is owed more (or less) for a closed month by what was reported since; settled in the open `month`."""
    changed, parameters = _changed(payer_id, month)
    return _lines(_corrected(closed, month), parameters) if closed in changed else []


def preview_bill(payer_id: int, month: date) -> Preview:
    """The bill of an employer for an open month, as reported so far; corrections of closed months included.

    Raises PayerIncomplete for an employer without a JKK class.
    """
    statement, parameters = _present(payer_id, month)
    people, own = _sums(statement, parameters)
    corrected = _corrections(payer_id, month)
    with connection.cursor() as cursor:
        cursor.execute(BESIDE, {"payer": payer_id, "month": month})
        jkk, jkm, penalty, credit, code = cursor.fetchone()
        cursor.execute(INSTALMENT, {"payer": payer_id} | _instalment(month))
        (jp,) = cursor.fetchone()
    jkk, jkm = jkk + own["jkk"] + corrected["jkk"], jkm + own["jkm"] + corrected["jkm"]
    jht = sum(one["jht_employer"] + one["jht_employee"] for one in (own, corrected))
    pension = sum(one["jp_employer"] + one["jp_employee"] for one in (own, corrected))
    deferred = own["jp_deferred"] + corrected["jp_deferred"] - jp
    net = jkk + jkm + jht + pension - deferred + penalty - credit
    return Preview(
        people=people,
        jkk=jkk,
        jkm=jkm,
        jht=jht,
        jp=pension,
        jp_deferred=deferred,
        penalty=penalty,
        credit_used=credit,
        credit_forward=max(-net, 0),
        corrections=sum(corrected[name] for name in AMOUNTS[:-1]) - corrected["jp_deferred"],
        total=max(net, 0),
        due_on=due_days(month)[PayerKind.EMPLOYER],
        payment_code=code,
    )


def _instalment(month: date) -> dict[str, int]:
    """Which of how many instalments of JP deferred by PP 49/2020 the month's bill carries; none: number 0 of 1."""
    law = load().of_month(month)
    start, end = law.value("relief.pp49_instalments_start_by"), law.value("relief.pp49_settled_by")
    if not (isinstance(start, date) and isinstance(end, date)):
        raise TypeError(f"the law gives {start!r} and {end!r} where days are meant")
    number, count = month_of(month) - month_of(start) + 2, month_of(end) - month_of(start) + 1
    return (
        {"instalment": number, "instalments": count} if 1 <= number <= count else {"instalment": 0, "instalments": 1}
    )


def _present(payer_id: int, month: date) -> tuple[str, Parameters]:
    """The statement that assesses an open month, and its parameters."""
    flags, known = relief_flags(month)
    parameters = known | {
        "payer": payer_id,
        "month": month,
        "next_month": next_month(month),
        "month_before": month_before(month),
    }
    return _assessed(month, f"({PRESENT}) m CROSS JOIN ({facts_sql(flags)}) y"), parameters


def _assessed(month: date, source: str) -> str:
    """The law of a month over its facts, with the amounts named as a bill names them."""
    program = load().of_month(month).planned(sorted(set(WAGE_EARNERS.amounts.values())))
    computed = select_sql(program, "postgres", WAGE_EARNERS.inputs, source, keep=(*KEPT, "programmes"))
    amounts = ", ".join(f"{WAGE_EARNERS.amounts[name]} AS {name}" for name in (*AMOUNTS, *JKP, "total"))
    return f"SELECT {', '.join(KEPT)}, programmes, {amounts} FROM ({computed}) AS computed"


def _corrections(payer_id: int, month: date) -> dict[str, int]:
    """The sum of all corrections of closed months that the bill of `month` will hold."""
    changed, parameters = _changed(payer_id, month)
    found = [_sums(_corrected(closed, month), parameters)[1] for closed in changed]
    return {name: sum(one[name] for one in found) for name in (*AMOUNTS, "total")}


def _changed(payer_id: int, month: date) -> tuple[list[date], Parameters]:
    """The closed months of which something was reported since the last close, and what to ask them with."""
    parameters: Parameters = {"payer": payer_id, "month": month}
    with connection.cursor() as cursor:
        cursor.execute(CLOSED, parameters)
        (since,) = cursor.fetchone()
        if since is None:
            return [], parameters
        parameters |= {"since": since, "month_before": month_before(month), "next_month": next_month(month)}
        cursor.execute(CHANGED, parameters)
        months = [closed for (closed,) in cursor.fetchall()]
    return months, parameters | relief_flags(month)[1]


def _corrected(closed: date, month: date) -> str:
    """The statement that gives the differences of one closed month."""
    facts = facts_sql(relief_flags(month)[0])
    source, differing = CORRECTED.at(closed, facts)
    names = (*AMOUNTS, *JKP, "total")
    return differing.format(
        computed=_assessed(closed, source),
        kept=", ".join(f"n.{name}" for name in KEPT),
        differences=", ".join(
            f"CASE WHEN n.programmes = 0 THEN 0 ELSE n.{name} END - coalesce(b.{name}, 0) AS {name}" for name in names
        ),
        sums=", ".join(f"sum(a.{name})::bigint AS {name}" for name in names),
    )


def _sums(statement: str, parameters: Parameters) -> tuple[int, dict[str, int]]:
    names = (*AMOUNTS, "total")
    sums = ", ".join(f"coalesce(sum({name}), 0)::bigint" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), count(total), {sums} FROM ({statement}) AS line", parameters)
        people, assessed, *amounts = cursor.fetchone()
    if assessed < people:
        raise PayerIncomplete(gettext(_WITHOUT_CLASS))
    return people, dict(zip(names, amounts, strict=True))


def _lines(statement: str, parameters: Parameters) -> list[Line]:
    names = ", ".join(field.name for field in fields(Line))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM ({statement}) AS line ORDER BY participation_id", parameters)
        lines = [Line(*row) for row in cursor.fetchall()]
    if any(line.total is None for line in lines):
        raise PayerIncomplete(gettext(_WITHOUT_CLASS))
    return lines
