"""Carry the plan and the small lookup tables into the session: temporary tables and functions.

Everything here lives in the transaction that builds the sandbox and is gone after it. Chance is a
hash of (seed, what is drawn, who draws): the same seed draws the same, on any machine, in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import exp
from statistics import NormalDist
from typing import Any

from django.db import connection

from naungan.law.months import first_day, month_of
from naungan.registry.region_facts import region_facts
from naungan.sandbox.facts import PROVINCES, VARIANTS, rows, sponsors
from naungan.sandbox.plan import Group, Plan, months_to_lapse, shuffle

SIZES = 5000  # quantiles of the sizes of firms and projects
SIZE_SPREAD = 1.79  # of a lognormal with mean five times its median: about 30 people a firm, a few thousand at most
WAGE_STEPS = 200
BELOW_MINIMUM = 0.03  # of the wages of small firms: assumed
WAGE_SPREAD = 0.4
# Where people come from who got their NIK outside Kalimantan: Java, South Sulawesi, Nusa Tenggara (assumed).
ORIGINS = ("31", "32", "33", "34", "35", "36", "51", "52", "53", "73")
LONGEST_LIST = 400

INDUSTRY = ("industry", "label", "jkk_class", "wage_permille")
TABLES = """
CREATE TEMP TABLE sb_month (idx int, first_day date, next_day date) ON COMMIT DROP;
CREATE TEMP TABLE sb_group (number int, kind text, province text, sponsor text, first bigint, people bigint,
    entered bigint[], leaves bigint[], lapse_at int, step bigint, shift bigint, back bigint) ON COMMIT DROP;
CREATE TEMP TABLE sb_passage (month int, source bigint, target bigint, people bigint) ON COMMIT DROP;
CREATE TEMP TABLE sb_district (code text, employed bigint, wage_2022 bigint, wage_2023 bigint, former text)
    ON COMMIT DROP;
