"""What a claim comes to today, and what it came to: from the registry now, or from the frozen facts alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from naungan.claims.entitlement.answer import Entitlement
from naungan.claims.entitlement.read import read_inputs
from naungan.claims.entitlement.work import work_out
from naungan.claims.models import Claim, Decision
from naungan.law.statute import Statute, load


def assess(claim: Claim, on: date) -> Entitlement:
    """What the claim comes to on a day, with every fact read and every step taken.

    Nothing is written.  The law of the event's day decides; `on` is the day of the decision.
    """
    return work_out(read_inputs([claim.pk], on)[claim.pk], load())


def assess_many(claims: Iterable[int], on: date) -> dict[int, Entitlement]:
    """What several claims come to, by their ids: read together, worked out one by one."""
    statute = load()
    return {claim: work_out(inputs, statute) for claim, inputs in read_inputs(claims, on).items()}


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as the decision has it: what, as decided, as computed again."""

    what: str
    decided: Any
    computed: Any


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A decision computed again; `law_then` and `law_now` tell whether the text of the law has changed since."""

    decision: int
    number: str
    same: bool
    differences: tuple[Difference, ...]
    law_then: str
    law_now: str
    entitlement: Entitlement

    @property
    def law_changed(self) -> bool:
        """Whether the law's data or formulas have been edited since the decision."""
        return self.law_then != self.law_now


def recompute(decision: Decision, statute: Statute | None = None) -> Recomputed:
    """Work a decision out again from its frozen facts and the law of that day, and nothing else."""
    return _recomputed(decision.pk, decision.claim.number, decision.basis, decision.law_version, statute or load())


def recompute_many(decisions: Iterable[Decision], statute: Statute | None = None) -> Iterator[Recomputed]:
    """Work many decisions out again; for an auditor, who streams them from the database."""
    law = statute or load()
    for one in decisions:
        yield _recomputed(one.pk, one.basis["inputs"]["claim"]["number"], one.basis, one.law_version, law)


def _recomputed(decision: int, number: str, basis: Mapping[str, Any], law_then: str, statute: Statute) -> Recomputed:
    found = work_out(basis["inputs"], statute)
    differences = tuple(_differences(basis, found.as_json()))
    return Recomputed(decision, number, not differences, differences, law_then, statute.version, found)


def _differences(decided: Mapping[str, Any], computed: Mapping[str, Any]) -> Iterator[Difference]:
    """What differs in rupiah or in rights; then, if the law was edited, which of its values."""
    for name in ("eligible", "total"):
        if decided[name] != computed[name]:
            yield Difference(name, decided[name], computed[name])
    then, now = _by_item(decided), _by_item(computed)
    for item in sorted({*then, *now}):
        if then.get(item, []) != now.get(item, []):
            yield Difference(item, then.get(item, []), now.get(item, []))
    law_then, law_now = _law(decided), _law(computed)
    for path in sorted({*law_then, *law_now}):
        if law_then.get(path) != law_now.get(path):
            yield Difference(path, law_then.get(path), law_now.get(path))


def _by_item(basis: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Rupiah and shares by programme and item, in order."""
    found: dict[str, list[Any]] = {}
    for line in basis["lines"]:
        shares = [[share["payee"], share["amount"]] for share in line["shares"]]
        found.setdefault(f"{line['programme']} {line['item']}", []).append([line["amount"], shares])
    return found


def _law(basis: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the law that the steps rest on, by path and the day since which they hold."""
    return {f"{one['path']} {one['since']}": one["value"] for step in basis["steps"] for one in step["law"]}
