"""Lines of one list that are the same person."""

from __future__ import annotations

from collections.abc import Iterable

from naungan.matching.columns import read_line
from naungan.matching.decide import MOST_BITS, UNSURE_FROM, bits_of, verdict_of
from naungan.matching.levels import codes_of
from naungan.matching.lines import Line, Twice
from naungan.matching.model import current
from naungan.matching.scoring import weigh_tables
from naungan.matching.words import sentences
from naungan.matching.workspace import put_lines, put_pairs, put_shares, workspace

# Of a list's lines so many are there a second time, before one has looked.
LISTED_TWICE = 0.02


def twice_within(lines: Iterable[Line]) -> list[Twice]:
    """Pairs of lines of one list that are, or may be, one person: by NIK, name, birth day, village, mother.

    The surest first; of three lines of one person there are three pairs.
    """
    wanted = list(lines)
    if len(wanted) < 2:
        return []
    trained = current()
    with workspace(trained) as duck:
        put_lines(duck, [read_line(line) for line in wanted])
        duck.execute("CREATE VIEW r AS FROM l")
        put_shares(duck, len(wanted))
        put_pairs(duck)
        duck.execute("DELETE FROM pairs WHERE id_l >= id_r")
        weighed = weigh_tables(duck, trained, bits_of(LISTED_TWICE, len(wanted)))
    pairs = []
    for one in sorted(weighed, key=lambda one: (-one.bits, one.line, one.person)):
        probability = 1 / (1 + 2.0 ** -min(one.bits, MOST_BITS))
        if probability >= UNSURE_FROM:
            first, second = wanted[one.line].reference, wanted[one.person].reference
            pairs.append(Twice(first, second, probability, verdict_of(probability), sentences(codes_of(one.gammas))))
    return pairs
