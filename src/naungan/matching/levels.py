"""How alike two records are, feature by feature: the levels that Splink weighs, nearest first, with their words.

Each condition is SQL of DuckDB over the columns of `columns.py` (`_l` the line, `_r` the person). A level's code
is what is kept as evidence; its sentence is what a reader is told. A name is compared whole: a single word is no
lack of a surname, so one word of several that fits ranks below all words that fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LIKE = "jaro_winkler_similarity(key_l, key_r)"
PART = "(list_has_all(words_l, words_r) OR list_has_all(words_r, words_l))"
NULL = -1


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of likeness. `frequency` is the column whose share in the registry weighs an agreement.

    `m` and `u` fix what a list cannot teach: how often it happens to the same person, and to two people.
    """

    code: str
    sql: str
    words: str | Promise
    frequency: str = ""
    m: float | None = None
    u: float | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """What is compared: its levels, nearest first; the last holds for all others. `missing` makes it unknown."""

    name: str
    missing: str
    levels: tuple[Level, ...]

    def code_of(self, gamma: int) -> str:
        """The code of a level by its number; empty where one side is unknown."""
        return "" if gamma == NULL else self.levels[len(self.levels) - 1 - gamma].code

    def gamma_sql(self) -> str:
        """The number of the level that holds, as Splink counts them: 0 for the last, -1 for unknown."""
        last = len(self.levels) - 1
        cases = [f"WHEN {level.sql} THEN {last - place}" for place, level in enumerate(self.levels[:-1])]
        return f"CASE WHEN {self.missing} THEN {NULL} {' '.join(cases)} ELSE 0 END"

    def for_splink(self) -> dict[str, Any]:
        """The feature as Splink's settings have it."""
        null = {"sql_condition": self.missing, "label_for_charts": "unknown", "is_null_level": True}
        return {
            "output_column_name": self.name,
            "comparison_levels": [null, *(_for_splink(level) for level in self.levels)],
        }


def _for_splink(level: Level) -> dict[str, Any]:
    found: dict[str, Any] = {"sql_condition": level.sql, "label_for_charts": level.code}
    if level.frequency:
        found |= {"tf_adjustment_column": level.frequency, "tf_adjustment_weight": 1.0}
    if level.m is not None:
        found |= {"m_probability": level.m, "fix_m_probability": True}
    if level.u is not None:
        found |= {"u_probability": level.u, "fix_u_probability": True}
    return found


def _missing(column: str) -> str:
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def _letters_off(most: int, from_length: int) -> str:
    """At most so many letters differ; the cheap questions first, for the edit distance is dear."""
    return (
        f"abs(len(key_l) - len(key_r)) <= {most} AND len(key_l) >= {from_length} AND {LIKE} >= 0.8 "
        f"AND damerau_levenshtein(key_l, key_r) <= {most}"
    )


