"""From weights to verdicts: a line is one person or nobody, and a person is one line of a list or none.

The weights of all candidates of a line are held against each other and against "nobody"; what is left to the
best is its probability. Two candidates that fit alike leave each other half. A line that is not sure of its person,
while another line of the list is, has lost them. Two lines that are both sure keep theirs: the list has somebody
twice, and `twice_within` tells it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, log2

from naungan.matching.lines import Verdict

SAME_FROM = 0.93
UNSURE_FROM = 0.15
# Sure is 1,000 to 1: more evidence than that, an equal NIK say, makes the other line no less sure.
SURE_BITS = 10.0
# A line that is so many bits less sure of its person than another has lost them.
TAKEN_BITS = 8.0
MOST_BITS = 500.0
RIVALS, RIVAL_FROM = 2, 0.05
# So many lines tell how many of a list are registered at all; the share settles in a few rounds.
TELLING, ROUNDS = 100, 6


@dataclass(frozen=True, slots=True)
class Weighed:
    """A line by number beside a person: the levels that hold, and the evidence in bits with the prior in it."""

    line: int
    person: int
    gammas: tuple[int, ...]
    bits: float


@dataclass(frozen=True, slots=True)
class Rival:
    """Another person who may be meant by a line, less likely than the best."""

    person: int
    gammas: tuple[int, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Best:
    """The likeliest person for a line. `taken`: another line of the list fits that person far better.

    `rivals` are the next best, where they are worth a look.
    """

    line: int
    person: int
    gammas: tuple[int, ...]
    probability: float
    taken: bool
    rivals: tuple[Rival, ...] = ()


def decide(weighed: Iterable[Weighed], lines: int, registered: float) -> list[Best]:
    """The best candidate of each line that has one, in the order of the lines.

    `registered` is the share of lines that was taken for granted in the weights; a list of some length tells
    its own.
    """
    by_line: dict[int, list[Weighed]] = defaultdict(list)
    strongest: dict[int, float] = {}
    for one in weighed:
        by_line[one.line].append(one)
        strongest[one.person] = max(min(one.bits, SURE_BITS), strongest.get(one.person, -SURE_BITS))
    every = {line: fsum(_odds(one.bits) for one in candidates) for line, candidates in by_line.items()}
    told = _told(list(every.values()), lines, registered) if lines >= TELLING else 1.0
    found = []
    for line, candidates in sorted(by_line.items()):
        best, *others = sorted(candidates, key=lambda one: (-one.bits, one.person))[: 1 + RIVALS]
        lost = strongest[best.person] - min(best.bits, SURE_BITS)
        probability = _odds(best.bits) * told / (1 + every[line] * told)
        taken = lost > TAKEN_BITS
        rivals = tuple(
            Rival(one.person, one.gammas, chance)
            for one in others
            if (chance := _odds(one.bits) * told / (1 + every[line] * told)) >= RIVAL_FROM
        )
        likely = probability * 2**-lost if taken else probability
        found.append(Best(line, best.person, best.gammas, likely, taken, rivals))
    return found


def verdict_of(probability: float, same_from: float = SAME_FROM, unsure_from: float = UNSURE_FROM) -> Verdict:
    """The verdict of a probability."""
    if probability >= same_from:
        return Verdict.SAME
    return Verdict.UNSURE if probability >= unsure_from else Verdict.DIFFERENT


def bits_of(registered: float, people: int) -> float:
    """The weight before any evidence: that a line is somebody registered, and of so many people just this one."""
    return log2(registered / (1 - registered) / people)


def _told(every: Sequence[float], lines: int, registered: float) -> float:
    """By how much the odds move when the list itself tells how many of its lines are registered."""
    odds = registered / (1 - registered)
    share = registered
    for _ in range(ROUNDS):
        now = share / (1 - share) / odds
        share = min(max(fsum(one * now / (1 + one * now) for one in every) / lines, 0.001), 0.999)
    return share / (1 - share) / odds


def _odds(bits: float) -> float:
    return float(2.0 ** min(bits, MOST_BITS))
