"""What members add, targets, forecasts and the next point, over figures in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import count

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as some
from tests.coverage.closed import NOVEMBER_END, write_closed_months
from tests.coverage.people import YEAR_END

from naungan.coverage.bases import ALL
from naungan.coverage.compare import Asked
from naungan.coverage.contribution import contributions
from naungan.coverage.decompose import BASIS, DEFINITION, explain_change
from naungan.coverage.errors import CannotForecast, DifferentBases, NotComputable, UnknownChoice, UnknownRegion
from naungan.coverage.forecast import DAMPED, LAST, backtest, forecast
from naungan.coverage.models import Figure, RegionTarget
from naungan.coverage.report import figures_of
from naungan.coverage.series import series
from naungan.coverage.targets import ASSUMED, OTHER, SAME, UNTOLD, Target, carried, enter_target, measured_targets
from naungan.errors import WrongUse
from naungan.law.months import last_day

pytestmark = pytest.mark.django_db
_days = count(1)


@pytest.fixture(scope="module", autouse=True)
def months(for_this_module: Callable[[], AbstractContextManager[None]]) -> Iterator[None]:
    with for_this_module():
        write_closed_months()
        yield


def a_figure(month: int, numerator: int, denominator: int | None = 1_000, code: str = "64.01") -> None:
    Figure.objects.create(
        as_of=last_day(month), region_code=code, region_name="Paser", level=2, segments=ALL, basis="bps-labour-force",
        definition="paid-up", numerator=numerator, denominator=denominator, denominator_source="tidak ada",
        source="uji",
    )  # fmt: skip


def a_series(values: list[int], first: int = 2023 * 12, **facts: int) -> None:
    for month, value in enumerate(values, first):
        a_figure(month, value, **facts)  # type: ignore[arg-type]


def ahead(months: int = 3) -> object:
    return forecast("64.01", months, "bps-labour-force", "paid-up")


@pytest.mark.parametrize(("code", "by"), [("KAL", "province"), ("KAL", "district"), ("64", "district")])
def test_members_and_what_is_left_add_up_to_the_change(code: str, by: str) -> None:
    found = contributions(code, NOVEMBER_END, YEAR_END, by)
    assert sum(one.total for one in found.members) + found.residual == found.after - found.before
    assert [one.total for one in found.members] == sorted((one.total for one in found.members), reverse=True)
    assert sum(one.more_people for one in found.members) > 0


def test_a_district_alone_moves_its_province_by_its_weight() -> None:
    found = contributions("64", NOVEMBER_END, YEAR_END)
    samarinda = next(one for one in found.members if one.region_code == "64.72")
    assert samarinda.more_people == 700
    assert [one.region_code for one in found.members if one.by_rate] == ["64.72"]
    whole = Figure.objects.get(as_of=YEAR_END, region_code="64", segments=ALL, basis="bpjs-eligible",
                               definition="active-or-grace").denominator  # fmt: skip
    assert samarinda.total + found.residual == Fraction(700, whole or 0)


def test_members_without_a_denominator_are_refused() -> None:
    with pytest.raises(NotComputable, match=r": 61 per 2022-11-30"):
        contributions("61", NOVEMBER_END, YEAR_END, basis="bps-formal")


def test_a_district_has_no_members_below() -> None:
    with pytest.raises(UnknownRegion, match="province"):
        contributions("64.72", NOVEMBER_END, YEAR_END, "province")


def test_a_computed_change_tells_basis_and_definition_apart() -> None:
    found = explain_change(Asked("64", NOVEMBER_END), Asked("64", YEAR_END, "bps-employed", "paid-up"))
    assert sum(part.share for part in found.parts) == found.after.rate - found.before.rate
    parts = {part.kind: part for part in found.parts}
    assert parts[BASIS].share < 0
    assert parts[DEFINITION].share == 0
    assert all(part.measured for part in found.parts)


def test_other_segments_or_another_region_are_no_change() -> None:
    with pytest.raises(DifferentBases, match="segmen"):
        explain_change(Asked("64", NOVEMBER_END), Asked("64", YEAR_END, segments="PU"))
    with pytest.raises(DifferentBases, match="satu wilayah"):
        explain_change(Asked("64", NOVEMBER_END), Asked("65", YEAR_END))


def test_a_change_of_what_has_no_denominator_is_refused() -> None:
    with pytest.raises(NotComputable):
        explain_change(Asked("64", NOVEMBER_END, segments="PU"), Asked("64", YEAR_END, segments="PU"))


def test_two_series_of_the_nation_stay_two() -> None:
    nation = {(one.series, one.percent) for one in carried() if (one.region_code, one.on.year) == ("ID", 2025)}
    assert nation == {("plan", Decimal("32.15")), ("ucj", Decimal("52.15"))}


def test_a_gap_only_on_the_targets_own_basis_unless_assumed() -> None:
    employed, eligible = figures_of(YEAR_END, "bps-employed"), figures_of(YEAR_END)
    told = {(one.target.series, one.target.on.year): one for one in measured_targets(employed, "61")}
    assert told["ucj", 2025].comparable == SAME
    assert told["own", 2025].comparable == UNTOLD
    assert (told["own", 2025].points, told["own", 2025].people) == (None, None)
    other = {one.target.series: one for one in measured_targets(eligible, "61", assume=True)}
    assert (other["ucj"].comparable, other["ucj"].people) == (OTHER, None)
    assert other["own"].comparable == ASSUMED


def test_the_pace_reaches_the_target_in_time_and_not_one_person_too_many() -> None:
    figures = figures_of(YEAR_END, "bps-employed")
    row = figures.row("61")
    one = next(one for one in measured_targets(figures, "61") if one.target.series == "ucj")
    assert one.people is not None
    assert one.pace is not None
    assert row.denominator is not None
    wanted = Fraction("52.15") / 100 * row.denominator
    assert row.numerator + one.people >= wanted > row.numerator + one.people - 1
    assert one.months == 36
    assert one.pace * 36 >= one.people > (one.pace - 1) * 36


def test_a_target_entered_again_replaces_the_one_before_it() -> None:
    before = len(measured_targets(figures_of(YEAR_END), "64"))
    for wanted in ("70", "72.5"):
        enter_target(
            Target("64", date(2026, 12, 31), "rpjmd", Decimal(wanted), "", "published", "Perda 1/2025 hlm. 9")
        )
    found = [one for one in measured_targets(figures_of(YEAR_END), "64") if one.target.series == "rpjmd"]
    assert [one.target.percent for one in found] == [Decimal("72.5")]
    assert len(measured_targets(figures_of(YEAR_END), "64")) == before + 1
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        RegionTarget.objects.update(percent=99)


@pytest.mark.parametrize(
    ("changed", "error"),
    [({"series": "lain"}, UnknownChoice), ({"basis": "lain"}, UnknownChoice), ({"status": "pasti"}, UnknownChoice),
     ({"percent": Decimal(101)}, WrongUse), ({"source": " "}, WrongUse), ({"region_code": "99"}, UnknownRegion)],
)  # fmt: skip
def test_a_target_that_cannot_be_is_refused(changed: dict[str, object], error: type[Exception]) -> None:
    facts = dict(region_code="64", on=date(2026, 12, 31), series="own", percent=Decimal(70), basis="",
                 status="published", source="uji") | changed  # fmt: skip
    with pytest.raises(error):
        enter_target(Target(**facts))  # type: ignore[arg-type]


def test_too_few_months_are_refused_with_how_many_are_needed() -> None:
    with pytest.raises(CannotForecast, match=r"perlu 12 bulan .* yang ada 2"):
        forecast("64")


def test_a_missing_month_or_another_denominator_is_a_break() -> None:
    a_series([500] * 14)
    assert ahead().months == 14  # type: ignore[attr-defined]
    a_figure(2024 * 12 + 3, 500)
    with pytest.raises(CannotForecast, match="2024-02 ada bulan yang belum ditutup"):
        ahead()
    a_series([500] * 12, first=2024 * 12 + 4, denominator=1_060)
    with pytest.raises(CannotForecast, match="berganti"):
        ahead(12)
    assert ahead().first == last_day(2024 * 12 + 4)  # type: ignore[attr-defined]


def test_a_figure_without_a_denominator_is_not_forecast() -> None:
    a_series([500] * 13)
    a_figure(2024 * 12 + 1, 500, None)
    with pytest.raises(CannotForecast):
        ahead()


def test_a_steady_rise_is_followed_and_beats_standing_still() -> None:
    a_series([500 + 10 * month for month in range(18)])
    found = ahead()
    assert found.method == DAMPED  # type: ignore[attr-defined]
    assert found.own_error < found.naive_error  # type: ignore[attr-defined]
    steps = found.ahead  # type: ignore[attr-defined]
    assert [one.low <= one.people <= one.high for one in steps] == [True] * 3
    assert steps[0].people > 670


def test_where_the_trend_is_no_better_nothing_is_expected_to_change() -> None:
    a_series([520] * 18)
    found = ahead()
    assert (found.method, {one.people for one in found.ahead}) == (LAST, {520})  # type: ignore[attr-defined]


@given(some.lists(some.floats(0, 1e6), min_size=12, max_size=30), some.integers(1, 3))
def test_a_backtest_only_ever_sees_the_past(values: list[float], months: int) -> None:
    seen: list[int] = []

    def method(past: list[float], steps: int) -> list[float]:
        seen.append(len(past))
        assert past == values[: len(past)]
        return [past[-1]] * steps

    errors = backtest(values, months, method)
    assert seen == list(range(6, len(values)))
    assert [len(one) for one in errors] == [len(values) - 6 - step for step in range(months)]


def test_the_database_refuses_a_target_over_a_hundred() -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO coverage_regiontarget (region_code, "on", series, percent, basis, status, source, note)'
            " VALUES ('64', '2026-12-31', 'own', 100.01, '', 'published', 'uji', '')"
        )


def test_the_series_says_of_every_month_what_the_table_says() -> None:
    found = series(YEAR_END, 2)
    rows = [row for day in (NOVEMBER_END, YEAR_END) for row in figures_of(day).table("district")]
    table = {(row.region_code, row.as_of): row for row in rows}
    assert {(one.region_code, one.as_of) for one in found} == set(table)
    for one in found:
        row = table[one.region_code, one.as_of]
        assert (one.rate, one.rank, one.numerator) == (row.rate, row.rank, row.numerator)
    samarinda = {one.as_of: one.more for one in found if one.region_code == "64.72"}
    assert samarinda == {NOVEMBER_END: None, YEAR_END: 700}


def test_a_series_of_no_month_is_refused() -> None:
    with pytest.raises(WrongUse, match="1 sampai 120"):
        series(YEAR_END, 0)
