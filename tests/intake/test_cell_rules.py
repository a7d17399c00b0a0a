"""The rules that look at one cell, each by what it guards."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naungan.intake.amounts import read_back_pay, read_wage
from naungan.intake.catalogue import CATALOGUE, Finding, Level
from naungan.intake.cells import Day, Number
from naungan.intake.dates import DayRead, day_is_certain, read_day
from naungan.intake.fields import age_is_within, read_email, read_kpj, read_phone
from naungan.intake.limits import MOST_AMOUNT


def code_of(read: object) -> str:
    assert isinstance(read, Finding)
    return read.code


@pytest.mark.parametrize("cell", ["3500000", " 3500000 ", Number("3500000"), "0003500000"])
def test_plain_digits_are_the_wage(cell: str) -> None:
    assert read_wage(2, "UPAH", cell) == 3_500_000


@pytest.mark.parametrize(
    ("cell", "code", "repair"),
    [
        ("Rp 3.500.000", "W01", "Terbaca Rp\u00a03.500.000. Bila benar, tulis 3500000."),
        ("Rp\u00a03.500.000", "W01", "Terbaca Rp\u00a03.500.000. Bila benar, tulis 3500000."),
        ("3,500,000", "W01", "Terbaca Rp\u00a03.500.000. Bila benar, tulis 3500000."),
        ("3.500.000,00", "W01", "Terbaca Rp\u00a03.500.000. Bila benar, tulis 3500000."),
        ("Rp3500000,-", "W01", "Terbaca Rp\u00a03.500.000. Bila benar, tulis 3500000."),
        ("350.000", "W01", "Terbaca 350.000: bila maksudnya 350.000 rupiah, tulis 350000."),
        ("16,800", "W01", "Terbaca 16,800: bila maksudnya 16.800 rupiah, tulis 16800."),
        ("3.500.00", "W01", "Tulis rupiah penuh tanpa titik, koma, atau huruf."),
        ("3,5 juta", "W01", "Tulis rupiah penuh tanpa titik, koma, atau huruf."),
        (Number("3500000.5"), "W01", "Tulis rupiah penuh tanpa titik, koma, atau huruf."),
        (Day("1990-08-17"), "W01", "Tulis rupiah penuh tanpa titik, koma, atau huruf."),
        ("=3500000", "W01", "Tulis rupiah penuh tanpa titik, koma, atau huruf."),
        ("３５０００００", "W01", "Tulis rupiah penuh tanpa titik, koma, atau huruf."),
        ("", "E01", "Kolom ini wajib diisi."),
        ("3500", "ok", ""),
        ("999", "W04", "Tulis rupiah penuh, misalnya 3500000."),
        (Number("950"), "W04", "Tulis rupiah penuh, misalnya 3500000."),
        ("0", "W04", "Tulis rupiah penuh, misalnya 3500000."),
        ("-3500000", "W06", "Kelebihan bayar dikoreksi dengan melapor ulang bulannya."),
        (Number("-1"), "W06", "Kelebihan bayar dikoreksi dengan melapor ulang bulannya."),
        ("(3.500.000)", "W06", "Kelebihan bayar dikoreksi dengan melapor ulang bulannya."),
        (str(MOST_AMOUNT), "ok", ""),
        (str(MOST_AMOUNT + 1), "W07", "Periksa jumlah nolnya."),
    ],
)
def test_an_amount_is_read_or_asked_about_never_guessed(cell: str, code: str, repair: str) -> None:
    read = read_wage(7, "UPAH", cell)
    if code == "ok":
        assert read == int(cell)
        return
    assert isinstance(read, Finding)
    assert (read.row, read.column, read.code, read.repair) == (7, "UPAH", code, repair)


@pytest.mark.parametrize(("cell", "amount"), [("", 0), ("0", 0), ("00", 0), ("250000", 250_000)])
def test_back_pay_may_be_empty_or_nothing(cell: str, amount: int) -> None:
    assert read_back_pay(2, "RAPEL", cell) == amount


@pytest.mark.parametrize(("cell", "code"), [("5", "W04"), ("-5", "W06"), ("x", "W01")])
def test_back_pay_is_judged_like_a_wage(cell: str, code: str) -> None:
    assert code_of(read_back_pay(2, "RAPEL", cell)) == code


@given(st.integers(1_000, MOST_AMOUNT))
def test_every_whole_amount_is_read_as_it_is(amount: int) -> None:
    assert read_wage(2, "UPAH", str(amount)) == amount


@given(st.text(max_size=12))
def test_nothing_but_digits_is_ever_taken_for_an_amount(cell: str) -> None:
    read = read_wage(2, "UPAH", cell)
    assert isinstance(read, Finding) or str(read) == cell.strip().lstrip("0")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (Day("1990-08-17"), date(1990, 8, 17)),
        ("1990-08-17", date(1990, 8, 17)),
        ("17/08/1990", date(1990, 8, 17)),
        ("17-8-1990", date(1990, 8, 17)),
        ("17.08.1990", date(1990, 8, 17)),
        ("05/05/1990", date(1990, 5, 5)),
    ],
)
def test_a_certain_day_is_read(cell: str, day: date) -> None:
    read = read_day(2, "TANGGAL_LAHIR", cell)
    assert read == DayRead(day)
    assert day_is_certain(2, "TANGGAL_LAHIR", cell, DayRead(day), None) is None


@pytest.mark.parametrize("cell", ["17/08/90", "31/02/1990", "32874", Number("32874"), "17 Agustus 1990", "1990", "x"])
def test_what_is_no_day_is_not_made_one(cell: str) -> None:
    assert code_of(read_day(2, "TANGGAL_LAHIR", cell)) == "D05"


@pytest.mark.parametrize(
    ("cell", "known", "asked"),
    [
        ("03/04/1990", None, True),
        ("03/04/1990", date(1990, 4, 3), False),
        ("03/04/1990", date(1990, 3, 4), True),
        ("08/17/1990", None, True),
        (Day("1900-01-01"), None, True),
        (Day("1990-03-04"), None, False),
    ],
)
def test_a_day_that_could_be_another_is_asked_about(cell: str, known: date | None, asked: bool) -> None:
    read = read_day(2, "TANGGAL_LAHIR", cell)
    assert isinstance(read, DayRead)
    finding = day_is_certain(2, "TANGGAL_LAHIR", cell, read, known)
    assert (finding is not None and finding.code == "D04") is asked


def test_a_doubtful_day_waits_although_it_is_soft() -> None:
    rule = CATALOGUE["D04"]
    assert (rule.level, rule.waits) == (Level.SOFT, True)


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("081234567890", "+6281234567890"),
        ("0812-3456-7890", "+6281234567890"),
        ("+62 812 3456 7890", "+6281234567890"),
    ],
)
def test_a_phone_number_is_kept_with_its_country(cell: str, phone: str) -> None:
    assert read_phone(2, "HP", cell) == phone


@pytest.mark.parametrize("cell", [Number("81234567890"), "81234567890", "0541123456", "08123", "08x"])
def test_a_phone_number_that_lost_its_zero_is_not_given_one(cell: str) -> None:
    assert code_of(read_phone(2, "HP", cell)) == "C03"


@pytest.mark.parametrize(("cell", "read"), [("Siti@Contoh.co.id", "siti@contoh.co.id"), ("", "")])
def test_an_email_is_kept_in_small_letters(cell: str, read: str) -> None:
    assert read_email(2, "EMAIL", cell) == read


@pytest.mark.parametrize("cell", ["siti", "siti@", "a@b", "a b@c.id", "a@b.id, c@d.id"])
def test_what_is_no_email_is_said(cell: str) -> None:
    assert code_of(read_email(2, "EMAIL", cell)) == "C03"


@pytest.mark.parametrize(("cell", "read"), [("22000000123", "22000000123"), (Number("22000000123"), "22000000123")])
def test_a_card_number_of_eleven_is_taken(cell: str, read: str) -> None:
    assert read_kpj(2, "KPJ", cell) == read


@pytest.mark.parametrize("cell", [Number("1234567890"), "1234567890", "123456789012", "2200000012x"])
def test_a_card_number_that_lost_a_digit_is_not_filled_up(cell: str) -> None:
    assert code_of(read_kpj(2, "KPJ", cell)) == "K01"


@pytest.mark.parametrize(
    ("born_on", "within"),
    [
        (date(2005, 12, 1), True), (date(2005, 12, 2), False),
        (date(1956, 12, 2), True), (date(1956, 12, 1), False),
    ],
)  # fmt: skip
def test_the_age_is_counted_to_the_day(born_on: date, within: bool) -> None:
    finding = age_is_within(2, "TANGGAL_LAHIR", "", born_on, date(2022, 12, 1), (17, 65))
    assert (finding is None) is within


def test_every_rule_of_the_reference_is_in_the_catalogue() -> None:
    of_reference = {code for code, rule in CATALOGUE.items() if not rule.own}
    assert of_reference == {
        *(f"N0{n}" for n in range(1, 8)), *(f"W0{n}" for n in range(1, 6)), *(f"D0{n}" for n in range(1, 5)),
        "C01", "C02", "F01", "F02", "P01",
    }  # fmt: skip


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=lambda rule: rule.code)
def test_every_rule_says_what_is_wrong_and_what_to_do(rule: object) -> None:
    from naungan.intake.catalogue import Rule

    assert isinstance(rule, Rule)
    of_the_nik = rule.code in {
        f"N{n:02d}" for n in (1, 2, 3, 4, 8, 9, 10, 11, 12, 14)
    }  # the ladder has its own words
    assert [bool(text) for text in (rule.guards, rule.words, rule.advice)] == [True, not of_the_nik, not of_the_nik]
    assert not rule.waits or rule.level is Level.SOFT
