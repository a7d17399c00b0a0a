"""How numbers, money, days and NIKs are written, in both languages (ux.md 3)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from naungan import wording
from naungan.web.templatetags import formats

NB = "\u00a0"
AMOUNTS = st.integers(-(10**15), 10**15)
DAYS = st.dates(date(1945, 8, 17), date(2100, 12, 31))
UNITS = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9,
}  # fmt: skip
GREAT = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


@pytest.mark.parametrize(
    ("language", "amount", "written"),
    [
        ("id", 16800, f"Rp{NB}16.800"),
        ("en", 16800, f"Rp{NB}16,800"),
        ("id", -3716328000, f"-Rp{NB}3.716.328.000"),
        ("id", 0, f"Rp{NB}0"),
        ("id", None, "–"),
    ],
)
def test_rupiah(language: str, amount: int | None, written: str) -> None:
    with translation.override(language):
        assert formats.rupiah(amount) == written


@pytest.mark.parametrize("wrong", [16800.0, Decimal(16800), "16800", True, ""])
def test_what_is_not_whole_rupiah_is_never_written_as_money(wrong: object) -> None:
    with pytest.raises(TypeError):
        formats.rupiah(wrong)  # type: ignore[arg-type]


@given(AMOUNTS)
def test_the_page_and_the_terminal_write_money_alike(amount: int) -> None:
    with translation.override("id"):
        assert (formats.rupiah(amount), formats.whole(amount)) == (wording.rupiah(amount), wording.whole(amount))


@given(AMOUNTS, st.sampled_from(["id", "en"]))
def test_no_digit_of_an_amount_is_lost(amount: int, language: str) -> None:
    with translation.override(language):
        written = formats.rupiah(amount)
    assert int("".join(letter for letter in written if letter.isdigit())) == abs(amount)


@given(DAYS)
def test_the_page_and_the_terminal_write_days_alike(day: date) -> None:
    with translation.override("id"):
        assert (formats.day(day), formats.month(day)) == (wording.day_words(day), wording.month_words(day))


@pytest.mark.parametrize(
    ("language", "value", "places", "written"),
    [
        ("id", Decimal("32.15"), None, "32,15%"),
        ("en", Decimal("32.15"), None, "32.15%"),
        ("id", Decimal("66"), None, "66%"),
        ("id", Decimal("66"), 2, "66,00%"),
        ("id", Decimal("0.24"), None, "0,24%"),
        ("id", Decimal("0.125"), 2, "0,13%"),
        ("id", Decimal("-0.125"), 2, "-0,13%"),
        ("id", Decimal("65.754"), 0, "66%"),
        ("id", 1234.5, 1, "1.234,5%"),
        ("id", None, 2, "–"),
    ],
)
def test_percent(language: str, value: Decimal | float | None, places: int | None, written: str) -> None:
    with translation.override(language):
        assert formats.percent(value, places) == written


@pytest.mark.parametrize(
    ("language", "long", "short", "month"),
    [
        ("id", "31 Desember 2022", "31 Des 2022", "Desember 2022"),
        ("en", "31 December 2022", "31 Dec 2022", "December 2022"),
    ],
)
def test_days(language: str, long: str, short: str, month: str) -> None:
    day = date(2022, 12, 31)
    with translation.override(language):
        assert (formats.day(day), formats.day_short(day), formats.month(day)) == (long, short, month)


@pytest.mark.parametrize(
    ("zone", "language", "written"),
    [
        ("Asia/Makassar", "id", "15 Juli 2026 pukul 09.30 WITA"),
        ("Asia/Jakarta", "id", "15 Juli 2026 pukul 08.30 WIB"),
        ("Asia/Pontianak", "id", "15 Juli 2026 pukul 08.30 WIB"),
        ("Asia/Jayapura", "id", "15 Juli 2026 pukul 10.30 WIT"),
        ("Asia/Makassar", "en", "15 July 2026 at 09:30 WITA"),
    ],
)
def test_a_moment_always_names_its_zone(zone: str, language: str, written: str) -> None:
    with timezone.override(zone), translation.override(language):
        assert formats.moment(datetime(2026, 7, 15, 1, 30, tzinfo=UTC)) == written


def test_a_moment_near_midnight_has_the_day_of_its_zone() -> None:
    with timezone.override("Asia/Makassar"):
        assert formats.moment(datetime(2026, 12, 31, 16, 5, tzinfo=UTC)) == "1 Januari 2027 pukul 00.05 WITA"


def test_when_is_a_moment_a_day_or_words() -> None:
    moment = datetime(2026, 7, 15, 1, 30, tzinfo=UTC)
    written = [formats.when(value) for value in (moment, moment.date(), "Juli 2026", None)]
    assert written == ["15 Juli 2026 pukul 09.30 WITA", "15 Juli 2026", "Juli 2026", "–"]


def test_a_nik_is_masked_and_grouped() -> None:
    nik = "6472015708900001"
    assert (formats.nik_masked(nik), formats.nik_groups(nik)) == (
        "6472********0001",
        NB.join(("6472", "01", "570890", "0001")),
    )


@given(st.text(max_size=30))
def test_a_mask_never_shows_more_than_eight_digits(text: str) -> None:
    assert sum(letter.isdigit() for letter in formats.nik_masked(text)) <= 8


def test_phone_and_card() -> None:
    assert (formats.phone("+628123456789"), formats.phone("+6281234567890"), formats.kpj("22A12345678")) == (
        "0812-3456-789",
        "0812-3456-7890",
        NB.join(("22A", "1234", "5678")),
    )


def read_words(words: str) -> int:
    """The number that Indonesian words stand for, read on its own."""
    total = part = digit = 0
    for word in words.split():
        if word in UNITS:
            digit = UNITS[word]
        elif word in ("sepuluh", "sebelas", "seratus", "seribu"):
            part += {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 0}[word]
            total += 1000 if word == "seribu" else 0
        elif word in ("belas", "puluh", "ratus"):
            part += digit + 10 if word == "belas" else digit * {"puluh": 10, "ratus": 100}[word]
            digit = 0
        else:
            total += (part + digit) * GREAT[word]
            part = digit = 0
    return total + part + digit


@given(st.integers(0, 10**15 - 1))
def test_words_say_the_number(number: int) -> None:
    assert read_words(formats.in_words(number)) == number


def test_words_in_both_languages() -> None:
    with translation.override("en"):
        english = formats.in_words(16800)
    assert (formats.in_words(16800), english, formats.in_words(-11)) == (
        "enam belas ribu delapan ratus",
        "sixteen thousand, eight hundred",
        "minus sebelas",
    )
