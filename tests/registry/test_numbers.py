"""The shapes of KPJ, NPP and payer codes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naungan.registry.errors import BadNumber
from naungan.registry.numbers import (
    check_kpj,
    check_npp,
    employer_code,
    make_kpj,
    project_code,
    self_payer_code,
    split_employer_code,
    sponsor_code,
)


def test_blanks_are_taken_out_and_nothing_else() -> None:
    assert (check_kpj(" 22 0000 00123 "), check_npp("KT 001234")) == ("22000000123", "KT001234")


@pytest.mark.parametrize(
    ("check", "text", "said"),
    [
        (check_kpj, "2200000012", "KPJ harus 11 angka atau huruf besar, tanpa tanda lain. Terbaca '2200000012'."),
        (check_kpj, "22-00000012", "KPJ harus 11 angka atau huruf besar, tanpa tanda lain. Terbaca '22-00000012'."),
        (check_npp, "kt001234", "NPP harus 8 angka atau huruf besar, tanpa divisi. Terbaca 'kt001234'."),
        (check_npp, "KT001234000", "NPP harus 8 angka atau huruf besar, tanpa divisi. Terbaca 'KT001234000'."),
        (project_code, "A1", "Nomor proyek harus 1 sampai 15 angka. Terbaca 'A1'."),
        (
            sponsor_code,
            "P",
            "Kode penanggung 3 sampai 40 huruf besar, angka, titik, atau strip. Terbaca 'P'.",
        ),
    ],
)
def test_a_wrong_shape_says_what_was_read(check: Callable[[str], str], text: str, said: str) -> None:
    with pytest.raises(BadNumber) as refused:
        check(text)
    assert str(refused.value) == said


def test_an_employer_code_is_number_and_division() -> None:
    assert employer_code("KT001234") == "KT001234-000"
    assert employer_code("KT001234", "012") == "KT001234-012"
    assert split_employer_code("KT001234") == ("KT001234", "000")
    assert split_employer_code(" KT001234-012 ") == ("KT001234", "012")


@pytest.mark.parametrize("code", ["KT001234-", "KT001234-1", "KT001234-A00", "-000", "KT001234-000-1"])
def test_an_employer_code_with_a_wrong_division_is_refused(code: str) -> None:
    with pytest.raises(BadNumber):
        split_employer_code(code)


@given(st.from_regex(r"[0-9A-Z]{8}", fullmatch=True), st.from_regex(r"[0-9]{3}", fullmatch=True))
def test_an_employer_code_comes_apart_as_it_was_put_together(npp: str, division: str) -> None:
    assert split_employer_code(employer_code(npp, division)) == (npp, division)


@pytest.mark.parametrize("code", ["BPU0000000001", "JK000001", "KT001234-000"])
def test_a_sponsor_cannot_take_the_code_of_another_kind(code: str) -> None:
    with pytest.raises(BadNumber, match="menyerupai kode peserta mandiri, proyek, atau pemberi kerja"):
        sponsor_code(code)


def test_a_sponsor_may_begin_like_another_kind() -> None:
    assert sponsor_code("JKT-DINSOS") == "JKT-DINSOS"


def test_codes_of_self_payers_and_projects() -> None:
    assert (self_payer_code(42), project_code("123")) == ("BPU0000000042", "JK123")


def test_a_made_card_number_has_eleven_digits() -> None:
    assert make_kpj(123, date(2022, 5, 1)) == "22000000123"
    assert check_kpj(make_kpj(999_999_999, date(2030, 1, 1))) == "30999999999"


@pytest.mark.parametrize("serial", [0, -1, 10**9])
def test_a_serial_outside_nine_digits_is_refused(serial: int) -> None:
    with pytest.raises(BadNumber, match="di luar 1 sampai 999999999"):
        make_kpj(serial, date(2022, 5, 1))
