"""From a column of a table to the input it stands for: found by name, read strictly, refused by row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

import pyarrow as pa
import pyarrow.compute as pc

from naungan.engines.array_columns import Column
from naungan.engines.bounds import Bounds
from naungan.engines.errors import TableRefused, TableWrongUse
from naungan.law.inputs import INPUTS
from naungan.wording import whole

# The names under which analysts keep an input, besides the law's own.
NAMES: dict[str, tuple[str, ...]] = {
    "wage": ("upah",),
    "month_wage": ("upah_bulan_ini", "upah_dibayar"),
    "jkk_class": ("kelas_jkk", "kelompok_risiko"),
    "born": ("birth_date", "tanggal_lahir"),
    "foreign": ("wna",),
    "continues": ("menunda_pensiun",),
    "takes_jht": ("ikut_jht",),
    "takes_jp": ("ikut_jp",),
    "takes_jkp": ("ikut_jkp",),
    "relief_pp49": ("keringanan_pp49",),
    "relief_pp7": ("keringanan_pp7",),
    "declared_income": ("penghasilan",),
    "transport": ("transportasi",),
    "public_funds": ("dana_publik",),
    "contract_value": ("nilai_kontrak",),
    "contract_months": ("lama_kontrak",),
    "agency_placed": ("lewat_p3mi",),
}
ROMAN = ("I", "II", "III", "IV", "V")
_YES = ("ya", "true", "1")
_NO = ("tidak", "false", "0")


@dataclass(frozen=True, slots=True)
class Found:
    """A column that stands for an input: `place` in the table, and the name it has there."""

    input: str
    place: int
    name: str


def find_columns(names: Sequence[str], inputs: Sequence[str]) -> list[Found]:
    """The columns that stand for the inputs of a program.

    Raises TableWrongUse if an input without an ordinary value has no column, or an input has two.
    """
    places: dict[str, list[Found]] = {}
    for place, name in enumerate(names):
        meaning = _meaning(name)
        if meaning in inputs:
            places.setdefault(meaning, []).append(Found(meaning, place, name))
    for meaning, found in places.items():
        if len(found) > 1:
            both = " dan ".join(one.name for one in found)
            raise TableWrongUse(f"Kolom {both} sama-sama berarti {INPUTS[meaning].meaning}. Sisakan satu.")
    for name in inputs:
        if INPUTS[name].default is None and name not in places:
            accepted = ", ".join((name, *NAMES.get(name, ())))
            raise TableWrongUse(
                f"Kolom {INPUTS[name].meaning} tidak ada. Beri nama salah satu dari: {accepted}. "
                f"Kolom yang terbaca: {', '.join(names)}."
            )
    return [found[0] for found in places.values()]


def _meaning(name: str) -> str:
    plain = name.strip().lower().replace(" ", "_")
    return next((meaning for meaning, others in NAMES.items() if plain == meaning or plain in others), "")


def read_column(found: Found, column: pa.Array, bounds: Bounds, start: int) -> Column:
    """The numbers or flags of a column, in a batch that begins at row `start` (counted from 0).

    Raises TableRefused naming the row, the column, what was read and what to do: empty cells, fractions,
    negative or unbounded amounts, text that is no number, classes and days that do not exist.
    """
    cells = _Cells(found, _plain(column), start)
    cells.refuse(pc.is_null(cells.values), "isi selnya, atau hapus barisnya")
    if cells.text:
        cells.refuse(pc.equal(cells.values, ""), "isi selnya, atau hapus barisnya")
    numbers: Column = _READERS[INPUTS[found.input].kind](cells, bounds).to_numpy(zero_copy_only=False, writable=True)
    return numbers


def _plain(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    return pc.utf8_trim_whitespace(column) if _is_text(column.type) else column


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of one column in one batch, and how to say that one of them is wrong."""

    found: Found
    values: pa.Array
    start: int

    @property
    def text(self) -> bool:
        return _is_text(self.values.type)

    @property
    def whole(self) -> bool:
        return bool(pa.types.is_integer(self.values.type))

    def refuse(self, wrong: pa.Array, what_to_do: str) -> None:
        """Refuse the first cell for which `wrong` is true."""
        place = pc.index(wrong, True).as_py()
        if place >= 0:
            self.refuse_cell(place, what_to_do)

    def refuse_cell(self, place: int, what_to_do: str) -> NoReturn:
        value = self.values[place].as_py()
        read = "kosong" if value in (None, "") else f"terbaca {value!r}"
        row = whole(self.start + place + 1)
        raise TableRefused(f"Baris data {row}, kolom {self.found.name}: {read}; {what_to_do}.")

    def refuse_type(self, what_to_do: str) -> NoReturn:
        raise TableRefused(f"Kolom {self.found.name} berjenis {self.values.type}; {what_to_do}.")


