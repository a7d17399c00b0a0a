"""Rules of benefits that no question asks for yet: papers, terms, guardians, months of JKP, later pensions."""

from datetime import date

import pytest

from naungan.law.benefits import claims, heirs, injuries, jht, jkp, jp
from naungan.law.benefits.terms import first_of_next_month, months_after, years_after
from naungan.law.benefits.words import divided, shares, weighted
from naungan.law.errors import LawError, NotInForce, ParameterError
from naungan.law.statute import load

STATUTE = load()
NOW = STATUTE.on(date(2026, 5, 10))


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2026, 3, 10), 0, date(2026, 3, 10)),
    ],
)
def test_a_term_of_months_ends_on_the_same_day_or_the_last(day: date, months: int, end: date) -> None:
    assert months_after(day, months) == end


def test_a_term_of_years_from_a_leap_day_ends_on_the_28th() -> None:
    assert (years_after(date(2016, 2, 29), 2), years_after(date(2016, 2, 29), 4)) == (
        date(2018, 2, 28),
        date(2020, 2, 29),
    )


def test_the_first_of_the_next_month_passes_the_new_year() -> None:
    assert first_of_next_month(date(2026, 12, 1)) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("amount", "divisor", "expected"), [(5, 2, 3), (-5, 2, -3), (4, 3, 1), (1, 3, 0), (-4, 3, -1)]
)
def test_a_quotient_is_rounded_half_up_and_symmetric(amount: int, divisor: int, expected: int) -> None:
    assert divided(amount, divisor) == expected


def test_slices_are_weighted_without_rounding() -> None:
    assert weighted(15, (10,), (1_000_000, 1)) == 10_000_005


def test_shares_are_rounded_one_by_one() -> None:
    assert shares(1, 2, (500_000, 500_000, 500_000)) == 2


def test_every_kind_of_claim_has_papers_with_words_and_a_service_time() -> None:
    kinds = claims.kinds(STATUTE)
    assert len(kinds) == 21
    for kind in kinds:
        for code in claims.documents(NOW, kind):
            assert claims.document_label(code) != ""
            assert claims.document_label(code, "en") != ""
        assert claims.service_time(NOW, kind).days > 0


def test_every_paper_with_words_is_asked_for_somewhere() -> None:
    asked = {code for kind in claims.kinds(STATUTE) for code in claims.documents(NOW, kind)}
    assert set(claims._words()) == asked


def test_a_death_claim_asks_for_these_papers() -> None:
    assert claims.documents(NOW, "jkm") == (
        "card", "ktp", "heir_ktp", "death_certificate", "family_card", "heirs_statement", "marriage_book",
        "bank_book", "work_letter",
    )  # fmt: skip


def test_an_unknown_paper_or_kind_is_refused() -> None:
    with pytest.raises(ParameterError, match="love_letter has no words"):
        claims.document_label("love_letter")
    with pytest.raises(ParameterError, match=r"claim\.love\.documents is no parameter"):
        claims.documents(NOW, "love")


def test_three_working_days_pass_over_the_weekend_and_five_days_do_not() -> None:
    friday = date(2026, 5, 8)
    assert claims.service_time(NOW, "jkm").ends(friday) == date(2026, 5, 13)
    assert claims.service_time(NOW, "jht_resign").ends(friday) == date(2026, 5, 13)
    assert claims.service_time(NOW, "jp_old_age").working_days


def test_no_term_was_found_for_pensions() -> None:
    with pytest.raises(NotInForce, match="jangka waktu klaim JP tidak ditemukan"):
        claims.expiry(NOW, "JP", date(2026, 1, 1))


def test_the_table_has_every_injury_once() -> None:
    found = injuries.injuries(NOW)
    assert len(found) == 39
    assert found["arm_from_shoulder"] == "disability.sided.arm_from_shoulder"


def test_hearing_is_counted_by_ten_decibels() -> None:
    assert injuries.degree(NOW, "hearing_both_ears_10_db", steps=3).rate == 180_000
    with pytest.raises(LawError, match="isi jumlah tingkatnya"):
        injuries.degree(NOW, "hearing_both_ears_10_db")


def test_a_doctor_stays_within_the_range() -> None:
    assert injuries.degree(NOW, "scalp", given=300_000).rate == 300_000
    with pytest.raises(LawError, match="harus dari 10 sampai 30"):
        injuries.degree(NOW, "scalp", given=90_000)


def test_an_unknown_injury_and_a_missing_side_are_refused() -> None:
    with pytest.raises(LawError, match="tidak ada dalam tabel cacat"):
        injuries.degree(NOW, "heart")
    with pytest.raises(LawError, match="isi sisinya"):
        injuries.degree(NOW, "thumb")


