"""Hold a whole list against the registry and keep what was found, for people to look at what is unsure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction

from naungan.access.scope import as_system
from naungan.matching.decide import SAME_FROM, UNSURE_FROM, Best, verdict_of
from naungan.matching.find import best_for, evidence_of
from naungan.matching.levels import codes_of
from naungan.matching.lines import Line, Verdict
from naungan.matching.model import current
from naungan.matching.models import MatchRun, Pair

_LONGEST = 300


def match_list(lines: Iterable[Line], *, name: str, account_id: int | None = None) -> MatchRun:
    """Match a list and keep the run with its pairs: those that are the same, and those to be looked at.

    Lines without anybody near have no pair. Of an unsure line the next best people are kept beside the best.
    """
    wanted = list(lines)
    with as_system(), transaction.atomic():
        run = MatchRun.objects.create(
            list=name,
            account_id=account_id,
            model_version=current().version,
            same_from=SAME_FROM,
            unsure_from=UNSURE_FROM,
            lines=len(wanted),
        )
        pairs = (pair for best in best_for(wanted) for pair in _pairs(run, wanted[best.line], best))
        Pair.objects.bulk_create(pairs, batch_size=2_000)
    return run


def _pairs(run: MatchRun, line: Line, best: Best) -> Iterator[Pair]:
    verdict = verdict_of(best.probability)
    if verdict == Verdict.DIFFERENT:
        return
    yield _pair(run, line, best.person, best.probability, evidence_of(best), verdict)
    if verdict == Verdict.UNSURE:
        for rival in best.rivals:
            yield _pair(run, line, rival.person, rival.probability, codes_of(rival.gammas), verdict)


def _pair(
    run: MatchRun, line: Line, person: int, probability: float, evidence: tuple[str, ...], verdict: str
) -> Pair:
    return Pair(
        run=run,
        reference=line.reference,
        line=as_json(line),
        person_id=person,
        probability=probability,
        evidence=list(evidence),
        verdict=verdict,
    )


def as_json(line: Line) -> dict[str, Any]:
    """A line as it is kept beside its pair."""
    return {
        "nik": line.nik or "",
        "name": line.name[:_LONGEST].replace("\x00", ""),
        "born_on": line.born_on.isoformat() if line.born_on else "",
        "sex": line.sex or "",
        "village": line.village[:_LONGEST].replace("\x00", ""),
        "district_code": line.district_code,
        "mother_name": line.mother_name[:_LONGEST].replace("\x00", ""),
    }
