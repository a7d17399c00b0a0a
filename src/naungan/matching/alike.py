"""How near two words are, as DuckDB counts it: for the counter, where a statement would take longer than the work."""

from __future__ import annotations

BOOSTED_FROM = 0.7
PREFIX, PREFIX_WEIGHT = 4, 0.1


def jaro_winkler(one: str, other: str) -> float:
    """Likeness from 0 to 1 by letters in common near each other; a common beginning counts more."""
    if one == other:
        return 1.0
    jaro = _jaro(one, other)
    if jaro <= BOOSTED_FROM:
        return jaro
    prefix = 0
    for a, b in zip(one[:PREFIX], other[:PREFIX], strict=False):
        if a != b:
            break
        prefix += 1
    return jaro + prefix * PREFIX_WEIGHT * (1 - jaro)


def _jaro(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    reach = max(max(len(one), len(other)) // 2 - 1, 0)
    taken = [False] * len(other)
    common: list[str] = []
    for place, letter in enumerate(one):
        for there in range(max(0, place - reach), min(place + reach + 1, len(other))):
            if not taken[there] and other[there] == letter:
                taken[there] = True
                common.append(letter)
                break
    if not common:
        return 0.0
    theirs = [letter for letter, was in zip(other, taken, strict=True) if was]
    turned = sum(a != b for a, b in zip(common, theirs, strict=True)) // 2
    found = len(common)
    return (found / len(one) + found / len(other) + (found - turned) / found) / 3


def edits(one: str, other: str) -> int:
    """Letters to put in, take out, replace or turn with their neighbour, to make one word of the other (Damerau)."""
    last: dict[str, int] = {}
    far = len(one) + len(other)
    rows: list[list[int]] = [[far] * (len(other) + 2), [far, *range(len(other) + 1)]]
    for i, letter in enumerate(one, start=1):
        row = [far, i]
        match = 0
        for j, theirs in enumerate(other, start=1):
            before, seen = last.get(theirs, 0), match
            cost = 1
            if letter == theirs:
                cost, match = 0, j
            row.append(
                min(
                    rows[i][j] + cost,
                    row[j] + 1,
                    rows[i][j + 1] + 1,
                    rows[before][seen] + (i - before - 1) + 1 + (j - seen - 1),
                )
            )
        rows.append(row)
        last[letter] = i
    return rows[-1][-1]


def differing(one: str, other: str) -> int:
    """Places at which two texts of one length differ."""
    return sum(a != b for a, b in zip(one, other, strict=True))
