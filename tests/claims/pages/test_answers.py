"""Answers as fields of a form: what is typed comes to the same JSON, and what was kept is shown as it was typed."""

from __future__ import annotations

from datetime import date

import pytest

from naungan.claims.facts import FIELDS, read_facts
from naungan.claims.kinds import ClaimKind
from naungan.claims.pages import fact_fields
from naungan.claims.pages.benefit import benefit_of
from naungan.claims.pages.reading import Form, account_digits, in_parts

DAY = date(2022, 12, 1)
KEPT = {
    ClaimKind.JKM: {
        "cause": "Sakit jantung",
        "family": {"spouse": 1, "children": 2},
        "children": [{"name": "Putra", "born_on": "2014-05-06", "level": "SD"}],
        "competing": True,
    },
    ClaimKind.JKK: {
        "circumstance": "commute",
        "traffic": False,
        "treatment_cost": 1_250_000,
        "recovered_on": "2022-12-01",
    },
    ClaimKind.JKK_DISABILITY: {
        "determined_on": "2022-12-01",
        "injuries": [{"injury": "thumb", "side": "left", "function_lost_percent": 40}],
    },
    ClaimKind.JKP: {"reason": "dismissal", "month": 2, "attendance_percent": 85},
    ClaimKind.SCHOLARSHIP: {"child_name": "Putri", "school_year": "2022/2023", "child_nik": "6471015205100001"},
}


@pytest.mark.parametrize("kind", KEPT)
def test_what_was_kept_is_read_again_from_its_fields(kind: ClaimKind) -> None:
    fields = FIELDS[kind]
    form = Form(fact_fields.written(fields, KEPT[kind]))
    assert (fact_fields.read(form, fields), form.wrong) == (KEPT[kind], {})
    assert read_facts(kind, KEPT[kind], desk=True) == KEPT[kind]


@pytest.mark.parametrize("kind", ClaimKind)
def test_every_answer_of_every_kind_has_a_field(kind: ClaimKind) -> None:
    shown = fact_fields.shown(Form({}), FIELDS[kind], DAY)
    assert [one.name for one in shown] == [one.name for one in FIELDS[kind]]
    assert [one.name for one in shown if one.kind in ("choice", "yes", "injuries") and not one.options] == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("treatment_cost", {"treatment_cost": "1.25"}),
        ("recovered_on", {"recovered_on_day": "31", "recovered_on_month": "2", "recovered_on_year": "2022"}),
        ("recovered_on", {"recovered_on_day": "3"}),
    ],
)
def test_what_cannot_be_read_is_noted_at_its_field(name: str, typed: dict[str, str]) -> None:
    form = Form(typed)
    assert (fact_fields.read(form, FIELDS[ClaimKind.JKK]), list(form.wrong)) == ({}, [name])


@pytest.mark.parametrize("written", ["3-2-1985", "03 / 02 / 1985", "3 Februari 1985"])
def test_a_day_in_three_fields(written: str) -> None:
    parts = written.replace("/", "-").replace(" ", "-").split("-")
    day, month, year = [part for part in parts if part]
    form = Form({"born_on_day": day, "born_on_month": month, "born_on_year": year})
    assert (form.day("born_on", "isi"), form.wrong) == (date(1985, 2, 3), {})


def test_a_day_that_has_not_come_is_refused() -> None:
    form = Form(in_parts("event_on", date(2022, 12, 2)))
    assert (form.day("event_on", "isi", last=DAY), list(form.wrong)) == (None, ["event_on"])


def test_an_account_number_as_a_bank_book_prints_it() -> None:
    assert account_digits("0012-01-000345.50 7") == "001201000345507"


def test_tax_is_told_apart_from_what_is_received() -> None:
    def line(item: str, amount: int) -> dict[str, object]:
        return {"programme": "JHT", "item": item, "amount": amount, "article": "PP 68/2009", "unverified": False,
                "shares": [{"payee": 7, "amount": amount}]}  # fmt: skip

    lines = [line("balance", 60_000_000), line("tax", -500_000)]
    shown = benefit_of(
        {"eligible": True, "total": 59_500_000, "lines": lines, "reasons": [], "steps": [], "law_version": "1"}
    )
    assert (shown.gross, shown.tax, shown.total) == (60_000_000, 500_000, 59_500_000)
    assert [(share.payee, share.amount) for share in shown.shares] == [(7, 59_500_000)]
