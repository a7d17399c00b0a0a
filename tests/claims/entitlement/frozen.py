"""Frozen facts for golden cases: a wage earner of one employer who is paid up, unless told otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from naungan.claims.entitlement.answer import Entitlement
from naungan.claims.entitlement.work import work_out
from naungan.law.calendar import due_date
from naungan.law.months import month_text, parse_month
from naungan.law.statute import load

JKK, JKM, JHT, JP, JKP = 1, 2, 4, 8, 16
EVERYTHING = 31
PU, BPU, JAKON = 1, 2, 3
EMPLOYER, SELF, SPONSOR, PROJECT = 1, 2, 3, 4
KIND_OF_PAYER = {PU: EMPLOYER, BPU: SELF, JAKON: PROJECT}
WORKER, WIFE, CHILD, SON, FATHER, FIRM, CLINIC, NEIGHBOUR = 11, 21, 22, 23, 24, 31, 41, 51


def a_participation(segment: int = PU, since: str = "2018-01-01", **told: Any) -> dict[str, Any]:
    """A participation with payer 7."""
    ordinary = {
        "id": 1, "payer": 7, "payer_code": "KT000007-000", "payer_name": "PT Contoh",
        "payer_kind": KIND_OF_PAYER[segment],
        "segment": segment, "programmes": EVERYTHING if segment == PU else JKK | JKM, "since": since, "until": None,
        "because": "", "wage": 5_000_000, "transport": False,
    }  # fmt: skip
    return ordinary | told


def a_bill(month: str, settled_on: str | None, payer: int = 7, *, segment: int = PU) -> list[Any]:
    """A bill of a month, settled on a day or not."""
    due = due_date(load(), "bpu" if segment == BPU else "pu", parse_month(month)).due
    return [payer, month, due.isoformat(), settled_on, True]


def months_between(first: str, last: str) -> list[str]:
    """Months written YYYY-MM, both included."""
    return [month_text(one) for one in range(parse_month(first), parse_month(last) + 1)]


def paid_bills(first: str, last: str, *, segment: int = PU) -> list[list[Any]]:
    """Bills of some months, each settled in its own month (BPU) or the next."""
    step = 0 if segment == BPU else 1
    return [
        a_bill(month, f"{month_text(parse_month(month) + step)}-10", segment=segment)
        for month in months_between(first, last)
    ]


def assessed(first: str, last: str, wage: int = 5_000_000, jht: int = 285_000, jp: int = 150_000) -> list[list[Any]]:
    """The months of participation 1 as closed."""
    return [[month, month, 1, wage, jht, jp] for month in months_between(first, last)]


def a_payee(
    relation: str, number: int, name: str = "Orang", born_on: str = "1990-01-01", *, guardian: bool = False
) -> Any:
    """Somebody who is to be paid."""
    return {"id": number, "name": name, "relation": relation, "born_on": born_on, "guardian": guardian}


THE_WORKER = a_payee("self", WORKER, "Pekerja")
THE_WIFE = a_payee("spouse", WIFE, "Istri")
HEIRS = {"family": {"spouse": 1}}


def granted(
    number: str, kind: str, event_on: str, decided_on: str, lines: Sequence[Sequence[Any]] = (), **more: Any
) -> Any:
    """Something that was granted before."""
    ordinary = {
        "number": number, "kind": kind, "event_on": event_on, "decided_on": decided_on, "own": False,
        "facts": {}, "awards": [], "lines": [list(line) for line in lines],
    }  # fmt: skip
    return ordinary | more


def frozen(
    kind: str, event_on: str, on: str | None = None, facts: Mapping[str, Any] | None = None, **told: Any
) -> dict[str, Any]:
    """Facts of a claim on a day; `told` replaces lists of them by name."""
    on = on or event_on
    person = {"id": 5, "born_on": "1985-05-17", "nationality": "ID", "died_on": None}
    participations = told.pop("participations", [a_participation()])
    ordinary = {
        "on": on,
        "claim": {
            "number": "JKM-2022-000001", "kind": kind, "event_on": event_on,
            "claimed_on": told.pop("claimed_on", on), "facts": dict(facts or {}),
        },
        "person": person | told.pop("person", {}),
        "books": {"begin": "2018-01", "closed": "2026-10"},
        "participations": participations,
        "months": [], "bills": [], "received": {}, "payees": [THE_WORKER, THE_WIFE], "earlier": [], "rivals": [],
    }  # fmt: skip
    return ordinary | told


def worked(
    kind: str, event_on: str, on: str | None = None, facts: Mapping[str, Any] | None = None, **told: Any
) -> Entitlement:
    """What such a claim comes to by the law of the package."""
    return work_out(frozen(kind, event_on, on, facts, **told), load())


def amounts(found: Entitlement) -> list[tuple[str, int]]:
    """Items and rupiah of an answer; its facts where there is none, so that a failing test says why."""
    if not found.eligible:
        raise AssertionError([reason.fact for reason in found.reasons])
    return [(line.item, line.amount) for line in found.lines]


def why(found: Entitlement) -> list[str]:
    """The facts that stand against it."""
    assert not found.eligible
    assert found.total == 0
    return [reason.fact for reason in found.reasons]


def day(text: str) -> date:
    """A day written YYYY-MM-DD."""
    return date.fromisoformat(text)
