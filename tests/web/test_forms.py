"""What people type is read by one declared way of writing; what could be read two ways is asked again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from naungan.errors import Refused
from naungan.web import forms
from naungan.web.templatetags import formats

NB = "\u00a0"
READERS: list[Callable[[str], object]] = [
    forms.read_text,
    forms.read_whole,
    forms.read_rupiah,
    forms.read_day,
    forms.read_month,
    forms.read_nik,
    forms.read_phone,
]


def refusal(read: Callable[[str], object], text: str) -> str:
    """What is said to somebody who typed that."""
    with pytest.raises(forms.Unreadable) as refused:
        read(text)
    return str(refused.value)


@pytest.mark.parametrize("text", ["16800", "16.800", "Rp16.800", "Rp 16.800", f"rp{NB}16.800", "  Rp. 16.800 "])
def test_rupiah_as_indonesians_write_it(text: str) -> None:
    assert forms.read_rupiah(text) == 16800


def test_rupiah_as_the_english_page_writes_it() -> None:
    with translation.override("en"):
        assert (forms.read_rupiah("Rp 16,800"), forms.read_rupiah("16800")) == (16800, 16800)
        assert refusal(forms.read_rupiah, "16.800") == f"Read as Rp{NB}16,800. If that is right, write 16800."


@pytest.mark.parametrize("text", ["16,800.00", "16.800,00", "16,800", "16800,00"])
def test_rupiah_written_another_way_is_said_back_and_not_taken(text: str) -> None:
    assert refusal(forms.read_rupiah, text) == f"Terbaca Rp{NB}16.800. Jika benar, tulis 16800."


@pytest.mark.parametrize(
    "text", ["16.8", "16,80,0", "1.68.00", "enam belas", "16.800,50", "-5", "1e5", "١٦٨٠٠", "9" * 99]
)
def test_rupiah_that_is_none(text: str) -> None:
    shown = text if len(text) <= 60 else f"{text[:60]}…"
    assert refusal(forms.read_rupiah, text) == (
        f"Terbaca “{shown}”. Tulis rupiah penuh tanpa sen, contoh Rp{NB}16.800."
    )


@given(st.integers(0, 10**15 - 1), st.sampled_from(["id", "en"]))
def test_what_the_page_writes_it_also_reads(amount: int, language: str) -> None:
    with translation.override(language):
        assert forms.read_rupiah(formats.rupiah(amount)) == amount
        assert forms.read_whole(formats.whole(amount)) == amount


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["id", "en"]))
def test_a_day_the_page_writes_it_also_reads(day: date, language: str) -> None:
    with translation.override(language):
        written = [formats.day(day), formats.day_short(day), day.isoformat(), f"{day:%d-%m-%Y}", f"{day:%d/%m/%Y}"]
        assert {forms.read_day(text) for text in written} == {day}
        assert {forms.read_month(text) for text in (formats.month(day), f"{day:%Y-%m}", f"{day:%m/%Y}")} == {
            day.replace(day=1)
        }


@pytest.mark.parametrize("text", ["31-02-2022", "12/31/2022", "1-1-22", "2022-13-01", "besok", "32 Desember 2022"])
def test_a_day_that_is_none(text: str) -> None:
    assert refusal(forms.read_day, text) == f"Terbaca “{text}”. Tulis tanggal, bulan, tahun, contoh 31 Desember 2022."


@pytest.mark.parametrize("text", ["13-2022", "2022-00", "Desembre 2022", "12-22"])
def test_a_month_that_is_none(text: str) -> None:
    assert refusal(forms.read_month, text) == f"Terbaca “{text}”. Tulis bulan dan tahun, contoh Desember 2022."


@pytest.mark.parametrize(
    "text", ["6472015708900001", "6472 01 570890 0001", f"6472{NB}01{NB}570890{NB}0001", "6472-0157.08900001"]
)
def test_a_nik_with_or_without_its_groups(text: str) -> None:
    assert forms.read_nik(text) == "6472015708900001"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("647201570890000", "NIK harus 16 angka. Yang terbaca 15 angka. Periksa angka terakhir."),
        ("64720157089000O1", "NIK hanya berisi angka. Periksa huruf yang mirip angka, misalnya O dan 0."),
        ("٦٤٧٢٠١٥٧٠٨٩٠٠٠٠١", "NIK hanya berisi angka. Periksa huruf yang mirip angka, misalnya O dan 0."),
    ],
)
def test_a_nik_that_is_none(text: str, said: str) -> None:
    assert refusal(forms.read_nik, text) == said


@pytest.mark.parametrize("text", ["0812-3456-7890", "+62 812 3456 7890", "6281234567890", "(0812) 3456.7890"])
def test_a_phone_number(text: str) -> None:
    assert forms.read_phone(text) == "+6281234567890"


def test_a_phone_number_that_is_none() -> None:
    assert refusal(forms.read_phone, "0542-123456") == (
        "Terbaca “0542-123456”. Tulis nomor telepon genggam, contoh 0812-3456-7890."
    )


def test_words_lose_their_double_spaces_and_may_not_be_endless_or_unprintable() -> None:
    assert forms.read_text("  Siti \n Aminah ") == "Siti Aminah"
    assert refusal(forms.read_text, "a" * 201) == "Isian terlalu panjang: 201 huruf. Paling banyak 200 huruf."
    assert refusal(forms.read_text, "Siti\u202eAminah") == (
        "Isian memuat huruf yang tidak dapat ditampilkan. Ketik ulang isian ini."
    )


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("text", ["", "   ", f"{NB}"])
def test_an_empty_field_is_missing(read: Callable[[str], object], text: str) -> None:
    with pytest.raises(forms.Missing, match="Isian ini belum diisi"):
        read(text)


@given(st.sampled_from(READERS), st.text(max_size=400))
def test_whatever_is_typed_is_read_or_refused_in_few_words(read: Callable[[str], object], text: str) -> None:
    said = "read"
    try:
        read(text)
    except Refused as refused:
        said = str(refused)
    assert 0 < len(said) < 200
