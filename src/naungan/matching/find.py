"""Find who the lines of a list are: among the people of the registry, and among each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from naungan.access.scope import as_system
from naungan.matching.columns import Known, read_line
from naungan.matching.decide import UNSURE_FROM, Best, Weighed, bits_of, decide, verdict_of
from naungan.matching.few import weigh_few
from naungan.matching.index import refresh
from naungan.matching.levels import codes_of
from naungan.matching.lines import Found, Line, Verdict
from naungan.matching.model import Trained, current
from naungan.matching.scoring import weigh_tables
from naungan.matching.twice import twice_within
from naungan.matching.words import TAKEN, sentences
from naungan.matching.workspace import people_known, put_everybody, put_lines, put_pairs, workspace

__all__ = ["Found", "Line", "Verdict", "best_for", "find", "twice_within"]

# So many lines are asked of PostgreSQL's indexes; for more, the whole registry is read at once.
FEW = 1_000


def find(lines: Iterable[Line]) -> list[Found]:
    """The best person of the registry for each line, in the order of the lines.

    A line without anybody near has no person; one with somebody near who is not sure enough is `unsure`. The
    evidence is in sentences, in the reader's language. A few lines take milliseconds each, 100,000 half a minute.
    """
    wanted = list(lines)
    best = {one.line: one for one in best_for(wanted)}
    said = cache(sentences)  # a list of 100,000 lines has a few hundred different kinds of evidence
    return [_found(line, best.get(number), said) for number, line in enumerate(wanted)]


def best_for(lines: Sequence[Line]) -> list[Best]:
    """The likeliest person for each line that has any, however unlikely; lines by their place in the sequence."""
    if not lines:
        return []
    refresh()
    trained = current()
    with as_system():
        weighed = _weighed([read_line(line) for line in lines], trained)
    return decide(weighed, len(lines), trained.registered)


def evidence_of(best: Best) -> tuple[str, ...]:
    """The codes of the evidence: the level of every feature both sides tell, and whether the person is taken."""
    codes = codes_of(best.gammas)
    return (*codes, TAKEN) if best.taken else codes


def _weighed(lines: Sequence[Known], trained: Trained) -> list[Weighed]:
    people = people_known()
    prior = bits_of(trained.registered, people)
    if len(lines) <= FEW:
        return weigh_few(lines, trained, people, prior)
    with workspace(trained) as duck:
        put_lines(duck, lines)
        put_everybody(duck, people)
        put_pairs(duck)
        return weigh_tables(duck, trained, prior)


def _found(line: Line, best: Best | None, said: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Found:
    if best is None or best.probability < UNSURE_FROM:
        return Found(line.reference, None, best.probability if best else 0.0, Verdict.DIFFERENT)
    verdict = verdict_of(best.probability)
    return Found(line.reference, best.person, best.probability, verdict, said(evidence_of(best)))