CREATE TEMP TABLE sb_industry (industry text, label text, jkk_class int, wage_permille int) ON COMMIT DROP;
CREATE TEMP TABLE sb_sponsor_fact (code text, name text, region text, fund_source text) ON COMMIT DROP;
CREATE TEMP TABLE sb_size (n int, weight bigint) ON COMMIT DROP;
"""

# A draw from 0 to n-1 for somebody and something.
PICK = """
CREATE FUNCTION pg_temp.pick(who bigint, what text, n bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (hashint8extended(who, hashtextextended(what, {seed})) & 9223372036854775807) % n
"""
MONTHS_TO_LAPSE = """
CREATE FUNCTION pg_temp.months_to_lapse() RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN {months}
"""
ONE_OF = """
CREATE FUNCTION pg_temp.{name}(who bigint, what text) RETURNS {kind}
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ({items})[1 + pg_temp.pick(who, what, {count})]
"""


def stage(plan: Plan) -> None:
    """Make the temporary tables and functions that the stages of the build read."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        cursor.execute(PICK.format(seed=plan.seed))
        cursor.execute(MONTHS_TO_LAPSE.format(months=months_to_lapse(plan.first_month)))
        for name, (kind, items) in _lists().items():
            cursor.execute(ONE_OF.format(name=name, kind=kind, items=_array(kind, items), count=len(items)))
    _copy("sb_month", ((i, day, first_day(month_of(day) + 1)) for i, day in enumerate(plan.months)))
    _copy("sb_group", (_group(group, plan) for group in plan.groups))
    _copy("sb_passage", ((one.month, one.source, one.target, one.people) for one in plan.passages))
    _copy("sb_district", (tuple(row.values())[:5] for row in rows("districts.csv")))
    _copy("sb_industry", ([row[name] for name in INDUSTRY] for row in rows("industries.csv")))
    _copy("sb_sponsor_fact", ((one.code, one.name, one.region, one.fund_source) for one in sponsors()))
    _copy("sb_size", ((n, _size(n)) for n in range(1, SIZES + 1)))


def _group(group: Group, plan: Plan) -> tuple[Any, ...]:
    """A row of sb_group: the lists become thresholds for width_bucket."""
    entered = [up_to + 1 for up_to in group.entered[:-1]]
    leaves = [up_to + 1 for up_to in group.left[1:]]
    return (
        group.number,
        group.kind,
        group.province,
        group.sponsor,
        group.first,
        group.people,
        entered,
        leaves,
        group.lapse_at,
        *shuffle(group.people, plan.seed),
    )


def _size(n: int) -> int:
    return round(100 * exp(SIZE_SPREAD * NormalDist().inv_cdf((n - 0.5) / SIZES)))


def _lists() -> Mapping[str, tuple[str, Sequence[object]]]:
    """Name, SQL type and items of every list that is drawn from; an item weighs as often as it is listed."""
    lists: dict[str, tuple[str, Sequence[object]]] = {
        "wage_permille": ("int", _wage_steps()),
        "origin": ("int", _origins()),
    }
    lists |= {name: ("text", items) for name, items in _names().items()}
    words: dict[str, list[str]] = {}
    for row in rows("words.csv"):
        words.setdefault(row["list"], []).append(row["word"])
    lists |= {name: ("text", items) for name, items in words.items()}
    for code, column in PROVINCES.items():
        items = [row["industry"] for row in rows("industries.csv") for _ in range(int(row[column]))]
        lists[f"industry_{code}"] = ("text", items)
    for kind in ("wage_earner", "self_paying", "sponsored", "construction"):
        lists[f"age_{kind}"] = ("int", list(_ages(kind)))
    for what in ("name", "nationality", "sex"):
        lists[f"foreign_{what}"] = ("text", [row[what] for row in rows("foreigners.csv")])
    return lists


def _names() -> dict[str, list[str]]:
    """Names by part and sex. Of each ten bearers two write a variant, where there is one."""
    found: dict[str, list[str]] = {}
    for sex, letter in (("l", "M"), ("p", "F")):
        for part in ("whole", "prefix", "given"):
            fitting = [row for row in rows("names.csv") if row["part"] == part and letter in row["sex"]]
            found[f"{part}_{sex}"] = _spelled(fitting)
    return found


def _spelled(fitting: Sequence[Mapping[str, str]]) -> list[str]:
    every = sum(int(row["weight"]) for row in fitting)
    items: list[str] = []
    for row in fitting:
        bearers = max(1, int(row["weight"]) * LONGEST_LIST // every)
        variants = row["variants"].split(VARIANTS) if row["variants"] else []
        written = variants[: max(1, bearers // 5)] if bearers > 1 else []
        items += written + [row["name"]] * (bearers - len(written))
    return items


def _ages(kind: str) -> Iterable[int]:
    """Every age as often as its band says; the bands are spread over their years."""
    for row in rows("ages.csv"):
        first, years = int(row["from_age"]), int(row["years"])
        for age in range(first, first + years):
            yield from [age] * (int(row[kind]) * 15 // years)


def _wage_steps() -> list[int]:
    """Wage in thousandths of the minimum wage by quantile: a few below it, many at it, a long tail."""
    steps = []
    for step in range(WAGE_STEPS):
        at = (step + 0.5) / WAGE_STEPS
        below = round(780 + 210 * at / BELOW_MINIMUM)
        above = round(1000 * exp(0.1 + WAGE_SPREAD * NormalDist().inv_cdf(at)))
        steps.append(below if at < BELOW_MINIMUM else max(1000, above))
    return steps


def _origins() -> list[int]:
    return [
        int(fact.code.replace(".", ""))
        for fact in region_facts()
        if fact.level == 2 and not fact.abolished and fact.code[:2] in ORIGINS
    ]


def _array(kind: str, items: Sequence[object]) -> str:
    quoted = [str(item) if kind == "int" else "'" + str(item).replace("'", "''") + "'" for item in items]
    return f"ARRAY[{','.join(quoted)}]::{kind}[]"


def _copy(table: str, lines: Iterable[Sequence[Any]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as into:
        for line in lines:
            into.write_row(tuple(line))