def test_left_handed_people_are_reversed_for_arms_and_fingers_only() -> None:
    reversible = [name for name in injuries.injuries(NOW) if injuries.sided(NOW, name)]
    for name in reversible:
        left = injuries.degree(NOW, name, "left", left_handed=True).rate
        assert left == injuries.degree(NOW, name, "right").rate
    assert len(reversible) == 8


def test_a_minor_needs_a_guardian_until_eighteen() -> None:
    born = date(2008, 5, 10)
    assert [heirs.needs_guardian(NOW, born, day) for day in (date(2026, 5, 9), date(2026, 5, 10))] == [True, False]


def test_shares_of_nobody_or_of_one_twice_are_refused() -> None:
    for people in ([], ["a", "a"]):
        with pytest.raises(ValueError, match="each once"):
            heirs.shares(NOW, 10, people)


def test_another_way_of_sharing_is_not_guessed() -> None:
    other = STATUTE.reform({"heirs.equal_shares": {date(2015, 7, 1): False}})
    with pytest.raises(NotImplementedError, match="no other way of sharing"):
        heirs.shares(other.on(date(2026, 1, 1)), 10, ["a", "b"])


def test_what_cannot_be_divided_goes_to_the_first() -> None:
    assert heirs.shares(NOW, 42_000_001, ["spouse", "child"]) == {"spouse": 21_000_001, "child": 21_000_000}


@pytest.mark.parametrize(
    ("month", "shown", "earned"),
    [
        (1, {}, True),
        (2, {}, False),
        (2, {"applications": 5}, True),
        (2, {"applications": 4}, False),
        (3, {"interviews": 1}, True),
        (3, {"attendance_percent": 80}, True),
        (3, {"attendance_percent": 79}, False),
    ],
)
def test_from_the_second_month_the_search_must_be_shown(month: int, shown: dict[str, int], earned: bool) -> None:
    assert jkp.month_is_earned(NOW, month, **shown) is earned


@pytest.mark.parametrize(
    ("earlier", "again"),
    [
        ((), True),
        ((date(2021, 5, 10),), True),
        ((date(2021, 5, 11),), False),
        ((date(2005, 1, 1), date(2010, 1, 1), date(2015, 1, 1)), False),
    ],
)
def test_job_loss_cash_comes_three_times_at_most_five_years_apart(earlier: tuple[date, ...], again: bool) -> None:
    assert jkp.may_claim_again(NOW, earlier, date(2026, 5, 10)) is again


def test_a_claim_window_opens_with_the_dismissal_or_with_jkp_claims() -> None:
    window = jkp.claim_window(STATUTE.on(date(2021, 12, 10)), date(2021, 12, 10))
    assert (window.opens, window.closes) == (date(2022, 2, 1), date(2022, 3, 10))
    assert window.holds(date(2022, 3, 10))
    assert not window.holds(date(2022, 3, 11))


def test_pensions_start_on_the_first_of_the_next_month() -> None:
    starts = (jp.disability_pension_starts, jp.old_age_pension_starts, jp.survivor_pension_starts)
    assert {start(date(2026, 5, 1)) for start in starts} == {date(2026, 6, 1)}


@pytest.mark.parametrize(
    ("paid", "member", "shown"), [(0, 0, "0.00"), (2, 3, "66.67"), (1, 1, "100.00"), (1, 200, "0.50")]
)
def test_density_is_text_with_two_decimals(paid: int, member: int, shown: str) -> None:
    assert jp.density_text(paid, member) == shown


def test_survivors_limits_are_a_setting() -> None:
    other = STATUTE.reform({"jp.survivors_within_limits": {date(2015, 7, 1): False}})
    inputs = {"contribution_months": 180, "average_wage": 1_000_000, "survivor_rate": 75_000}
    assert other.on(NOW.day).compile(("jp_survivor_pension",))(**inputs)["jp_survivor_pension"] == 11_250


def test_costs_that_no_question_asks_for_are_capped_too() -> None:
    old, new = STATUTE.on(date(2018, 5, 10)), STATUTE.on(date(2024, 5, 10))
    for law, paid in ((old, 2_596_000), (new, 9_000_000)):
        assert law.compile(("jkk_rehabilitation",))(cost=9_000_000) == {"jkk_rehabilitation": paid}
    prosthesis = new.compile(("jkk_prosthesis",))
    assert prosthesis(cost=20_000_000, hospital_price=10_000_000) == {"jkk_prosthesis": 14_000_000}


def test_the_rate_of_an_unknown_year_is_refused() -> None:
    with pytest.raises(NotInForce, match="tahun 2024 belum diketahui"):
        jht.crediting_rate(STATUTE, 2024)
    with pytest.raises(NotInForce, match="belum berlaku"):
        jht.crediting_rate(STATUTE, 2015)
