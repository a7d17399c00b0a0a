"""Indonesian names as they are written on lists, read so that two spellings of one name become alike.

A name may be a single word, and has no surname. Titles, degrees and the father's name are taken off, what
is shortened is written out, and spelling that changed in 1947 and 1972 or that the ear does not tell apart is
folded. Pure functions on text; the forms themselves are data (`data/names.csv`, each with its source).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

FORMS = "|"
TOO_SHORT_TO_MEAN_ONE = 1  # "A." may be Ahmad, Abdul, Aji or Andi: it stays an initial

# Marks that stand inside a word, and everything else that parts two.
_INSIDE = re.compile("['`\u2018\u2019\u02bc]")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_APART = re.compile(r"[^a-z.@]+")
_DOTTED = re.compile(r"(?<=[a-z])\.(?=[a-z]{2})")
_WORD = re.compile(r"[a-z]+")
# Before 1972 a j was a y; where nothing else in the word is old, it is a j: Wahjoedi, but Jumri.
_OLD = re.compile("oe|[dts]j")
_OLD_Y = re.compile("(?<![dtsn])j")

# What the ear does not tell apart and old spelling wrote otherwise, in this order (names.csv, spelling_rule).
_FOLDS = tuple(
    (re.compile(pattern), folded)
    for pattern, folded in (
        ("oe", "u"),
        ("dj", "j"),
        ("tj", "c"),
        ("sj", "sy"),
        ("nj", "ny"),
        ("ch|kh|gh", "h"),
        ("^hr", "kr"),
        ("ph|f|v", "p"),
        ("th", "t"),
        ("dh", "d"),
        ("dz|z", "j"),
        ("sy|sh", "s"),
        ("q", "k"),
        ("x", "ks"),
        ("ou|oo", "u"),
        ("^nor", "nur"),
        ("ee", "i"),
        ("ie|ij", "i"),
        ("iy(?=[aou])", "i"),
        ("uw(?=[aei])", "u"),
        ("ae|ay", "ai"),
        ("y$", "i"),
        ("(?<=[bcdgjklmnprst])y(?=[aou])", "i"),
        (r"(.)\1+", r"\1"),
        ("(?<=[aiu])h$", ""),
    )
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as read. `words` in small letters as written out, `sounds` the same folded, `father` folded."""

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    father: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """The name with its short forms written out."""
        return " ".join(self.words)

    @property
    def key(self) -> str:
        """The sound of the whole name, words joined: Nur Hayati and Nurhayati are one."""
        return "".join(self.sounds)

    @property
    def in_order(self) -> str:
        """The sounds in alphabetical order: whichever word is written first."""
        return " ".join(sorted(self.sounds))

    @property
    def full(self) -> tuple[str, ...]:
        """The sounds that are more than an initial."""
        return tuple(sound for sound in self.sounds if len(sound) > TOO_SHORT_TO_MEAN_ONE)


@dataclass(frozen=True, slots=True)
class _Forms:
    """What a word on a list stands for."""

    spelled: Mapping[str, str]  # achmad: ahmad
    titles: frozenset[str]
    degrees: frozenset[str]
    fathers: frozenset[str]  # bin, binti
    others: frozenset[str]  # alias


def read_name(text: str, sex: str | None = None) -> Name:
    """Read a name as written on a list; `sex` (L or P) tells whether M. before a name is Muhammad.

    Never fails: text without a letter is a name without words.
    """
    plain = [_plain(word) for word in text.lower().split()]
    if plain and None not in plain:
        return Name(*zip(*plain, strict=True))
    return _read_carefully(text, sex)


def _read_carefully(text: str, sex: str | None) -> Name:
    words = _tokens(text)
    forms = _forms()
    titles, words = _without_titles(words, forms)
    words = _without_degrees(words, forms)
    words, father = _without_father(words, forms)
    words = [word for word in words if word.isalpha()]
    whole = tuple(_written_out(word, place, len(words), sex) for place, word in enumerate(words))
    return Name(
        whole,
        tuple(sound_of(word) for word in whole),
        tuple(sound_of(_written_out(word, place, len(father), None)) for place, word in enumerate(father)),
        titles,
    )


@lru_cache(maxsize=262_144)
def _plain(word: str) -> tuple[str, str] | None:
    """A word as usually written and its sound, where it can be nothing but a word of a name; most are."""
    forms = _forms()
    special = word in forms.titles | forms.degrees | forms.fathers | forms.others
    if special or len(word) == TOO_SHORT_TO_MEAN_ONE or not (word.isascii() and word.isalpha()):
        return None
    written = forms.spelled.get(word, word)
    return written, sound_of(written)


