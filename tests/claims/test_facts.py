"""Answers of a claim are read exactly, or refused with the field and words that say how to write them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naungan.claims.errors import BadFact
from naungan.claims.facts import FIELDS, missing_facts, part_of, read_facts
from naungan.claims.kinds import ClaimKind

json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)


def test_every_kind_has_its_fields() -> None:
    assert set(FIELDS) == set(ClaimKind)


def read_or_refused(kind: ClaimKind, name: str, value: Any) -> dict[str, Any] | BadFact:
    try:
        return read_facts(kind, {name: value}, desk=True)
    except BadFact as no:
        return no


@given(st.sampled_from(ClaimKind), st.data())
def test_whatever_comes_is_read_alike_twice_or_refused_at_its_field(kind: ClaimKind, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(FIELDS[kind]))
    value = data.draw(json)
    once = read_or_refused(kind, field.name, value)
    if isinstance(once, BadFact):
        assert once.field == field.name
    else:
        assert read_facts(kind, once, desk=True) == once


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("jkm", "family", {"cousins": 1}),
        ("jkm", "family", {"children": -1}),
        ("jkm", "children", [{"name": "Budi"}]),
        ("jkk", "treatment_cost", 1.5),
        ("jkk", "treatment_cost", True),
        ("jkk", "circumstance", "holiday"),
        ("jkp", "attendance_percent", 101),
        ("scholarship", "school_year", "2025/2027"),
        ("scholarship", "child_nik", "64710"),
        ("jht_housing", "amount", -1),
        ("jkk_stmb", "off_from", "31-12-2022"),
        ("jkk_disability", "injuries", [{"side": "left"}]),
    ],
)
def test_an_answer_that_cannot_be_is_refused_at_its_field(kind: str, name: str, value: Any) -> None:
    with pytest.raises(BadFact) as no:
        read_facts(kind, {name: value}, desk=True)
    assert no.value.field == name


def test_an_answer_that_is_not_asked_is_refused() -> None:
    with pytest.raises(BadFact):
        read_facts("jkm", {"treatment_cost": 1}, desk=True)


def test_a_claimant_does_not_answer_for_the_desk() -> None:
    with pytest.raises(BadFact):
        read_facts("jkk_disability", {"total_disability": True}, desk=False)


def test_days_off_work_come_in_order() -> None:
    with pytest.raises(BadFact) as no:
        read_facts("jkk_stmb", {"off_from": "2022-12-10", "off_until": "2022-12-09"}, desk=False)
    assert no.value.field == "off_until"


def test_what_is_needed_is_asked_for_until_it_is_there() -> None:
    assert [one.name for one in missing_facts("jkk_stmb", {"off_from": "2022-12-01"})] == ["off_until"]


def test_each_month_of_incapacity_and_each_school_year_is_a_claim_of_its_own() -> None:
    year = {"child_name": "Budi  Santoso", "child_born_on": "2012-01-01", "school_year": "2025/2026"}
    assert part_of("jkk_stmb", {"off_from": "2022-12-01"}) == "2022-12-01"
    assert part_of("scholarship", year) == "BUDI SANTOSO/2012-01-01/2025/2026"
    assert part_of("jkm", {}) == ""
