"""Reading a calculator's address: every field by its own way of writing, all mistakes at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from naungan.contributions.calculator_fields import Calculator, Field
from naungan.law.errors import QuestionError
from naungan.law.labels import refusal_words
from naungan.saying import gettext
from naungan.web.forms import Unreadable, read_day, read_month, read_rupiah, read_whole
from naungan.web.templatetags import formats

LATEST_YEAR = 2100
MIDDLE = (
    15  # of a month of birth: pension age is judged on the first or last day of a month, so any other day will do
)
LARGEST = 10**15  # beyond all money there is; within what every engine computes exactly


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the fields: texts as typed, values as read, and what is wrong, by name of the field."""

    texts: Mapping[str, str]
    values: Mapping[str, Any]
    errors: Mapping[str, str]

    @property
    def empty(self) -> bool:
        """Whether nothing was filled in."""
        return not any(self.texts.values())


def read_fields(fields: Sequence[Field], given: Mapping[str, str]) -> Filled:
    """Read every field; a mistake in one leaves the others read."""
    texts = {field.name: given.get(field.name, "").strip() for field in fields}
    meant = {field.name: texts[field.name] or field.ordinary for field in fields}
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for field in fields:
        text = meant[field.name]
        if not text and not field.required:
            continue
        try:
            values[field.name] = READERS[field.kind](field, text)
        except Unreadable as no:
            errors[field.name] = str(no)
    return Filled(texts, values, errors)


def canonical(fields: Sequence[Field], values: Mapping[str, Any]) -> str:
    """The one address of a result: its values in plain digits, in the order of the fields, nothing personal.

    Of a birth date only the month stays, and the day where it is the first: no other day of a month
    changes a contribution (PP 45/2015 art. 15 counts by months).
    """
    return urlencode([(field.name, _written(field, values[field.name])) for field in fields if field.name in values])


def spoken(field: Field, value: Any) -> str:
    """A value as the page writes it into its field again; the field reads it back as the same."""
    if field.kind in ("rupiah", "whole"):
        return formats.whole(value)
    if field.kind == "month" or (field.kind == "birth" and value.day != 1):
        return formats.month(value)
    if isinstance(value, date):
        return formats.day(value)
    return _written(field, value)


def question(calculator: Calculator, values: Mapping[str, Any], month: date | None = None) -> dict[str, Any]:
    """The question of law that the fields ask, of their own month or of another."""
    inputs: dict[str, Any] = {"calc": "contribution"}
    for field in calculator.fields:
        if field.name in values and field.gives != "date":
            inputs[field.gives] = _as_input(field, values[field.name])
    when = month or values["bulan"]
    if "birth" in inputs:
        inputs.pop("age_years", None)
    return {"segment": calculator.segment, "programme": "ALL", "date": f"{when:%Y-%m}", "inputs": inputs}


def blamed(fields: Sequence[Field], error: QuestionError) -> tuple[str, str]:
    """The field that a refusal of the law is about, and its words without the input's own name."""
    words = refusal_words(error, formats.language())
    named = next((field.name for field in fields if field.gives == error.field), fields[0].name)
    return named, words[:1].upper() + words[1:]


def _as_input(field: Field, value: Any) -> Any:
    if field.gives == "programmes":
        return ["JKK", "JKM", "JHT"] if field.kind == "flag" else value.split(",")
    if field.gives == "nationality":
        return "foreign"
    if isinstance(value, date):
        return f"{value:%Y-%m}" if field.kind == "month" else value.isoformat()
    return value


def _written(field: Field, value: Any) -> str:
    if field.kind == "month":
        return f"{value:%Y-%m}"
    if field.kind == "birth":
        return value.isoformat() if value.day == 1 else f"{value:%Y-%m}"
    if field.kind == "percent":
        return format(value.scaleb(2).normalize(), "f")
    if field.kind == "flag":
        return "1"
    return value.isoformat() if isinstance(value, date) else str(value)


def _rupiah(field: Field, text: str) -> int:
    return _bounded(read_rupiah(text), LARGEST)


def _whole(field: Field, text: str) -> int:
    return _bounded(read_whole(text), 10**9)


def _bounded(value: int, most: int) -> int:
    if value >= most:
        raise Unreadable(
            gettext("Terbaca %(read)s. Angka sebesar itu tidak dihitung di sini; periksa jumlah nolnya.")
            % {"read": value}
        )
    return value


def _percent(field: Field, text: str) -> Decimal:
    """A rate in percent with either decimal mark; up to two decimals, so that it cannot be a group of thousands."""
    found = re.fullmatch(r"(\d{1,2})(?:[.,](\d{1,2}))?\s*%?", text)
    if not found:
        raise Unreadable(gettext("Terbaca “%(read)s”. Tulis persen, misalnya 11 atau 1,1.") % {"read": text[:20]})
    return Decimal(f"{found[1]}.{found[2] or 0}").scaleb(-2)


def _month(field: Field, text: str) -> date:
    return _not_too_late(read_month(text))


def _day(field: Field, text: str) -> date:
    return _not_too_late(read_day(text))


def _birth(field: Field, text: str) -> date:
    """A birth date; of a month alone the middle stands for every day but the first."""
    try:
        return _not_too_late(read_day(text))
    except Unreadable as no_day:
        try:
            return _not_too_late(read_month(text)).replace(day=MIDDLE)
        except Unreadable:
            raise no_day from None


def _not_too_late(day: date) -> date:
    if not 1880 <= day.year <= LATEST_YEAR:
        raise Unreadable(gettext("Terbaca tahun %(read)d. Tahun itu tidak dihitung di sini.") % {"read": day.year})
    return day


def _choice(field: Field, text: str) -> str:
    codes = [code for code, _ in field.choices]
    if text not in codes:
        raise Unreadable(
            gettext("Terbaca “%(read)s”. Pilih salah satu: %(known)s.")
            % {"read": text[:20], "known": ", ".join(codes)}
        )
    return text


def _flag(field: Field, text: str) -> bool:
    if text != "1":
        raise Unreadable(gettext("Terbaca “%(read)s”. Centang kotaknya, atau kosongkan.") % {"read": text[:20]})
    return True


READERS: dict[str, Callable[[Field, str], Any]] = {
    "rupiah": _rupiah,
    "whole": _whole,
    "percent": _percent,
    "month": _month,
    "day": _day,
    "birth": _birth,
    "choice": _choice,
    "flag": _flag,
}
