"""Sentences that are kept and said in the reader's language."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.utils.translation import override

from naungan.web.sentences import Part, amount, day, either, month, part_in_words, say, words


@pytest.mark.parametrize(
    ("part", "indonesian", "english"),
    [
        ("Siti {x}", "Siti {x}", "Siti {x}"),
        (7, "7", "7"),
        (None, "?", "?"),
        (day(date(2022, 12, 31)), "31 Desember 2022", "31 December 2022"),
        (month(date(2022, 12, 1)), "Desember 2022", "December 2022"),
        (amount(16_800), "Rp\u00a016.800", "Rp\u00a016,800"),
        ({"whole": 16_800}, "16.800", "16,800"),
        ({"line": 3}, "baris 3", "row 3"),
        (words("Jumlah"), "Jumlah", "Total"),
        (either(["KTP", "PASPOR"]), "KTP atau PASPOR", "KTP or PASPOR"),
        ({"all": ["a.", words("baris %(line)s")]}, "a. baris %(line)s", "a. row %(line)s"),
        ({"span": ["2022-12-01", None]}, "mulai 1 Desember 2022", "from 1 December 2022"),
        ({"rupiah": None}, "?", "?"),
    ],
)
def test_a_part_is_written_as_the_language_writes_it(part: Part, indonesian: str, english: str) -> None:
    kept = json.loads(json.dumps(part))
    assert part_in_words(kept) == indonesian
    with override("en"):
        assert part_in_words(kept) == english


def test_a_sentence_within_another_is_in_the_same_language() -> None:
    kept = json.loads(json.dumps({"x": words("mulai {a} kosong", a=day(date(2022, 12, 31)))}))
    with override("en"):
        assert say("{x}.", kept) == "mulai 31 December 2022 kosong."


def test_a_sentence_without_parts_is_said_as_it_stands() -> None:
    """Sentences of before they had parts are kept filled in, with whatever their cells held."""
    assert say("Nama terdaftar: {x} 100 %.") == "Nama terdaftar: {x} 100 %."
    assert say("") == ""


def test_what_a_cell_held_is_never_a_sentence() -> None:
    assert say("Terbaca {x}.", {"x": "{y} %(z)s"}) == "Terbaca {y} %(z)s."


def test_a_hole_without_its_part_is_not_passed_over() -> None:
    with pytest.raises(KeyError):
        say("{x} {y}", {"x": "a"})
