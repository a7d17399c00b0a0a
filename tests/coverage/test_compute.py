"""The figures of a closed month: complete, adding up, with their provenance, computed once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.coverage.people import DECEMBER, YEAR_END, Stand

from naungan.coverage.bases import BASES, DEFINITIONS
from naungan.coverage.compute import compute_figures
from naungan.coverage.models import Figure
from naungan.coverage.scale import set_population_scale

pytestmark = pytest.mark.slow

REGIONS = 1 + 5 + 56
DISTRICTS = ["61.01", "61.71", "62.02", "63.03", "63.71", "64.02", "64.71", "64.72", "65.03", "65.71"]
Crowd = Callable[..., None]


def of(code: str, basis: str = "bpjs-eligible", segment: str = "ALL") -> Figure:
    return Figure.objects.get(
        as_of=YEAR_END, region_code=code, basis=basis, segments=segment, definition="active-or-grace"
    )


def test_every_region_has_a_figure_for_every_segment_basis_and_definition(stand: Stand) -> None:
    assert compute_figures(YEAR_END, DECEMBER) == REGIONS * 5 * len(BASES) * len(DEFINITIONS)
    assert of("64.11").numerator == 0


def test_computing_again_changes_nothing(stand: Stand) -> None:
    stand([(1, "64.72", "PU", 1)])
    compute_figures(YEAR_END, DECEMBER)
    before = list(Figure.objects.order_by("id").values())
    assert compute_figures(YEAR_END, DECEMBER) == 0
    assert list(Figure.objects.order_by("id").values()) == before


PEOPLE = st.lists(
    st.tuples(
        st.integers(1, 40),
        st.sampled_from(DISTRICTS),
        st.sampled_from(["PU", "BPU", "JAKON", "PMI"]),
        st.integers(0, 3),
        st.integers(0, 3),
    ),
    max_size=60,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=PEOPLE)
def test_districts_add_up_to_provinces_provinces_to_the_region_and_segments_to_all(
    stand: Stand, rows: list[tuple[int, str, str, int, int]]
) -> None:
    with transaction.atomic():
        stand(rows)
        compute_figures(YEAR_END, DECEMBER)
        for definition in DEFINITIONS:
            figures = Figure.objects.filter(basis="bps-employed", definition=definition)
            sums = [
                figures.filter(level=level, segments="ALL").aggregate(people=Sum("numerator"))["people"]
                for level in (0, 1, 2)
            ]
            parts = figures.filter(level=0).exclude(segments="ALL").aggregate(people=Sum("numerator"))["people"]
            active = {row[0] for row in rows if _active(definition, row[3], row[4])}
            assert [*sums, parts] == [len(active)] * 4
            for province in ("61", "62", "63", "64", "65"):
                below = figures.filter(level=2, segments="ALL", region_code__startswith=f"{province}.")
                whole = figures.get(region_code=province, segments="ALL").numerator
                assert below.aggregate(people=Sum("numerator"))["people"] == whole
        transaction.set_rollback(True)


def _active(definition: str, standing: int, unpaid: int) -> bool:
    """The two definitions, written out a second time in plain Python."""
    return standing in (1, 2) if definition == "active-or-grace" else standing == 1 and unpaid == 0


def test_a_figure_carries_its_denominator_and_where_it_is_from(stand: Stand) -> None:
    stand([(1, "64.72", "PU", 1)])
    compute_figures(YEAR_END, DECEMBER)
    figure = of("64")
    assert (figure.region_name, figure.level, figure.numerator, figure.denominator) == (
        "Kalimantan Timur",
        1,
        1,
        1_358_610,
    )
    assert figure.source == "dihitung dari status peserta bulan 2022-12"
    assert figure.denominator_source.startswith(
        "eligible_workers 64 2023-03 (diturunkan, 90 hari sesudahnya): https://selasar.co/read/2023/05/25/9766/"
    )
    assert figure.denominator_source.endswith("; status diturunkan; 962.711 / 70,86 persen; tercetak 1,35 juta")


def test_payments_that_came_later_are_told_and_the_day_stays_the_end_of_the_month(stand: Stand) -> None:
    compute_figures(date(2023, 1, 20), DECEMBER)
    assert of("64").source == "dihitung dari status peserta bulan 2022-12, pembayaran sampai 2023-01-20"


def test_a_missing_denominator_is_null_with_its_reason_never_zero(stand: Stand) -> None:
    compute_figures(YEAR_END, DECEMBER)
    figure = of("65", "bps-formal", "PU")
    assert (figure.denominator, figure.denominator_source) == (
        None,
        "tidak dapat dihitung: tidak ada penyebut bps-formal untuk 65 di dekat 2022-12-31",
    )


@pytest.mark.parametrize(
    ("basis", "segment"), [("bpjs-eligible", "PU"), ("bps-employed", "BPU"), ("bps-formal", "ALL")]
)
def test_a_segment_without_a_denominator_of_its_own_has_none(stand: Stand, basis: str, segment: str) -> None:
    compute_figures(YEAR_END, DECEMBER)
    figure = of("64", basis, segment)
    assert (figure.denominator, figure.denominator_source) == (
        None,
        f"tidak dapat dihitung: penyebut segmen {segment} pada dasar {basis} tidak diterbitkan",
    )


def test_a_sandbox_divides_by_its_scaled_denominator_and_says_so(stand: Stand) -> None:
    set_population_scale(Fraction(1, 100))
    compute_figures(YEAR_END, DECEMBER)
    figure = of("64")
    assert figure.denominator == 13_586
    assert figure.source == "dihitung dari status peserta bulan 2022-12 (sandbox 1:100)"
    assert figure.denominator_source.startswith("sandbox 1:100 dari 1358610; eligible_workers 64 2023-03")


def test_a_scale_that_leaves_nobody_makes_the_figure_not_computable(stand: Stand) -> None:
    set_population_scale(Fraction(1, 100_000))
    compute_figures(YEAR_END, DECEMBER)
    figure = of("64.11")
    assert figure.denominator is None
    assert figure.denominator_source.startswith("tidak dapat dihitung: penyebut menjadi 0 pada sandbox 1:100000")


def test_the_number_of_statements_does_not_grow_with_the_people(stand: Stand, crowd: Crowd) -> None:
    with CaptureQueriesContext(connection) as few:
        compute_figures(date(2022, 10, 31), date(2022, 10, 1))
    crowd("64.72", 60_000)
    crowd("61.71", 40_000, segment="BPU")
    with CaptureQueriesContext(connection) as many:
        compute_figures(YEAR_END, DECEMBER)
    assert of("KAL").numerator == 100_000
    assert len(many) == len(few)
    assert len(many) <= 16


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE coverage_figure SET numerator = numerator + 1",
        "DELETE FROM coverage_figure",
        "TRUNCATE coverage_figure",
    ],
)
def test_the_database_never_lets_a_figure_change(stand: Stand, statement: str) -> None:
    compute_figures(YEAR_END, DECEMBER)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("counts", [{"numerator": -1, "denominator": 5}, {"numerator": 1, "denominator": 0}])
def test_the_database_refuses_negative_people_and_a_denominator_of_zero(
    regions: dict[str, int], counts: dict[str, int]
) -> None:
    with pytest.raises(DatabaseError, match="figure_counts"), transaction.atomic():
        Figure.objects.create(
            as_of=YEAR_END, region_code="64", level=1, segments="ALL", basis="b", definition="d", source="s", **counts
        )
