"""Words for the screen: every formula, input and value that an answer can use, in both languages."""

from __future__ import annotations

import pytest

from naungan.law.derived import DERIVED
from naungan.law.errors import ParameterError
from naungan.law.inputs import INPUTS
from naungan.law.labels import LANGUAGES, argument_label, basis_words, formula_label, parameter_label
from naungan.law.statute import load

# Parameters that only other questions read (membership, deadlines, ...): they never stand in an explanation.
FORMULA_PATHS = sorted(
    {
        path
        for found in load().formulas.values()
        for one in found
        for name in one.arguments
        for path in (DERIVED[name].sources if name in DERIVED else filter(None, [load().paths.get(name)]))
    }
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(load().formulas))
def test_every_formula_has_a_name_and_says_what_it_does(name: str, language: str) -> None:
    label = formula_label(name, language)
    assert label.name
    assert label.how
    assert label.name != name


def test_the_two_languages_differ_where_words_do() -> None:
    acronyms = {"bpu_jkk", "bpu_jkm", "bpu_jht"}
    same = {name for name in load().formulas if formula_label(name, "id").name == formula_label(name, "en").name}
    assert same == acronyms


@pytest.mark.parametrize("path", FORMULA_PATHS)
def test_every_value_a_formula_reads_has_english_words(path: str) -> None:
    assert parameter_label(path, "en") != load().parameters[path].meaning


@pytest.mark.parametrize("name", sorted(INPUTS))
def test_every_input_has_english_words(name: str) -> None:
    assert argument_label(name, "en") != INPUTS[name].meaning


def test_arguments_of_every_kind_have_words() -> None:
    names = ("wage", "jp_base", "jkk_rate", "bpu_bracket_floors", "jp_reached_born")
    assert [argument_label(name, "en") for name in names] == [
        "monthly wage: basic pay and fixed allowances",
        "Wage that JP is due on",
        "JKK rate by risk class I to V (of the wage)",
        "BPU income brackets, lower edge of income and base (rupiah a month)",
        "last birth date that has reached pension age",
    ]


def test_a_rate_shown_in_percent_is_not_called_parts_per_million() -> None:
    assert parameter_label("jkm.rate") == "Tarif iuran JKM penerima upah (dari upah)"
    assert parameter_label("relief.pp49_kept").endswith("menurut PP 49/2020")


@pytest.mark.parametrize(
    ("basis", "indonesian", "english"),
    [
        ("PP 44/2015 art. 17, Lampiran II", "PP 44/2015 pasal 17, Lampiran II", "PP 44/2015 art. 17, Annex II"),
        ("PP 49/2020 (berakhir)", "PP 49/2020 (berakhir)", "PP 49/2020 (ended)"),
        ("sebelum PP 7/2025", "sebelum PP 7/2025", "before PP 7/2025"),
    ],
)
def test_a_basis_is_cited_as_people_do(basis: str, indonesian: str, english: str) -> None:
    assert (basis_words(basis), basis_words(basis, "en")) == (indonesian, english)


def test_a_formula_without_a_label_is_refused() -> None:
    with pytest.raises(ParameterError, match="formula tiada has no label"):
        formula_label("tiada")
