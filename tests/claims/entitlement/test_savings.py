"""JHT by hand from law.md 6: the account to the rupiah, when it is paid, part of it once, and the tax."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims.entitlement.frozen import (
    BPU,
    THE_WIFE,
    WIFE,
    WORKER,
    a_participation,
    amounts,
    assessed,
    granted,
    paid_bills,
    why,
    worked,
)

from naungan.law.benefits.account import account, credited, growth
from naungan.law.benefits.jht import balance, years_of
from naungan.law.statute import load

LEFT = [a_participation(until="2022-12-01", since="2018-01-01")]


def saved(first: str, last: str, jht: int = 285_000) -> dict[str, object]:
    return {"months": assessed(first, last, jht=jht), "bills": paid_bills(first, last), "participations": LEFT}


def test_the_account_of_the_published_simulation() -> None:
    paid = {24_000 + month: 285_000 for month in range(60)}
    found = account(paid, 24_059, lambda _: Fraction(5, 100))
    assert (found.contributions, found.returned, found.balance) == (17_100_000, 2_309_470, 19_409_470)


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 80), st.integers(1, 12), st.integers(0, 10**7), st.integers(0, 200_000))
def test_even_contributions_come_to_what_the_law_says_of_them(
    months: int, first: int, monthly: int, ppm: int
) -> None:
    rate = Fraction(ppm, 10**6)
    paid = {24_000 + first - 1 + month: monthly for month in range(months)}
    once = balance(0, years_of(monthly, months, first, iter([rate] * 10)))
    assert account(paid, max(paid), lambda _: rate) == once


@settings(deadline=None, max_examples=40)
@given(st.dictionaries(st.integers(24_180, 24_280), st.integers(0, 10**8), min_size=1), st.integers(24_280, 24_290))
def test_parts_of_an_account_come_to_the_whole(paid: dict[int, int], through: int) -> None:
    rates = {year: credited(load(), year).rate for year in range(2015, 2025)}
    exact = sum(amount * growth(month, through, rates.__getitem__) for month, amount in paid.items())
    found = account(paid, through, rates.__getitem__)
    assert abs(found.balance - exact) <= Fraction(1, 2)
    assert found.contributions == sum(paid.values())


def test_a_year_without_a_published_rate_takes_the_nearest_and_says_so() -> None:
    assert [(credited(load(), year).published) for year in (2015, 2016, 2023, 2024)] == [False, True, True, False]
    assert credited(load(), 2030).rate == credited(load(), 2023).rate == Fraction(56, 1000)


def test_a_year_of_saving_is_paid_with_its_return() -> None:
    # 285.000 a month through 2019 at 6,06 %: 3.420.000 + 285.000 x 6,06 % x 78/12 = 3.532.261,5, rounded up
    found = worked("jht_resign", "2019-12-31", "2020-02-10", {"has_npwp": True}, **saved("2019-01", "2019-12"))
    # January 2020 earns a twelfth of 5,59 % more: 3.532.261,5 x (1 + 0,0559/12) = 3.548.715,95...
    assert amounts(found) == [("balance", 3_420_000), ("return", 128_716)]
    assert found.by_payee() == {WORKER: 3_548_716}
    assert found.unverified  # 2020 has two published rates, and the year was not over


def test_only_paid_months_are_in_the_account() -> None:
    half = {**saved("2019-01", "2019-12"), "bills": paid_bills("2019-01", "2019-06")}
    found = worked("jht_resign", "2019-12-31", "2020-02-10", **half)
    assert amounts(found)[0] == ("balance", 6 * 285_000)


def test_after_leaving_it_is_paid_a_month_later() -> None:
    early = worked("jht_resign", "2022-11-30", "2022-12-29", **saved("2022-01", "2022-10"))
    assert early.undecided
    assert why(early) == ["JHT baru dapat dibayar mulai 2022-12-30."]
    assert worked("jht_resign", "2022-11-30", "2022-12-30", **saved("2022-01", "2022-10")).eligible


def test_a_self_employed_who_stops_waits_no_month() -> None:
    own = {
        **saved("2022-01", "2022-10"),
        "participations": [a_participation(BPU, "2022-01-01", programmes=7, until="2022-12-01")],
    }
    assert worked("jht_resign", "2022-11-30", "2022-11-30", **own).eligible


def test_who_works_again_waits() -> None:
    again = [*LEFT, a_participation(id=2, payer=8, payer_name="PT Baru", since="2022-12-05")]
    told = {**saved("2022-01", "2022-10"), "participations": again}
    assert why(worked("jht_resign", "2022-11-30", "2023-02-01", **told)) == ["Masih bekerja per 2023-02-01: PT Baru."]
    told = saved("2022-01", "2022-10")
    assert not worked("jht_resign", "2022-11-30", "2023-02-01", {"stopped_working": False}, **told).eligible


def test_pension_age_is_56_unless_the_employer_says_otherwise() -> None:
    told = {**saved("2022-01", "2022-10"), "person": {"born_on": "1966-12-15"}}
    assert worked("jht_pension_age", "2022-12-15", "2022-12-15", **told).eligible
    assert worked("jht_pension_age", "2022-12-14", "2022-12-14", **told).undecided
    assert worked("jht_pension_age", "2022-12-14", "2022-12-14", {"company_pension_age": 55}, **told).eligible


def test_leaving_indonesia_is_for_foreigners() -> None:
    told = saved("2022-01", "2022-10")
    assert not worked("jht_leaves_indonesia", "2022-11-30", "2022-11-30", **told).eligible
    foreigner = {**told, "person": {"nationality": "MY"}}
    assert worked("jht_leaves_indonesia", "2022-11-30", "2022-11-30", **foreigner).eligible


def test_total_disability_is_paid_from_the_next_month() -> None:
    told = saved("2022-01", "2022-10")
    facts = {"determined_on": "2022-11-10"}
    assert worked("jht_total_disability", "2022-11-10", "2022-11-30", facts, **told).undecided
    assert worked("jht_total_disability", "2022-11-10", "2022-12-01", facts, **told).eligible


def test_the_account_of_the_dead_goes_to_the_heirs_at_once() -> None:
    told = {**saved("2022-01", "2022-10"), "payees": [THE_WIFE]}
    found = worked("jht_death", "2022-11-30", "2022-12-01", {"family": {"spouse": 1}}, **told)
    assert set(found.by_payee()) == {WIFE}


def test_an_empty_account_is_refused_with_what_to_do() -> None:
    found = worked("jht_resign", "2022-11-30", "2023-02-01", participations=LEFT)
    assert why(found) == ["Tidak ada saldo JHT yang sudah diterima sampai 2023-02-01."]


def test_above_fifty_million_five_percent_is_withheld() -> None:
    found = worked("jht_resign", "2022-12-31", "2023-02-01", **saved("2022-12", "2022-12", jht=70_000_000))
    # one twelfth of 5,6 % in December, another in January on top of it: 70.000.000 x (1 + 0,056/12)^2
    assert amounts(found) == [("balance", 70_000_000), ("return", 654_858), ("tax", -1_032_743)]


def a_part(decided_on: str, paid: int) -> object:
    return granted("JHT-2022-000001", "jht_preparation", decided_on, decided_on, [("JHT", "balance", paid)])


LONG = [a_participation(since="2010-01-01")]


def at_work(**told: object) -> dict[str, object]:
    return {**saved("2019-01", "2019-12"), "participations": LONG, **told}


def test_after_ten_years_a_tenth_may_be_taken_once() -> None:
    found = worked("jht_preparation", "2020-01-10", "2020-01-10", **at_work())
    assert found.total == 353_226  # a tenth of 3.532.262
    housing = worked("jht_housing", "2020-01-10", "2020-01-10", **at_work())
    assert housing.total == 1_059_679
    again = worked("jht_housing", "2020-06-10", "2020-06-10", **at_work(earlier=[a_part("2020-01-10", 353_226)]))
    assert why(again) == ["Sudah pernah mengambil sebagian dalam JHT-2022-000001."]


def test_less_than_ten_years_is_too_short() -> None:
    short = worked("jht_preparation", "2020-01-10", "2020-01-10", **at_work(participations=LEFT))
    assert why(short)[0] == "Baru menjadi peserta 25 bulan, kurang dari 120."


def test_more_than_the_part_is_refused() -> None:
    found = worked("jht_preparation", "2020-01-10", "2020-01-10", {"amount": 400_000}, **at_work())
    assert why(found) == ["Diminta 400000, paling banyak 353226."]
    assert worked("jht_preparation", "2020-01-10", "2020-01-10", {"amount": 300_000}, **at_work()).total == 300_000


def test_what_was_taken_is_no_longer_there() -> None:
    before = [a_part("2020-01-10", 353_226)]
    with_part = worked("jht_resign", "2020-01-31", "2020-03-05", **saved("2019-01", "2019-12") | {"earlier": before})
    without = worked("jht_resign", "2020-01-31", "2020-03-05", **saved("2019-01", "2019-12"))
    grown = 353_226 * (1 + Fraction(559, 10_000) * 2 / 12)
    assert abs(without.total - with_part.total - grown) <= 1


def test_in_the_third_calendar_year_the_tax_is_progressive() -> None:
    early = [granted("JHT-2020-000001", "jht_preparation", "2020-01-10", "2020-01-10", [("JHT", "balance", 1_000)])]
    told = saved("2019-01", "2019-12") | {"earlier": early}
    asked = worked("jht_resign", "2021-12-31", "2022-02-05", **told)
    assert asked.undecided
    taxed = worked("jht_resign", "2021-12-31", "2022-02-05", {"has_npwp": True}, **told)
    gross = sum(line.amount for line in taxed.lines if line.item != "tax")
    assert [line.amount for line in taxed.lines if line.item == "tax"] == [-((gross + 10) // 20)]
    untaxed = worked("jht_resign", "2021-12-31", "2022-02-05", {"has_npwp": False}, **told)
    assert untaxed.total < taxed.total


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 5_000_000), st.integers(0, 1_000_000))
def test_who_saves_more_is_never_paid_less(jht: int, more: int) -> None:
    less = worked("jht_resign", "2019-12-31", "2020-02-10", **saved("2019-01", "2019-12", jht=jht))
    rich = worked("jht_resign", "2019-12-31", "2020-02-10", **saved("2019-01", "2019-12", jht=jht + more))
    assert rich.total >= less.total
