"""What was printed about budgets, recomputed: the cases of Kalimantan and every row that can be."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from tests.sponsorship.planning import JANUARY_2025

from naungan.law.months import parse_month
from naungan.sponsorship.planner.request import Group, Request
from naungan.sponsorship.planner.solve import plan
from naungan.sponsorship.planner.why import Binding, Bound, why
from naungan.sponsorship.published import Verdict, cases, facts, recomputed, side_by_side

CASES = {one.name: one for one in cases()}
FACTS = facts()


@pytest.mark.parametrize(
    ("name", "verdict", "needed", "difference"),
    [
        ("PPU 2025: 15.000 orang", Verdict.SHORT, 3_024_000_000, -24_000_000),
        ("PPU 2025: 5.000 orang", Verdict.AGREES, 1_008_000_000, 0),
        ("PPU 2026: usulan 20.000 orang", Verdict.SHORT, 4_032_000_000, -32_000_000),
        ("Serang: 326 kepala desa", Verdict.AGREES, 63_374_400, 25_600),
        ("Sampang 2025: petani, buruh dan pekerja tembakau", Verdict.SHORT, 1_211_750_400, -284_750_400),
    ],
)
def test_a_published_case_is_recomputed(name: str, verdict: Verdict, needed: int, difference: int) -> None:
    found = recomputed(CASES[name])
    assert (found.verdict, found.needed, found.difference) == (verdict, needed, difference)


def test_the_money_of_kaltara_lasts_five_months_and_a_bit_for_the_vulnerable_alone() -> None:
    found = recomputed(CASES["Kaltara 2025: 22.121 pekerja rentan"])
    assert (found.verdict, 22_121 * found.a_month) == (Verdict.MONTHS, 371_632_800)
    assert round(found.months or 0, 1) == Fraction(54, 10)
    assert recomputed(CASES["Kaltara 2026: Rp 4 miliar untuk 10 bulan"]).people == 23_809


def test_the_planner_says_that_penajam_lacks_24_million_of_twelve_months() -> None:
    people = (Group("64.09", "pekerja rentan", 0, 3, 15_000),)
    found = plan(Request(people, 3_000_000_000, JANUARY_2025, 12, least=12))
    reasons = why(found)
    assert (found.people, found.person_months, found.left) == (14_880, 178_560, 192_000)
    assert (reasons.full_price, reasons.lacking) == (3_024_000_000, 24_000_000)
    assert reasons.binding == (Bound(Binding.MONEY),)
    assert reasons.left_out is not None
    assert (reasons.left_out.people, reasons.left_out.full_cost, reasons.left_out.lacking) == (
        120, 24_192_000, 24_000_000,
    )  # fmt: skip
    assert reasons.next_step is not None
    assert reasons.next_step.rupiah == 201_600 - 192_000
    eleven = plan(Request(people, 3_000_000_000, JANUARY_2025, 12, least=11))
    assert (eleven.people, eleven.person_months) == (15_000, 178_571)


def test_the_planner_spends_what_5000_people_cost_and_says_that_everybody_is_in() -> None:
    found = plan(Request((Group("64.09", "nelayan", 1, 4, 5_000),), 1_008_000_000, JANUARY_2025, least=12))
    assert (found.people, found.left, why(found).binding) == (5_000, 0, (Bound(Binding.PEOPLE),))
    assert why(found).next_step is None
    assert why(found).left_out is None


def test_every_row_is_judged_and_those_with_money_are_computed() -> None:
    verdicts = Counter(recomputed(fact).verdict for fact in FACTS)
    assert len(FACTS) == 41
    assert verdicts == {
        Verdict.NOT_COMPUTABLE: 24, Verdict.PEOPLE: 6, Verdict.MONTHS: 4, Verdict.AGREES: 3, Verdict.SHORT: 2,
        Verdict.OVER: 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("region", "money", "difference", "months"),
    [
        ("64.74", 7_400_000_000, 187_356_800, "12.3"),
        ("64.71", 1_900_000_000, -116_000_000, "11.3"),
        ("63.09", 4_999_580_000, -100_000, "12.0"),
        ("62.02", 739_122_000, 73_842_000, "10.0"),
        ("61", 2_016_000_000, 0, "6.0"),
        ("64.11", 1_200_000_000, None, "6.0"),
        ("65", 2_000_000_000, None, "4.8"),
        ("64.02", 1_780_000_000, None, "3.0"),
    ],
)
def test_a_row_of_the_collection_says_how_long_its_money_lasts(
    region: str, money: int, difference: int | None, months: str
) -> None:
    (fact,) = (one for one in FACTS if (one.region, one.money) == (region, money) and one.people)
    found = recomputed(fact)
    assert found.difference == difference
    assert f"{float(found.months or 0):.1f}" == months


def test_contradictions_stand_side_by_side() -> None:
    found = side_by_side()
    assert sorted(found) == [
        ("64", 2025, "APBD province"), ("64.02", 2022, "APBD district"), ("64.09", 2025, "APBD district"),
        ("64.71", 2025, "APBD district"),
    ]  # fmt: skip
    assert [one.people for one in found["64.09", 2025, "APBD district"]] == [5_000, 15_000, 5_084]


def test_every_fact_names_its_source() -> None:
    assert [one.name for one in (*FACTS, *CASES.values()) if not one.source] == []
    assert CASES["PPU 2025: 15.000 orang"].first_month == parse_month("2025-01")