NAME_COLUMNS = ("key", "in_order", "letters", "words", "rare")
NAME = Feature(
    "name",
    _missing("key"),
    (
        Level("name-same", "key_l = key_r", _("Nama sama bunyinya"), "key"),
        Level(
            "name-turned",
            "letters_l = letters_r AND in_order_l = in_order_r",
            _("Nama sama, urutan katanya berbeda"),
            "key",
        ),
        Level(
            "name-initial",
            "letters_l = letters_r AND list_has_any(rare_l, rare_r) "
            "AND list_has_all(words_l, words_r) <> list_has_all(words_r, words_l)",
            _("Nama sama, sebagian hanya huruf pertamanya"),
        ),
        Level("name-one-letter", _letters_off(1, 5), _("Nama berbeda satu huruf"), "key"),
        Level(
            "name-two-words",
            f"len(words_l) > 1 AND len(words_r) > 1 AND list_has_any(words_l, words_r) AND {PART} "
            "AND len(list_intersect(words_l, words_r)) > 1",
            _("Dua kata nama sama, yang lain tidak ditulis"),
        ),
        Level("name-two-letters", _letters_off(2, 8), _("Nama berbeda dua huruf"), "key"),
        Level(
            "name-rare-part",
            f"list_has_any(rare_l, rare_r) AND {PART}",
            _("Satu kata nama yang jarang sama, yang lain tidak ditulis"),
        ),
        Level(
            "name-rare-word", "list_has_any(rare_l, rare_r)", _("Satu kata nama yang jarang sama, yang lain berbeda")
        ),
        Level(
            "name-part",
            f"list_has_any(words_l, words_r) AND {PART}",
            _("Satu kata nama yang umum sama, yang lain tidak ditulis"),
        ),
        Level("name-near", f"{LIKE} >= 0.9", _("Nama mirip")),
        # Twins share all but the name: whoever learns from a list takes them for people who changed theirs.
        Level(
            "name-word",
            "list_has_any(words_l, words_r)",
            _("Satu kata nama yang umum sama, yang lain berbeda"),
            m=0.004,
        ),
        Level("name-somewhat", f"{LIKE} >= 0.8", _("Nama agak mirip"), m=0.004),
        Level("name-other", "ELSE", _("Nama berbeda"), m=0.004),
    ),
)
BORN = Feature(
    "born",
    _missing("born"),
    (
        Level("born-same", "born_l = born_r", _("Tanggal lahir sama"), "born"),
        Level("born-swapped", "born_l = born_swapped_r", _("Tanggal lahir sama, hari dan bulan tertukar")),
        Level(
            "born-new-year",
            "year_l = year_r AND (born_l[6:] = '01-01' OR born_r[6:] = '01-01')",
            _("Tahun lahir sama, salah satunya 1 Januari"),
        ),
        Level(
            "born-year-digit",
            "born_l[6:] = born_r[6:] AND hamming(born_l, born_r) = 1",
            _("Tanggal lahir berbeda satu angka pada tahun"),
        ),
        Level("born-digit", "hamming(born_l, born_r) = 1", _("Tanggal lahir berbeda satu angka")),
        Level(
            "born-other-year",
            "born_l[6:] = born_r[6:] AND abs(year_l - year_r) <= 11",
            _("Hari dan bulan lahir sama, tahunnya berbeda"),
        ),
        Level("born-month", "born_l[:7] = born_r[:7]", _("Bulan dan tahun lahir sama, harinya berbeda")),
        Level("born-year", "year_l = year_r", _("Hanya tahun lahir yang sama")),
        Level("born-other", "ELSE", _("Tanggal lahir berbeda")),
    ),
)
SEX = Feature(
    "sex",
    _missing("sex"),
    (
        Level("sex-same", "sex_l = sex_r", _("Jenis kelamin sama")),
        Level("sex-other", "ELSE", _("Jenis kelamin berbeda")),
    ),
)
DISTRICT = Feature(
    "district",
    _missing("district"),
    (
        Level("district-same", "district_l = district_r", _("Kabupaten/kota sama"), "district"),
        Level("district-near", "district_l[:2] = district_r[:2]", _("Provinsi sama, kabupaten/kotanya berbeda")),
        Level("district-other", "ELSE", _("Provinsi berbeda")),
    ),
)
# Most lists bring none of these, so their shares are stated rather than learnt. A NIK holds place and birth day: two
# people born on one day in one place have NIKs that differ by a digit or two, so only an equal one says much.
MOTHER = Feature(
    "mother",
    _missing("mother"),
    (
        # Twins have one mother: beside one birth day and two names it says no more than that they are twins.
        Level(
            "mother-family",
            "jaro_winkler_similarity(mother_l, mother_r) >= 0.9 AND born_l = born_r "
            f"AND NOT list_has_any(rare_l, rare_r) AND {LIKE} < 0.9",
            _("Nama ibu sama, seperti pada saudara kembar"),
            m=0.005,
            u=0.005,
        ),
        Level("mother-same", "mother_l = mother_r", _("Nama ibu sama"), m=0.78, u=0.002),
        Level(
            "mother-near",
            "jaro_winkler_similarity(mother_l, mother_r) >= 0.9",
            _("Nama ibu mirip"),
            m=0.17,
            u=0.004,
        ),
        Level("mother-other", "ELSE", _("Nama ibu berbeda"), m=0.05, u=0.994),
    ),
)
NIK = Feature(
    "nik",
    _missing("nik"),
    (
        Level("nik-same", "nik_l = nik_r", _("NIK sama"), m=0.945, u=1e-9),
        Level(
            "nik-digit",
            "hamming(nik_l, nik_r) = 1 AND nik_l[13:] = nik_r[13:]",
            _("NIK berbeda satu angka"),
            m=0.03,
            u=0.004,
        ),
        Level(
            "nik-turned",
            "hamming(nik_l, nik_r) = 2 AND damerau_levenshtein(nik_l, nik_r) = 1",
            _("NIK berbeda urutan dua angka"),
            m=0.004,
            u=0.002,
        ),
        Level("nik-serial", "nik_l[:12] = nik_r[:12]", _("NIK sama kecuali nomor urutnya"), m=0.015, u=0.05),
        Level("nik-other", "ELSE", _("NIK berbeda"), m=0.006, u=0.944),
    ),
)
VILLAGE = Feature(
    "village",
    _missing("village"),
    (
        Level("village-same", "village_l = village_r", _("Desa/kelurahan sama"), m=0.8, u=0.01),
        Level(
            "village-near",
            "jaro_winkler_similarity(village_l, village_r) >= 0.9",
            _("Nama desa/kelurahan mirip"),
            m=0.1,
            u=0.01,
        ),
        Level("village-other", "ELSE", _("Desa/kelurahan berbeda"), m=0.1, u=0.98),
    ),
)
FEATURES = (NAME, BORN, SEX, DISTRICT, MOTHER, NIK, VILLAGE)
LEVELS = {level.code: level for feature in FEATURES for level in feature.levels}


def codes_of(gammas: tuple[int, ...]) -> tuple[str, ...]:
    """The codes of the levels that hold, of every feature that both sides tell."""
    codes = (feature.code_of(gamma) for feature, gamma in zip(FEATURES, gammas, strict=True))
    return tuple(code for code in codes if code)
