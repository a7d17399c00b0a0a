"""How a NIK is shown, and how one is composed for an invented person."""

from __future__ import annotations

from datetime import date

import pytest

from naungan.registry.nik import compose, group, mask

SITI = "6472015708900001"


def test_a_nik_is_masked_between_district_and_serial() -> None:
    assert mask(SITI) == "6472********0001"


def test_a_nik_is_grouped_for_the_eye() -> None:
    assert group(SITI) == "6472 01 570890 0001"


@pytest.mark.parametrize("text", ["", "647201570890001", "64720157089O0001", "6472 01 570890 0001"])
def test_what_is_no_nik_is_masked_whole(text: str) -> None:
    assert mask(text) == "*" * len(text)
    assert group(text) == text


def test_a_woman_is_composed_with_forty_added_to_the_day() -> None:
    assert compose(district="64.72", born_on=date(1990, 8, 17), sex="P", serial=1) == SITI


@pytest.mark.parametrize(
    "wrong",
    [{"serial": 0}, {"serial": 10_000}, {"sex": "W"}, {"district": "64"}, {"subdistrict": "1"}, {"district": "KALT"}],
)
def test_a_nik_that_nobody_could_have_is_not_composed(wrong: dict[str, object]) -> None:
    right: dict[str, object] = {"district": "64.72", "born_on": date(1990, 8, 17), "sex": "P", "serial": 1}
    with pytest.raises(ValueError, match="no NIK from"):
        compose(**(right | wrong))  # type: ignore[arg-type]
