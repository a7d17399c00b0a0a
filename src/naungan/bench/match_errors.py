"""What goes wrong when a person is written on a list: each thing by chance, independently of the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from naungan.registry.region_facts import by_code

if TYPE_CHECKING:
    from naungan.bench.match_truth import Human

# Of all lines, unless the words say otherwise.
TITLE, DEGREE, FATHER, CAPITALS = 0.10, 0.04, 0.08, 0.6
SHORTENED_MUHAMMAD, SHORTENED_ABDUL, SHORTENED_SITI = 0.5, 0.4, 0.3  # of those who have the word
SPELLED, TYPED, TYPED_TWICE, LEFT_OUT, INITIAL, TURNED, JOINED, NICKNAME = (
    0.14,
    0.06,
    0.01,
    0.035,
    0.04,
    0.02,
    0.02,
    0.004,
)
SWAPPED, NEW_YEAR, WRONG_YEAR, WRONG_DAY, NO_DAY = 0.02, 0.02, 0.01, 0.01, 0.004
WRONG_SEX, NO_SEX = 0.01, 0.03
MOVED, PLACE_AS_TEXT, NO_DISTRICT = 0.05, 0.2, 0.01
MOTHER_GIVEN, MOTHER_TYPED = 0.5, 0.1
NIK_GIVEN, NIK_TYPED, NIK_DAMAGED, NIK_OF_ANOTHER = 0.6, 0.04, 0.005, 0.005  # the last three of those given

MEN_TITLES, WOMEN_TITLES = ("H. ", "H ", "Drs. ", "Bpk. ", "KH. ", "Ir. "), ("Hj. ", "Hj ", "Ibu ", "Dra. ", "Ny. ")
DEGREES = (", S.Pd", ", SE", ", S.H.", " S.Kom", ", S.Pd.I", " ST", ", A.Md")
SHORT = {
    "Muhammad": (
        ("M.", "Moh.", "Muh.", "Mhd", "M", "Mohammad", "Mochamad", "Muhamad", "Mohamad"),
        SHORTENED_MUHAMMAD,
    ),
    "Abdul": (("Abd.", "Abd", "Abdoel", "A."), SHORTENED_ABDUL),
    "Siti": (("St.", "Sitti", "St", "S."), SHORTENED_SITI),
    "Ahmad": (("Achmad", "Akhmad", "A.", "Ach."), 0.4),
}
SPELLINGS = (
    ("u", "oe"), ("j", "dj"), ("c", "tj"), ("y", "j"), ("sy", "sj"), ("kh", "ch"), ("i", "y"), ("f", "p"), ("z", "j"),
    ("v", "f"), ("k", "q"), ("sy", "s"), ("h", "kh"),
    ("l", "ll"), ("d", "dd"), ("nn", "n"), ("ia", "iya"), ("ai", "ae"),
    ("o", "a"), ("ah", "a"), ("nur", "noor"), ("nur", "nor"),
    ("e", "i"), ("d", "t"), ("w", "u"), ("a", "e"), ("i", "ie"),
    ("n", "nn"), ("s", "sh"), ("t", "th"),
)  # fmt: skip
NEAR = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "w": "qe",
    "y": "tu", "z": "x",
}  # fmt: skip


class Errors:
    """Writes people on lists with one generator of chance; `districts` are those somebody may have moved to."""

    def __init__(self, chance: np.random.Generator, districts: Sequence[str]) -> None:
        self.chance = chance
        self.districts = districts

    def written(self, one: Human) -> Human:
        """The person as a list has them."""
        district, place = self._place(one)
        return replace(
            one,
            name=self._name(one),
            born_on=self._day(one.born_on),
            sex=None if self._happens(NO_SEX) else _other(one.sex) if self._happens(WRONG_SEX) else one.sex,
            district=district,
            place=place,
            nik=self._nik(one.nik) if self._happens(NIK_GIVEN) else "",
            mother=self._mother(one.mother) if one.mother and self._happens(MOTHER_GIVEN) else "",
        )

    def _mother(self, name: str) -> str:
        words = [self._shortened(word) for word in name.split()]
        for share, change in ((SPELLED, self._spelled), (MOTHER_TYPED, self._word)):
            if self._happens(share):
                words = self._somewhere(words, change)
        return " ".join(words)

    def _happens(self, share: float) -> bool:
        return bool(self.chance.random() < share)

    def _one_of(self, items: Sequence[str]) -> str:
        return items[int(self.chance.integers(len(items)))]

    def _name(self, one: Human) -> str:
        words = [self._shortened(word) for word in one.name.split()]
        for share, change in self._changes():
            if self._happens(share):
                words = change(words)
        name = " ".join(words)
        if self._happens(FATHER):
            name += (" bin " if one.sex == "L" else " binti ") + self._one_of(
                ("Rusdi", "H. Masrani", "Abdullah", "Usman")
            )
        if self._happens(TITLE):
            name = self._one_of(MEN_TITLES if one.sex == "L" else WOMEN_TITLES) + name
        if self._happens(DEGREE):
            name += self._one_of(DEGREES)
        return name.upper() if self._happens(CAPITALS) else name

    def _changes(self) -> tuple[tuple[float, Callable[[list[str]], list[str]]], ...]:
        return (
            (SPELLED, lambda words: self._somewhere(words, self._spelled)),
            (TYPED, lambda words: self._somewhere(words, self._word)),
            (TYPED_TWICE, lambda words: self._somewhere(words, lambda word: self._word(self._word(word)))),
            (LEFT_OUT, self._left_out),
            (INITIAL, self._initial),
            (TURNED, lambda words: [*words[1:], words[0]]),
            (JOINED, self._joined),
            (
                NICKNAME,
                lambda _: [self._one_of(("Udin", "Amang", "Acil", "Utuh", "Galuh", "Iyus", "Mamat", "Eneng"))],
            ),
        )

    def _shortened(self, word: str) -> str:
        forms, share = SHORT.get(word, ((), 0.0))
        return self._one_of(forms) if forms and self._happens(share) else word

    def _somewhere(self, words: list[str], change: Callable[[str], str]) -> list[str]:
        place = int(self.chance.integers(len(words)))
        return [change(word) if at == place else word for at, word in enumerate(words)]

    def _spelled(self, word: str) -> str:
        fitting = [(new, old) for new, old in SPELLINGS if new in word.lower()]
        if not fitting:
            return word
        new, old = fitting[int(self.chance.integers(len(fitting)))]
        return word.lower().replace(new, old, 1).capitalize()

    def _word(self, word: str) -> str:
        """One slip of the fingers: a neighbouring key, a letter too many or too few, two letters turned."""
        place = int(self.chance.integers(len(word)))
        letter = word[place].lower()
        slips = (
            lambda: word[:place] + self._one_of(NEAR.get(letter, "a")) + word[place + 1 :],
            lambda: word[:place] + word[place + 1 :] if len(word) > 2 else word,
            lambda: word[:place] + letter + word[place:],
            lambda: word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
        )
        return slips[int(self.chance.integers(len(slips)))]()

    def _left_out(self, words: list[str]) -> list[str]:
        place = int(self.chance.integers(len(words)))
        return words[:place] + words[place + 1 :] if len(words) > 1 else words

    def _initial(self, words: list[str]) -> list[str]:
        if len(words) < 2:
            return words
        place = int(self.chance.integers(len(words)))
        return [word[0] + self._one_of((".", "")) if at == place else word for at, word in enumerate(words)]

    def _joined(self, words: list[str]) -> list[str]:
        if len(words) > 1:
            return [words[0] + words[1].lower(), *words[2:]]
        return [words[0][:3], words[0][3:].capitalize()] if len(words[0]) > 6 else words

    def _day(self, born_on: date | None) -> date | None:
        assert born_on is not None
        drawn = self.chance.random()
        for share, change in _DAYS:
            if drawn < share:
                return change(born_on, self.chance)
            drawn -= share
        return born_on

    def _place(self, one: Human) -> tuple[str, str]:
        """District code and place in words: one of them, now and then another district than before."""
        district = self._one_of(self.districts) if self._happens(MOVED) else one.district
        if self._happens(NO_DISTRICT):
            return "", "Ds. Sumber Makmur"
        if not self._happens(PLACE_AS_TEXT):
            return district, ""
        fact = by_code()[district]
        kind = self._one_of(
            ("Kota ", "KOTA ", "Kt. ") if fact.kind.lower().startswith("kota") else ("Kab. ", "KAB ", "Kabupaten ")
        )
        bare = fact.name.removeprefix("Kabupaten ").removeprefix("Kota ")
        name = bare.upper() if self._happens(0.4) else bare
        return "", self._one_of(("Ds. ", "Desa ", "Kel. ", "")) + f"Sumber Makmur, Kec. Muara, {kind}{name}"

    def _nik(self, nik: str) -> str:
        drawn = self.chance.random()
        if drawn < NIK_TYPED:
            place = int(self.chance.integers(16))
            return nik[:place] + str((int(nik[place]) + int(self.chance.integers(1, 10))) % 10) + nik[place + 1 :]
        if drawn < NIK_TYPED + NIK_DAMAGED:
            return nik[:15] + "0"
        if drawn < NIK_TYPED + NIK_DAMAGED + NIK_OF_ANOTHER:
            return nik[:12] + f"{int(self.chance.integers(1, 40)):04d}"
        return nik


def _other(sex: str | None) -> str:
    return "P" if sex == "L" else "L"


def _swapped(day: date, chance: np.random.Generator) -> date:
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else _wrong_day(day, chance)


def _wrong_day(day: date, chance: np.random.Generator) -> date:
    return day.replace(day=int(chance.integers(1, 29)))


def _wrong_year(day: date, chance: np.random.Generator) -> date:
    moved = int(chance.choice([-10, -9, -2, -1, 1, 2, 9, 10]))
    return date(day.year + moved, day.month, min(day.day, 28))


_DAYS: tuple[tuple[float, Callable[[date, np.random.Generator], date | None]], ...] = (
    (SWAPPED, _swapped),
    (NEW_YEAR, lambda day, _: day.replace(month=1, day=1)),
    (WRONG_YEAR, _wrong_year),
    (WRONG_DAY, _wrong_day),
    (NO_DAY, lambda *_: None),
)
