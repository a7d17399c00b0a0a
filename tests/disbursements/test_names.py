"""Names are compared as they are written here: what is one person's is close, what is not goes to a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naungan.disbursements.names import Because, Likeness, compare

NAMES = st.from_regex(r"[A-Z][A-Za-z.' ]{0,30}", fullmatch=True)


@pytest.mark.parametrize(
    ("payee", "account", "because"),
    [
        ("Siti Aminah", "SITI AMINAH", Because.SAME),
        ("Siti  Aminah.", "siti aminah", Because.SAME),
        ("Ma'ruf", "MARUF", Because.SAME),
        ("H. Muhammad Yusuf, S.E.", "MUH YUSUF", Because.TITLES),
        ("M. Noor", "MUHAMMAD NOOR", Because.TITLES),
        ("Dr. Ir. H. Abd. Rahman, M.Si", "ABDUL RAHMAN", Because.TITLES),
        ("Siti binti Ahmad", "SITI AKHMAD", Because.TITLES),
        ("Sukarno", "SUKARNO", Because.SAME),
    ],
)
def test_the_same_name_matches_however_it_is_written(payee: str, account: str, because: Because) -> None:
    found = compare(payee, account)
    assert (found.likeness, found.percent, found.because) == (Likeness.MATCH, 100, because)


@pytest.mark.parametrize(
    ("payee", "account", "because"),
    [
        ("Siti Aminah", "AMINAH SITI", Because.ORDER),
        ("Yohanes Krisostomus Bayu", "YOHANES KRISOSTOMUS", Because.CUT),
        ("Siti Nur Aminah", "SITI AMINAH", Because.PART),
        ("Ahmad Subarjo", "AHMAD S", Because.INITIALS),
        ("Nurhayati", "NURHAYATY", Because.SPELLING),
    ],
)
def test_a_name_that_is_nearly_the_same_is_close_and_says_how(payee: str, account: str, because: Because) -> None:
    found = compare(payee, account)
    assert (found.likeness, found.because) == (Likeness.CLOSE, because)


@pytest.mark.parametrize(
    ("payee", "account", "because"),
    [
        ("Siti Aminah", "BUDI SANTOSO", Because.OTHER),
        ("Siti", "SITI AMINAH", Because.OTHER),
        ("Siti Aminah", "SITI", Because.OTHER),
        ("Siti Aminah", "S A", Because.OTHER),
        ("Siti Aminah", "", Because.EMPTY),
        ("Siti Aminah", "H. DRS.", Because.EMPTY),
    ],
)
def test_another_name_differs(payee: str, account: str, because: Because) -> None:
    found = compare(payee, account)
    assert (found.likeness, found.because) == (Likeness.DIFFERS, because)


def test_a_guardians_account_is_a_minors() -> None:
    assert compare("Anak Kecil", "SRI WAHYUNI", "Sri Wahyuni").likeness == Likeness.MATCH
    assert compare("Anak Kecil", "SRI WAHYUNI").likeness == Likeness.DIFFERS


@given(NAMES, NAMES)
def test_the_percentage_is_whole_and_a_name_is_like_itself(one: str, other: str) -> None:
    found = compare(one, other)
    assert 0 <= found.percent <= 100
    assert compare(one, one.upper()).likeness in (Likeness.MATCH, Likeness.DIFFERS)
    assert (compare(one, one).likeness == Likeness.DIFFERS) == (compare(one, one).because == Because.EMPTY)
