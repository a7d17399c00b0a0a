"""The people of `naungan bench law`, and what they owe worked out a second way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import numpy as np

from naungan.engines.array_columns import Column, Columns
from naungan.engines.conformance import NotIdentical
from naungan.law.months import from_days, years_after
from naungan.law.statute import Law

TARGETS = (
    "jkk_employer", "jkm_employer", "jht_employer", "jht_employee", "jp_employer", "jp_employee", "total",
)  # fmt: skip
CHUNK = 1_000_000


def people(rows: int) -> Columns:
    """Wages around those of Kalimantan (8 bytes a row), classes (1), birth days (4); always the same ones."""
    random = np.random.default_rng(2022)
    steps = random.choice(np.array([1, 25, 50, 500, 1000]), rows)
    wage = random.integers(1_500_000, 30_000_000, rows) // steps * steps
    jkk_class = random.integers(1, 6, rows, dtype=np.int8)
    born = random.integers(-9_000, 12_000, rows, dtype=np.int32)
    return {"wage": wage, "jkk_class": jkk_class, "born": born}


def check(results: Iterator[tuple[Column, Mapping[str, Column]]], inputs: Columns, law: Law, engine: str) -> int:
    """Compare results, given in parts with the places of their rows, with the second way; gives the rows.

    Raises NotIdentical at the first rupiah that differs.
    """
    seen = 0
    for places, found in results:
        expected = second_way({name: one[places] for name, one in inputs.items()}, law)
        for name in TARGETS:
            wrong = np.flatnonzero(found[name] != expected[name])
            if len(wrong):
                row = wrong[0]
                raise NotIdentical(
                    f"{engine}: {name} of row {places[row]} is {found[name][row]}, must be {expected[name][row]}"
                )
        seen += len(places)
    return seen


def second_way(inputs: Columns, law: Law) -> Columns:
    """One month of PU contributions in 64-bit integers, without the law's formulas or any engine."""
    wage = inputs["wage"]
    rates = np.array(law.table("jkk.rate"))
    base = np.where(_below_pension_age(inputs["born"], law), np.minimum(wage, law.whole("jp.wage_cap")), 0)
    found = {
        "jkk_employer": _rounded(wage * rates[inputs["jkk_class"] - 1]),
        "jkm_employer": _rounded(wage * law.whole("jkm.rate")),
        "jht_employer": _rounded(wage * law.whole("jht.employer_rate")),
        "jht_employee": _rounded(wage * law.whole("jht.employee_rate")),
        "jp_employer": _rounded(base * law.whole("jp.employer_rate")),
        "jp_employee": _rounded(base * law.whole("jp.employee_rate")),
    }
    return {**found, "total": sum(found.values(), np.zeros_like(wage))}


def _rounded(product: Column) -> Column:
    whole, rest = np.divmod(product, 1_000_000)
    return np.where(rest >= 500_000, whole + 1, whole)


def _below_pension_age(born: Column, law: Law) -> Column:
    """By asking of every birth day whether on some day it had the age required on that day."""
    days, where = np.unique(born, return_inverse=True)
    below = [not _reached(from_days(int(one)), law) for one in days]
    return np.array(below)[where]


def _reached(born: date, law: Law) -> bool:
    ages = law.statute.parameters["jp.pension_age"].values
    for one, following in zip(ages, (*ages[1:], None), strict=True):
        last = law.first_day if following is None else following.valid_from - timedelta(days=1)
        if one.valid_from <= law.first_day and years_after(born, int(str(one.value))) <= min(last, law.first_day):
            return True
    return False
