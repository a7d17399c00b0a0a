"""The levels of `levels.py` in Python, for a few pairs at a counter. A test holds both to be the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from naungan.matching.alike import differing, edits, jaro_winkler
from naungan.matching.columns import Known
from naungan.matching.dates import is_new_year, swapped
from naungan.matching.levels import FEATURES, NULL, Feature


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair as the levels look at it."""

    key: str
    in_order: str
    letters: str
    words: frozenset[str]
    many: int
    rare: frozenset[str]
    known: Known


def side_of(one: Known, common: frozenset[str]) -> Side:
    """What the levels compare of somebody; `common` are the words that many bear."""
    full = one.name.full
    words = frozenset(full)
    return Side(one.name.key, one.name.in_order, one.letters, words, len(full), words - common, one)


def gamma_of(feature: Feature, left: Side, right: Side) -> int:
    """The number of the level that holds for two people, as `Feature.gamma_sql` gives it."""
    if not (_there(feature.name, left) and _there(feature.name, right)):
        return NULL
    last = len(feature.levels) - 1
    for place, level in enumerate(feature.levels[:-1]):
        if _HOLDS[level.code](left, right):
            return last - place
    return 0


def gammas_of(left: Side, right: Side) -> tuple[int, ...]:
    """The levels of all features."""
    return tuple(gamma_of(feature, left, right) for feature in FEATURES)


def _there(name: str, side: Side) -> bool:
    if name == "name":
        return side.key != ""
    value = getattr(side.known, "born_on" if name == "born" else name)
    return value is not None


def _part(left: Side, right: Side) -> bool:
    return left.words <= right.words or right.words <= left.words


def _letters_off(most: int, from_length: int) -> Callable[[Side, Side], bool]:
    return lambda left, right: (
        abs(len(left.key) - len(right.key)) <= most
        and len(left.key) >= from_length
        and jaro_winkler(left.key, right.key) >= 0.8
        and edits(left.key, right.key) <= most
    )


def _near(name: str) -> Callable[[Side, Side], bool]:
    return lambda left, right: jaro_winkler(getattr(left.known, name), getattr(right.known, name)) >= 0.9


def _same(name: str) -> Callable[[Side, Side], bool]:
    return lambda left, right: bool(getattr(left.known, name) == getattr(right.known, name))


def _days(holds: Callable[[str, str], bool]) -> Callable[[Side, Side], bool]:
    """A rule over two birth days in ISO form."""
    return lambda left, right: holds(str(left.known.born_on), str(right.known.born_on))


def _new_year(left: Side, right: Side) -> bool:
    one, other = left.known.born_on, right.known.born_on
    assert one is not None
    assert other is not None
    return one.year == other.year and (is_new_year(one) or is_new_year(other))


def _swapped(left: Side, right: Side) -> bool:
    assert right.known.born_on is not None
    return left.known.born_on == swapped(right.known.born_on)


def _nik(side: Side, since: int = 0) -> str:
    return str(side.known.nik)[since:]


_HOLDS: Mapping[str, Callable[[Side, Side], bool]] = {
    "name-same": lambda a, b: a.key == b.key,
    "name-turned": lambda a, b: a.in_order == b.in_order,
    "name-initial": lambda a, b: (
        a.letters == b.letters and bool(a.rare & b.rare) and (a.words <= b.words) != (b.words <= a.words)
    ),
    "name-one-letter": _letters_off(1, 5),
    "name-two-words": lambda a, b: a.many > 1 and b.many > 1 and _part(a, b) and len(a.words & b.words) > 1,
    "name-two-letters": _letters_off(2, 8),
    "name-rare-part": lambda a, b: bool(a.rare & b.rare) and _part(a, b),
    "name-rare-word": lambda a, b: bool(a.rare & b.rare),
    "name-part": lambda a, b: bool(a.words & b.words) and _part(a, b),
    "name-near": lambda a, b: jaro_winkler(a.key, b.key) >= 0.9,
    "name-word": lambda a, b: bool(a.words & b.words),
    "name-somewhat": lambda a, b: jaro_winkler(a.key, b.key) >= 0.8,
    "born-same": _same("born_on"),
    "born-swapped": _swapped,
    "born-new-year": _new_year,
    "born-year-digit": _days(lambda a, b: a[5:] == b[5:] and differing(a, b) == 1),
    "born-digit": _days(lambda a, b: differing(a, b) == 1),
    "born-other-year": _days(lambda a, b: a[5:] == b[5:] and abs(int(a[:4]) - int(b[:4])) <= 11),
    "born-month": _days(lambda a, b: a[:7] == b[:7]),
    "born-year": _days(lambda a, b: a[:4] == b[:4]),
    "sex-same": _same("sex"),
    "district-same": _same("district"),
    "district-near": lambda a, b: str(a.known.district)[:2] == str(b.known.district)[:2],
    "mother-family": lambda a, b: (
        _near("mother")(a, b)
        and a.known.born_on is not None
        and a.known.born_on == b.known.born_on
        and not a.rare & b.rare
        and jaro_winkler(a.key, b.key) < 0.9
    ),
    "mother-same": _same("mother"),
    "mother-near": _near("mother"),
    "nik-same": _same("nik"),
    "nik-digit": lambda a, b: _nik(a, 12) == _nik(b, 12) and differing(_nik(a), _nik(b)) == 1,
    "nik-turned": lambda a, b: differing(_nik(a), _nik(b)) == 2 and edits(_nik(a), _nik(b)) == 1,
    "nik-serial": lambda a, b: _nik(a)[:12] == _nik(b)[:12],
    "village-same": _same("village"),
    "village-near": _near("village"),
}
