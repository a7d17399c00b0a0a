"""The coverage table of other databases: before the first close, and with people outside districts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.coverage.people import DECEMBER, YEAR_END, Stand

from naungan.coverage.compute import compute_figures
from naungan.coverage.errors import NotComputedYet
from naungan.coverage.report import coverage_table


@pytest.mark.django_db
def test_before_the_first_close_the_command_to_run_is_named() -> None:
    with pytest.raises(NotComputedYet, match="Jalankan: naungan close-month"):
        coverage_table()
    with pytest.raises(NotComputedYet, match="close-month 2022-12"):
        coverage_table(YEAR_END)


def test_a_person_counted_at_the_province_still_shares_in_the_region(stand: Stand) -> None:
    stand([(1, "64", "PU", 1), (2, "65.71", "PU", 1)])
    compute_figures(YEAR_END, DECEMBER)
    shares = {row.region_code: row.share_of_participants for row in coverage_table(YEAR_END)}
    assert (shares["64"], shares["65"], shares["61"]) == (Decimal("50.00"), Decimal("50.00"), Decimal("0.00"))


def test_a_region_with_nobody_active_has_no_shares(stand: Stand) -> None:
    compute_figures(YEAR_END, DECEMBER)
    assert {(str(row.rate), row.share_of_participants) for row in coverage_table(YEAR_END)} == {("0.00", None)}
