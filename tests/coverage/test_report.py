"""The coverage table: rates, ranks, shares, the published figure beside, and what contradicts it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.coverage.people import DECEMBER, YEAR_END, write_crowd, write_regions

from naungan.coverage.compute import compute_figures
from naungan.coverage.errors import NotComputedYet, UnknownBasis, UnknownChoice
from naungan.coverage.report import CoverageRow, coverage_table
from naungan.coverage.scale import set_population_scale

KEYS = [
    "region_code",
    "region",
    "rate",
    "numerator",
    "denominator",
    "basis",
    "definition",
    "as_of",
    "rank",
    "share_of_participants",
    "source",
    "segments",
    "denominator_source",
    "not_computable",
    "published_rate",
    "published_source",
    "published_on",
    "published_status",
    "published_note",
    "parts",
    "contradictions",
]
# People of a sandbox of 1:100 that make Kaltim's 66.0 percent, and the others below it.
AT_YEAR_END = {"61.71": 5_754, "62.02": 4_950, "63.71": 4_904, "64.72": 8_967, "65.71": 1_425}


@pytest.fixture(scope="module")
def closed_december(for_this_module: Callable[[], AbstractContextManager[None]]) -> Iterator[None]:
    """A closed December 2022 of a sandbox of one in a hundred."""
    with for_this_module():
        set_population_scale(Fraction(1, 100))
        regions = write_regions()
        for code, people in AT_YEAR_END.items():
            write_crowd(regions, code, people - 500)
            write_crowd(regions, code, 500, segment="BPU")
        compute_figures(YEAR_END, DECEMBER)
        yield


def by_code(rows: list[CoverageRow]) -> dict[str, CoverageRow]:
    return {row.region_code: row for row in rows}


@pytest.mark.usefixtures("closed_december", "db")
class TestTheYearEnd:
    """December 2022 as published: Kaltim 66.0 percent, first, with the largest share."""

    def test_kaltim_is_first_with_66_percent(self) -> None:
        rows = coverage_table(YEAR_END)
        assert [(row.rank, row.region_code, row.rate) for row in rows] == [
            (1, "64", Decimal("66.00")),
            (2, "65", Decimal("56.01")),
            (3, "62", Decimal("51.23")),
            (4, "63", Decimal("33.16")),
            (5, "61", Decimal("31.24")),
        ]

    def test_the_shares_are_of_the_region_s_participants(self) -> None:
        rows = by_code(coverage_table(YEAR_END))
        assert rows["64"].share_of_participants == Decimal("34.49")
        assert sum(row.share_of_participants or 0 for row in rows.values()) == Decimal("100.00")

    def test_the_founding_rate_stands_beside_with_its_caveat(self) -> None:
        kaltim = by_code(coverage_table(YEAR_END))["64"].as_json()
        assert (kaltim["published_rate"], kaltim["published_on"]) == (66.0, "2022-12-31")
        assert kaltim["published_source"] == "founding article (news of 31 Dec 2022)"
        assert "tidak dilihat" in kaltim["published_note"]

    def test_the_others_have_the_nearest_rate_of_the_same_basis(self) -> None:
        beside = {row.region_code: row.published for row in coverage_table(YEAR_END)}
        assert {code: (float(fact.value), fact.on.isoformat()) for code, fact in beside.items() if fact} == {
            "64": (66.0, "2022-12-31"),
            "65": (57.86, "2023-03-31"),
            "62": (52.92, "2023-03-31"),
            "63": (34.25, "2023-03-31"),
            "61": (32.28, "2023-03-31"),
        }

    def test_a_count_of_the_same_time_that_makes_another_rate_is_told(self) -> None:
        """935,910 participants in November 2022 make 68.89 percent on the same basis."""
        (other,) = by_code(coverage_table(YEAR_END))["64"].as_json()["contradictions"]
        assert (other["indicator"], other["value"], other["period"]) == ("active_participants", 935_910, "2022-11")
        assert (other["rate"], other["days"]) == (68.89, -31)
        assert other["source"].startswith("https://borneoflash.com/")

    def test_on_another_basis_the_founding_rate_itself_contradicts_and_says_its_basis(self) -> None:
        kaltim = by_code(coverage_table(YEAR_END, basis="bps-employed"))["64"]
        assert (kaltim.rate, kaltim.published) == (Decimal("51.33"), None)
        said = {(other.fact.indicator, other.fact.basis, float(other.rate)) for other in kaltim.contradictions}
        assert said == {("coverage_rate", "bpjs-eligible", 66.0), ("active_participants", "", 53.57)}

    def test_the_region_is_one_row_and_all_of_itself(self) -> None:
        (row,) = coverage_table(YEAR_END, by="region")
        assert (row.region_code, row.rate, row.share_of_participants) == ("KAL", Decimal("44.07"), Decimal("100.00"))

    def test_every_district_is_shown_the_empty_ones_at_zero(self) -> None:
        rows = coverage_table(YEAR_END, by="district")
        assert (len(rows), rows[0].region_code) == (56, "62.02")
        assert by_code(rows)["64.11"].rate == Decimal("0.00")

    def test_rates_over_a_hundred_are_shown(self) -> None:
        """All of Kaltim's people were put into Samarinda."""
        assert by_code(coverage_table(YEAR_END, by="district"))["64.72"].rate == Decimal("319.91")

    def test_equal_rates_share_a_rank(self) -> None:
        ranks = [row.rank for row in coverage_table(YEAR_END, by="district")]
        assert ranks == [1, 2, 3, 4, 5] + [6] * 51

    def test_the_parts_say_how_a_rate_came_about(self) -> None:
        kaltim = by_code(coverage_table(YEAR_END))["64"]
        assert [(part.segment, part.numerator, str(part.points)) for part in kaltim.parts] == [
            ("PU", 8_467, "62.32"),
            ("BPU", 500, "3.68"),
            ("JAKON", 0, "0.00"),
            ("PMI", 0, "0.00"),
        ]

    def test_without_a_denominator_there_is_no_rate_and_no_rank(self) -> None:
        rows = coverage_table(YEAR_END, basis="bps-formal")
        assert [(row.region_code, row.rank, str(row.rate)) for row in rows] == [
            ("64", 1, "86.96"),
            ("62", 2, "68.25"),
            ("61", None, "None"),
            ("63", None, "None"),
            ("65", None, "None"),
        ]
        assert rows[2].not_computable == (
            "tidak dapat dihitung: tidak ada penyebut bps-formal untuk 61 di dekat 2022-12-31"
        )

    def test_a_basis_of_one_segment_shows_that_segment(self) -> None:
        assert {row.segments for row in coverage_table(YEAR_END, basis="bps-formal")} == {"PU"}

    def test_a_segment_without_its_own_denominator_is_counted_but_has_no_rate(self) -> None:
        kaltim = by_code(coverage_table(YEAR_END, segments="BPU"))["64"]
        assert (kaltim.numerator, kaltim.rate, kaltim.rank, kaltim.parts) == (500, None, None, ())

    def test_a_row_is_this_json(self) -> None:
        kaltim = coverage_table(YEAR_END)[0].as_json()
        assert list(kaltim) == KEYS
        read = json.loads(json.dumps(kaltim))
        assert {key: read[key] for key in KEYS[:10]} == {
            "region_code": "64",
            "region": "Kalimantan Timur",
            "rate": 66.0,
            "numerator": 8967,
            "denominator": 13586,
            "basis": "bpjs-eligible",
            "definition": "active-or-grace",
            "as_of": "2022-12-31",
            "rank": 1,
            "share_of_participants": 34.49,
        }
        assert read["source"] == "dihitung dari status peserta bulan 2022-12 (sandbox 1:100)"

    def test_what_cannot_be_computed_is_null_in_json(self) -> None:
        row = by_code(coverage_table(YEAR_END, basis="bps-formal"))["65"].as_json()
        assert (row["rate"], row["denominator"], row["rank"]) == (None, None, None)
        assert (row["published_rate"], row["published_source"]) == (None, None)

    @pytest.mark.parametrize("asked", [date(2023, 1, 1), date(2023, 1, 15), date(2023, 1, 30), None])
    def test_a_day_within_a_month_takes_the_month_end_before_it(self, asked: date | None) -> None:
        assert {row.as_of for row in coverage_table(asked)} == {YEAR_END}

    @pytest.mark.parametrize(
        ("asked", "close"),
        [(date(2023, 1, 31), "2023-01"), (date(2023, 2, 27), "2023-01"), (date(2022, 12, 30), "2022-11")],
    )
    def test_a_month_that_is_not_closed_is_refused_with_the_command_to_run(self, asked: date, close: str) -> None:
        with pytest.raises(NotComputedYet) as refused:
            coverage_table(asked)
        assert f"Jalankan: naungan close-month {close}." in str(refused.value)
        assert "Yang sudah dihitung: 2022-12-31." in str(refused.value)

    def test_what_is_not_known_lists_what_is(self) -> None:
        with pytest.raises(UnknownBasis, match="bpjs-eligible, bps-employed, bps-labour-force"):
            coverage_table(YEAR_END, basis="bps")
        with pytest.raises(UnknownChoice, match="active-or-grace, paid-up"):
            coverage_table(YEAR_END, definition="aktif")
        with pytest.raises(UnknownChoice, match="ALL, PU, BPU, JAKON, PMI"):
            coverage_table(YEAR_END, segments="pu")
        with pytest.raises(UnknownChoice, match="region, province, district"):
            coverage_table(YEAR_END, by="village")
