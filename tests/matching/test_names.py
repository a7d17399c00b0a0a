"""Indonesian names: what is one name in two spellings, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naungan.matching.names import Name, read_name


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        ("H. Muhammad Yusuf, S.Pd.", "M. JUSUF"),
        ("Hj. Siti Aminah binti H. Abd. Rahman", "St. Aminah"),
        ("Moh. Djoenaidi", "Muhammad Junaedi"),
        ("Drs. H. Achmad Sjarif, M.Si", "ahmad syarif"),
        ("Nur Hayati", "Noorhayati"),
        ("Soetrisno", "Sutrisno"),
        ("Chairul Anwar", "Hairul Anwar"),
        ("Isma'il", "ISMAIL"),
        ("Abd.Rahman", "Abdul Rahman"),
        ("Tjahjo", "Cahyo"),
        ("Fauzi", "Pauji"),
        ("Syaifuddin", "Saifudin"),
        ("Suwarno", "Suarno"),
        ("Rusdi bin Masrani", "Bpk. Rusdi"),
        ("Wahjoedi alias Yudi", "Wahyudi"),
        ("Fatimah", "Patima"),
        ("Christina", "Kristina"),
    ],
)
def test_two_spellings_of_one_name_sound_the_same(written: str, otherwise: str) -> None:
    assert read_name(written, "L").key == read_name(otherwise, "L").key


@pytest.mark.parametrize(
    ("one", "other"),
    [("Eko", "Eka"), ("Dewi", "Dwi"), ("Suparman", "Suparno"), ("Hidayat", "Hidayati"), ("Rudi", "Rusdi")],
)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert read_name(one).key != read_name(other).key


def test_m_before_a_womans_name_is_not_muhammad() -> None:
    assert read_name("M. Theresia", "P").words == ("m", "theresia")
    assert read_name("M. Yusuf", "L").words == ("muhammad", "yusuf")


def test_a_father_is_told_apart_from_the_name() -> None:
    assert read_name("Lamiang anak H. Dehen") == Name(("lamiang",), ("lamiang",), ("dehen",))


def test_a_title_alone_is_the_name() -> None:
    assert read_name("Guru").words == ("guru",)


def test_a_name_of_one_letter_or_none_is_read_as_it_stands() -> None:
    assert (read_name("H").key, read_name("").key, read_name("李明").key, read_name("...").key) == ("h", "", "", "")


@given(st.text(max_size=60), st.sampled_from(["L", "P", None]))
def test_any_text_is_read_into_plain_words(text: str, sex: str | None) -> None:
    name = read_name(text, sex)
    assert all(word.isascii() and word.replace(" ", "").isalpha() for word in name.words)
    assert name.key == "".join(name.sounds)
    assert len(name.sounds) == len(name.words)
