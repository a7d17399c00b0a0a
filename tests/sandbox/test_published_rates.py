"""The sandbox of the demonstration, closed month by month, says what was published."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from naungan.contributions.proof import prove
from naungan.coverage.report import coverage_table
from naungan.law.months import first_day, month_of
from naungan.operations.close import close_month
from naungan.sandbox.build import build

FIRST, LAST = date(2022, 10, 1), date(2023, 3, 1)
PUBLISHED = {
    date(2022, 12, 31): {"64": "66.00"},
    date(2023, 3, 31): {"64": "70.86", "65": "57.86", "62": "52.92", "63": "34.25", "61": "32.28"},
}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 20221231])
def test_the_five_rates_come_out_within_a_fifth_of_a_point(own_database: str, seed: int) -> None:
    build(Fraction(1, 100), FIRST, LAST, seed)
    for number in range(month_of(FIRST), month_of(LAST) + 1):
        close_month(first_day(number))
    for day, rates in PUBLISHED.items():
        table = coverage_table(day, "province", "bpjs-eligible", "active-or-grace", None)
        rows = {row.region_code: row for row in table}
        for code, rate in rates.items():
            assert abs((rows[code].rate or Decimal(0)) - Decimal(rate)) <= Decimal("0.2")
        assert rows["64"].rank == 1
        assert max(rows.values(), key=lambda row: row.numerator).region_code == "64"
    assert [proof for proof in prove() if not proof.holds] == []