def _amounts(cells: _Cells, bounds: Bounds) -> pa.Array:
    if cells.text:
        digits = pc.match_substring_regex(cells.values, r"^-?[0-9]{1,18}$")
        cells.refuse(pc.invert(digits), "tulis bilangan bulat tanpa titik, koma atau Rp, contoh 5000000")
    elif not cells.whole:
        cells.refuse_type("ubah menjadi bilangan bulat (int64), tanpa pecahan")
    elif cells.values.type == pa.uint64():
        cells.refuse(pc.greater(cells.values, pa.scalar(bounds.integers, pa.uint64())), _largest(bounds))
    amounts = pc.cast(cells.values, pa.int64())
    cells.refuse(pc.less(amounts, 0), "isi dengan nol atau lebih; koreksi tidak lewat tabel ini")
    cells.refuse(pc.greater(amounts, bounds.integers), _largest(bounds))
    return amounts


def _largest(bounds: Bounds) -> str:
    return f"paling besar {whole(bounds.integers)}"


def _classes(cells: _Cells, bounds: Bounds) -> pa.Array:
    last = bounds.classes[cells.found.input]
    said = f"isi dengan kelas 1 sampai {last} atau I sampai {ROMAN[last - 1]}"
    if cells.text:
        upper = pc.utf8_upper(cells.values)
        roman = pc.index_in(upper, value_set=pa.array(ROMAN[:last]))
        arabic = pc.index_in(upper, value_set=pa.array([str(one) for one in range(1, last + 1)]))
        places = pc.coalesce(roman, arabic)
        cells.refuse(pc.is_null(places), said)
        return pc.add(pc.cast(places, pa.int64()), 1)
    if not cells.whole:
        cells.refuse_type(said)
    cells.refuse(pc.or_(pc.less(cells.values, 1), pc.greater(cells.values, last)), said)
    return pc.cast(cells.values, pa.int64())


def _days(cells: _Cells, bounds: Bounds) -> pa.Array:
    kind = cells.values.type
    if cells.text:
        days = _written_days(cells)
    elif pa.types.is_date(kind) or (pa.types.is_timestamp(kind) and kind.tz is None):
        days = pc.cast(cells.values, pa.date32())
    elif cells.whole and cells.found.name == cells.found.input:
        return pc.cast(cells.values, pa.int64())
    else:
        cells.refuse_type("ubah menjadi tanggal (date), atau tulis TTTT-BB-HH")
    return pc.cast(pc.cast(days, pa.int32()), pa.int64())


def _written_days(cells: _Cells) -> pa.Array:
    said = "tulis tanggal yang ada, TTTT-BB-HH, contoh 1990-08-17"
    cells.refuse(pc.invert(pc.match_substring_regex(cells.values, r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")), said)
    try:
        return pc.cast(cells.values, pa.date32())
    except pa.ArrowInvalid:
        # Only on the way to a refusal are cells looked at one by one.
        cells.refuse(pa.array([not _a_day(one) for one in cells.values.to_pylist()]), said)
        raise


def _a_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _flags(cells: _Cells, bounds: Bounds) -> pa.Array:
    said = "isi dengan ya atau tidak (true atau false, 1 atau 0)"
    if pa.types.is_boolean(cells.values.type):
        return cells.values
    if not cells.text and not cells.whole:
        cells.refuse_type(said)
    words = pc.utf8_lower(pc.cast(cells.values, pa.string()))
    yes = pc.is_in(words, value_set=pa.array(_YES))
    cells.refuse(pc.invert(pc.or_(yes, pc.is_in(words, value_set=pa.array(_NO)))), said)
    return yes


_READERS: dict[str, Callable[[_Cells, Bounds], pa.Array]] = {
    "rupiah": _amounts,
    "months": _amounts,
    "count": _amounts,
    "class": _classes,
    "days": _days,
    "flag": _flags,
}
