"""Every fact, step, value and item of an explanation has words, over all kinds; terminal and page say the same."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from rich.console import Console
from tests.claims.entitlement.frozen import (
    BPU,
    CHILD,
    FATHER,
    HEIRS,
    JAKON,
    SON,
    THE_WIFE,
    a_bill,
    a_participation,
    a_payee,
    assessed,
    frozen,
    granted,
    paid_bills,
    worked,
)
from tests.claims.entitlement.wording import is_formula, without_words

from naungan.claims import entitlement
from naungan.claims.entitlement.answer import Entitlement
from naungan.claims.entitlement.show import show_basis
from naungan.claims.entitlement.work import work_out
from naungan.claims.kinds import ClaimKind
from naungan.claims.pages.benefit import benefit_of
from naungan.claims.words import FACTS, Told, facts_told, law_told, step_value, step_words
from naungan.law.formulas import REGISTER
from naungan.law.statute import load

Told_ = Mapping[str, Any]
PAID = {
    "months": assessed("2018-01", "2022-10"), "bills": paid_bills("2018-01", "2022-10"),
    "participations": [a_participation(since="2000-01-01")],
}  # fmt: skip
CHILDREN = {"children": [{"name": "Ani", "born_on": "2012-01-01", "level": "SD"}]}
FAMILY = {"family": {"spouse": 1, "children": 1}}
COSTS = {
    "treatment_cost": 30_000_000, "traffic": True, "jasa_raharja_paid": 20_000_000, "homecare_cost": 9,
    "dentures_cost": 9, "hearing_aid_cost": 9, "spectacles_cost": 9, "prosthesis_cost": 9,
    "prosthesis_hospital_price": 9,
    "rehabilitation_cost": 9, "spent_on_land": 9,
}  # fmt: skip
OFF = {"off_from": "2022-03-01", "off_until": "2022-05-11", "employer_kept_paying": True}
JHT = {
    "has_npwp": False, "stopped_working": True, "family": {"will": True}, "amount": 1_000,
    "determined_on": "2022-02-01",
}  # fmt: skip
BORN = {"person": {"born_on": "1964-06-01"}}
A_YEAR = {
    "of_claim": "JKM-2021-000009", "child_name": "Ani", "child_born_on": "2012-01-01", "level": "SD",
    "school_year": "2022/2023",
}  # fmt: skip
MAIN = {"earlier": [granted("JKM-2021-000009", "jkm", "2021-12-01", "2021-12-20", [["JKM", "lump", 20_000_000]])]}

A_SON = a_payee("children", SON, born_on="2012-01-01")

# Cases of every kind that are paid, refused or wait, and the sorts of participation that are read differently.
CASES: tuple[tuple[str, str, Told_, Told_], ...] = (
    ("jkk", "2022-03-01", COSTS, {}),
    ("jkk", "2022-03-01", {"circumstance": "disease"}, {"participations": [a_participation(until="2022-01-01")]}),
    ("jkk_stmb", "2022-03-01", OFF, {}),
    ("jkk_disability", "2022-03-01", {"total_disability": True} | CHILDREN, PAID),
    ("jkk_disability", "2022-03-01", {"injuries": [{"injury": "thumb", "side": "left"}]}, {}),
    ("jkk_death", "2022-03-01", HEIRS | CHILDREN, PAID),
    ("jkm", "2022-12-20", FAMILY | CHILDREN, PAID | {"payees": [THE_WIFE, a_payee("children", CHILD)]}),
    ("jkm", "2022-12-20", {"family": {}}, {"person": {"died_on": "2022-12-19"}}),
    ("jkm", "2022-12-20", {"family": {"parents": 1}}, {"bills": [a_bill("2022-01", None)]}),
    *(("jkm", "2025-12-20", HEIRS, {"participations": [a_participation(one, "2022-01-05")]}) for one in (BPU, JAKON)),
    ("jkm", "2030-12-20", HEIRS, {"participations": []}),
    *(
        (str(kind), "2022-03-01", JHT, PAID | BORN)
        for kind in ClaimKind if kind.startswith("jht")
    ),
    ("jht_death", "2022-03-01", {"family": {"siblings": 1}}, PAID),
    ("jp_old_age", "2021-06-01", {"works_until": "2022-10-15"}, PAID | BORN),
    ("jp_old_age", "2022-12-01", {}, PAID),
    ("jp_disability", "2022-10-01", {"determined_on": "2022-11-10", "total_disability": True}, PAID),
    ("jp_widow", "2022-10-01", HEIRS, PAID),
    ("jp_child", "2022-10-01", {"family": {"children": 1}}, PAID | {"payees": [A_SON]}),
    ("jp_parent", "2022-10-01", {"family": {"parents": 1}}, PAID | {"payees": [a_payee("parents", FATHER)]}),
    ("jkp", "2022-03-01", {"reason": "dismissal", "month": 2, "applications": 5}, PAID),
    ("jkp", "2022-03-01", {"reason": "resign", "month": 1, "employer_closed": True}, PAID),
    ("scholarship", "2021-12-01", A_YEAR, PAID | MAIN | {"payees": [a_payee("children", CHILD, "Ani")]}),
)  # fmt: skip


def found_in(case: tuple[str, str, Told_, Told_]) -> Entitlement:
    kind, event_on, facts, told = case
    return work_out(frozen(kind, event_on, "2022-12-30", facts, **told), load())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def test_nothing_of_an_explanation_is_without_words(case: tuple[str, str, Told_, Told_]) -> None:
    assert without_words(found_in(case).steps) == set()


def test_the_cases_are_of_every_kind() -> None:
    assert {case[0] for case in CASES} == set(ClaimKind.values)


def test_a_fact_without_words_is_found() -> None:
    step = {
        "step": "x",
        "value": "secret_code",
        "with": {"no_such_fact": 1},
        "law": [{"path": "no.path", "value": 1}],
    }
    assert without_words([step]) == {"secret_code", "no_such_fact", "no.path"}


def written_in_the_rules() -> Iterator[str]:
    """The names of facts that the rules give to their notes, whether or not a case comes that way."""
    for path in Path(str(entitlement.__file__)).parent.glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("note", "law_note"):
                yield from (given.arg for given in call.keywords if given.arg)


def test_every_fact_that_the_rules_write_has_words() -> None:
    assert set(written_in_the_rules()) - set(FACTS) == set()


def test_every_formula_of_the_law_is_called_something() -> None:
    assert {one.name for one in REGISTER if not is_formula(one.name)} == set()


def printed(found: Entitlement) -> str:
    out = StringIO()
    show_basis(Console(file=out, width=4_000), found.as_json())
    return out.getvalue()


def test_the_terminal_says_a_standing_in_indonesian_whatever_the_language() -> None:
    found = worked("jkm", "2022-12-20", None, HEIRS)
    with translation.override("en"):
        said = printed(found)
    assert [code in said for code in ("active", "payer", "unpaid_months", "None")] == [False] * 4
    assert "nomor pemberi kerja (NPP) = KT000007-000; terdaftar sejak = 1 Januari 2018" in said
    assert "berhenti sejak = masih terdaftar" in said
    assert "bulan yang belum dibayar berturut-turut = 0 bulan" in said


def test_a_death_that_the_registry_does_not_know_is_said_so() -> None:
    found = worked("jkm", "2022-12-20", None, HEIRS)
    step = next(one for one in found.steps if one["step"] == "died_on")
    assert (step_words(step), step_value(step)) == ("Tanggal meninggal di registrasi", "tidak tercatat")
    with translation.override("en"):
        assert step_value(step) == "not on record"


def test_the_page_says_the_same_as_the_terminal() -> None:
    found = worked("jkk_death", "2022-12-20", None, HEIRS)
    said = printed(found)
    page = benefit_of(found.as_json())
    told = [fact for step in page.steps for fact in step.given]
    assert told
    assert [f"{one.name} = {one.value}" for one in told if f"{one.name} = {one.value}" not in said] == []
    assert [one.words for step in page.steps for one in step.law if f"{one.words} = {one.value}" not in said] == []
    assert [line.words for line in page.lines if line.words not in said] == []


def test_values_are_in_their_units() -> None:
    step = {
        "step": "wage", "value": 5_000_000,
        "with": {"rate": 450_000, "through": "2022-10", "months": 12, "participation": 7, "works_until": None,
                 "family": {"spouse": 1, "children": 2}, "heir_class": 0},
    }  # fmt: skip
    assert step_value(step) == "Rp\u00a05.000.000"
    assert facts_told(step) == (
        Told("bagian dari upah", "45%"), Told("dihitung sampai bulan", "Oktober 2022"),
        Told("bulan yang dihitung", "12 bulan"), Told("menunda pensiun sampai", "tidak ditunda"),
        Told("susunan keluarga", "janda atau duda 1, anak 2"), Told("golongan ahli waris", "tidak ada"),
    )  # fmt: skip
    assert law_told("jkm.burial", 10_000_000).value == "Rp\u00a010.000.000"
    assert law_told("membership.starts_pu", "employment_start").value == "hari pertama bekerja"
    assert law_told("a.path.of.a.former.law", 3) == Told("a.path.of.a.former.law", "3")


def test_an_injury_is_called_as_its_table_calls_it() -> None:
    found = worked("jkk_disability", "2022-03-01", None, {"injuries": [{"injury": "thumb", "side": "left"}]})
    step = next(one for one in found.steps if one["step"] == "injury")
    assert (step_words(step), step_value(step)) == ("Ibu jari (kanan, kiri)", "12%")
