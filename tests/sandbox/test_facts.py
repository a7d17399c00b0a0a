"""The data files the sandbox is built from."""

from __future__ import annotations

from naungan.registry.minimum_wages import minimum_wage
from naungan.registry.numbers import sponsor_code
from naungan.registry.region_facts import PROVINCES_OF_KALIMANTAN, by_code
from naungan.sandbox.facts import PROVINCES, rows, sponsors


def test_all_56_districts_of_kalimantan_are_there() -> None:
    expected = {
        code
        for code, fact in by_code().items()
        if fact.level == 2 and code[:2] in PROVINCES_OF_KALIMANTAN and not fact.abolished
    }
    assert {row["code"] for row in rows("districts.csv")} == expected
    assert len(expected) == 56


def test_no_minimum_wage_is_below_the_published_one() -> None:
    for row in rows("districts.csv"):
        for year in (2022, 2023):
            published = minimum_wage(row["code"], year)
            assert published is not None
            assert int(row[f"minimum_wage_{year}"]) >= published.rupiah, (row["code"], year)


def test_a_published_minimum_wage_of_2023_is_carried_as_it_is() -> None:
    for row in rows("districts.csv"):
        published = minimum_wage(row["code"], 2023)
        if published is not None and published.kind == "UMK":
            assert int(row["minimum_wage_2023"]) == published.rupiah


def test_former_codes_are_districts_of_old_kaltim() -> None:
    former = {row["code"]: row["former_code"] for row in rows("districts.csv") if row["former_code"]}
    assert {code[:2] for code in former} == {"64", "65"}
    assert all(old.startswith("64.") and old in by_code() for old in former.values())
    assert all(by_code()[former[code]].abolished for code in former if code.startswith("65"))


def test_every_industry_has_a_class_and_every_province_a_mix() -> None:
    assert {int(row["jkk_class"]) for row in rows("industries.csv")} == {1, 2, 3, 4, 5}
    for column in PROVINCES.values():
        assert sum(int(row[column]) for row in rows("industries.csv")) > 50


def test_names_are_written_without_blanks_around_them_and_with_a_source() -> None:
    for row in rows("names.csv"):
        spellings = [row["name"], *(row["variants"].split("|") if row["variants"] else [])]
        assert all(spelling and spelling == spelling.strip() for spelling in spellings)
        assert row["sex"] in ("M", "F", "MF")
        assert row["source"]


def test_every_sponsor_has_a_lawful_code_a_place_in_kalimantan_and_a_source() -> None:
    for fact, row in zip(sponsors(), rows("sponsors.csv"), strict=True):
        assert sponsor_code(fact.code) == fact.code
        assert fact.region in by_code()
        assert fact.province in PROVINCES
        assert fact.workers > 0
        assert row["source"]
        assert row["kind"] in ("published", "assumed")


def test_a_sponsor_of_every_purse_is_there_and_some_money_ends() -> None:
    assert {fact.fund_source for fact in sponsors()} == {"apbd", "dbh", "apbdes", "csr", "donor"}
    assert {fact.paid_until is None for fact in sponsors()} == {True, False}
