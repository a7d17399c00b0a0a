"""Sentences that are kept, and said in the language of whoever reads them.

What is kept is the Indonesian sentence with `{holes}` (marked with gettext_noop where it is written) and the
parts that fill them, as JSON: text and whole numbers as they are, anything that a language writes in its own way
as an object of one kind (`_KINDS`). A sentence without parts is said as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext

from naungan.web.templatetags import formats

Part = str | int | Mapping[str, Any] | None
UNKNOWN = "?"


def say(words: str, parts: Mapping[str, Part] | None = None) -> str:
    """The sentence in the active language. Raises KeyError for a hole without a part."""
    said = gettext(words) if words else ""
    return said.format_map({name: part_in_words(part) for name, part in parts.items()}) if parts else said


def part_in_words(part: Part) -> str:
    """A part as the active language writes it; what is not known is a question mark."""
    if part is None:
        return UNKNOWN
    if not isinstance(part, Mapping):
        return str(part)
    (kind,) = part
    return UNKNOWN if part[kind] is None else _KINDS[kind](part[kind])


def day(value: date) -> Part:
    """A day, to be written out."""
    return {"day": value.isoformat()}


def month(value: date) -> Part:
    """A month, to be written out."""
    return {"month": value.isoformat()}


def amount(rupiah: int) -> Part:
    """An amount of money."""
    return {"rupiah": rupiah}


def words(sentence: str, **parts: Part) -> Part:
    """Words within a sentence, marked where they are written."""
    return {"words": [sentence, parts] if parts else sentence}


def either(choices: Iterable[str]) -> Part:
    """One of several."""
    return {"either": list(choices)}


def _span(days: list[str | None]) -> str:
    since, until = (formats.day(date.fromisoformat(one)) if one else "" for one in days)
    if not until:
        return gettext("mulai %(since)s") % {"since": since or UNKNOWN}
    return gettext("mulai %(since)s sampai sebelum %(until)s") % {"since": since or UNKNOWN, "until": until}


_KINDS: Mapping[str, Callable[[Any], str]] = {
    "day": lambda day: formats.day(date.fromisoformat(day)),
    "month": lambda month: formats.month(date.fromisoformat(month)),
    "rupiah": formats.rupiah,
    "whole": formats.whole,
    "line": lambda line: gettext("baris %(line)s") % {"line": line},
    "words": lambda kept: say(kept) if isinstance(kept, str) else say(*kept),
    "all": lambda parts: " ".join(map(part_in_words, parts)),
    "either": lambda choices: gettext(" atau ").join(choices),
    "span": _span,
}