@lru_cache(maxsize=262_144)
def sound_of(word: str) -> str:
    """A word of small letters folded to its sound: soeharto, suharto; fauzi, pauji."""
    if _OLD.search(word):
        word = _OLD_Y.sub("y", word)
    for pattern, folded in _FOLDS:
        word = pattern.sub(folded, word)
    return word


def _tokens(text: str) -> list[str]:
    """Words in small plain letters; dots inside an abbreviation are dropped, those between words part them."""
    plain = unicodedata.normalize("NFKD", _ASIDE.sub(" ", _INSIDE.sub("", text)))
    plain = plain.encode("ascii", "ignore").decode().lower()
    tokens: list[str] = []
    for piece in _APART.split(plain):
        if piece == "@":
            tokens.append(piece)
            continue
        if _joined(piece) in _forms().degrees:
            tokens.append(_joined(piece))
            continue
        tokens += [joined for part in _DOTTED.sub(". ", piece).split() if (joined := _joined(part))]
    return tokens


def _joined(piece: str) -> str:
    return "".join(_WORD.findall(piece))


def _without_titles(words: list[str], forms: _Forms) -> tuple[tuple[str, ...], list[str]]:
    place = 0
    while place < len(words) - 1 and words[place] in forms.titles:
        place += 1
    return tuple(words[:place]), words[place:]


def _without_degrees(words: list[str], forms: _Forms) -> list[str]:
    while len(words) > 1 and words[-1] in forms.degrees:
        words = words[:-1]
    return words


def _without_father(words: list[str], forms: _Forms) -> tuple[list[str], list[str]]:
    """The words before bin or binti and those after; a second name after `alias` is left out."""
    for place, word in enumerate(words):
        if place > 0 and word in forms.others:
            return words[:place], []
        if 0 < place < len(words) - 1 and word in forms.fathers:
            father = words[place + 1 :]
            return words[:place], _without_titles(father, forms)[1]
    return (words[:-1] if len(words) > 1 and words[-1] in forms.fathers else words), []


def _written_out(word: str, place: int, words: int, sex: str | None) -> str:
    """A shortened or otherwise spelled word as usually written; M. is Muhammad before any name but a woman's."""
    if len(word) > TOO_SHORT_TO_MEAN_ONE:
        return _forms().spelled.get(word, word)
    return "muhammad" if word == "m" and place == 0 and words > 1 and sex != "P" else word


@cache
def _forms() -> _Forms:
    rows = list(_rows())
    return _Forms(
        spelled=_spelled(row for row in rows if row["kind"] == "name"),
        titles=_of(rows, "title"),
        degrees=_of(rows, "degree"),
        fathers=_of(rows, "father"),
        others=_of(rows, "alias"),
    )


def _rows() -> Iterable[dict[str, str]]:
    with files("naungan.matching").joinpath("data", "names.csv").open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _of(rows: Iterable[dict[str, str]], kind: str) -> frozenset[str]:
    """Every form of a kind of row as it comes out of the text: small letters without dots."""
    found = {
        _joined(form.lower()) or form
        for row in rows
        if row["kind"] == kind
        for form in (*row["forms"].split(FORMS), *re.split(r"[ /]", row["written"]))
        if " " not in form
    }
    return frozenset(found - {"", "p", "sarjana", "magister", "ahli", "hukum", "agama", "madya", "tuan"})


def _spelled(rows: Iterable[dict[str, str]]) -> dict[str, str]:
    """One-word forms by what they stand for. A form that is itself a usual name, or means several, stays."""
    meant: dict[str, set[str]] = {}
    usual = set()
    for row in rows:
        written = row["written"].lower()
        if " " in written:
            continue
        usual.add(written)
        for form in row["forms"].split(FORMS):
            word = _joined(form.lower())
            if " " not in form and len(word) > TOO_SHORT_TO_MEAN_ONE and _is_a_spelling(word, written):
                meant.setdefault(word, set()).add(written)
    return {word: next(iter(names)) for word, names in meant.items() if len(names) == 1 and word not in usual}


def _is_a_spelling(word: str, written: str) -> bool:
    """Whether a form is the same name spelled or shortened, and not another that is only near it."""
    return _beginning(word) == _beginning(written) or word[0] == written[0]


def _beginning(word: str) -> str:
    return sound_of(word)[:1].replace("j", "y")
