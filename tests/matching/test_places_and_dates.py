"""Villages in words, and days that were typed the other way round."""

from __future__ import annotations

from datetime import date

import pytest

from naungan.matching.dates import is_new_year, month_day, swapped
from naungan.matching.places import read_place, same_village


@pytest.mark.parametrize(
    ("text", "village", "district"),
    [
        ("Ds. Loa Janan, Kec. Loa Janan, Kab. Kutai Kartanegara", "loajanan", "64.02"),
        ("Kel. Manggar Kec. Balikpapan Timur Kota Balikpapan", "mangar", "64.71"),
        ("Desa Sungai Riam, Kab. TANAH LAUT", "sungairiam", "63.01"),
        ("KAB. KOTABARU", "", "63.02"),
        ("Loa Janan", "loajanan", ""),
        ("", "", ""),
    ],
)
def test_a_place_in_words(text: str, village: str, district: str) -> None:
    place = read_place(text)
    assert (place.village, place.district_code) == (village, district)


def test_a_village_is_the_same_however_its_kind_is_written() -> None:
    assert same_village("Ds. Loa Djanan", "desa loa janan")
    assert not same_village("", "")


def test_day_and_month_change_over_only_where_another_day_comes_out() -> None:
    assert swapped(date(1990, 3, 5)) == date(1990, 5, 3)
    assert swapped(date(1990, 3, 13)) is None
    assert swapped(date(1990, 3, 3)) is None
    assert swapped(date(1992, 2, 12)) == date(1992, 12, 2)


def test_the_first_of_january_is_told() -> None:
    assert (is_new_year(date(1980, 1, 1)), is_new_year(date(1980, 1, 2))) == (True, False)
    assert month_day(date(1980, 1, 2)) == "01-02"
