"""Sentences that are kept, and said in the language of whoever reads them.

What is kept is the Indonesian sentence with `{holes}` (marked with gettext_noop where it is written) and the
parts that fill them, as JSON: text and whole numbers as they are, anything that a language writes in its own way
as one of the kinds below. A sentence without parts is said as it stands.
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
    kind = next(iter(part))
    return UNKNOWN if part[kind] is None else _KINDS[kind](part)


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
    return {"words": sentence, "parts": parts} if parts else {"words": sentence}


def either(choices: Iterable[str]) -> Part:
    """One of several."""
    return {"either": list(choices)}


def _span(part: Mapping[str, Any]) -> str:
    since, until = (formats.day(date.fromisoformat(one)) if one else "" for one in part["span"])
    if not until:
        return gettext("mulai %(since)s") % {"since": since or UNKNOWN}
    return gettext("mulai %(since)s sampai sebelum %(until)s") % {"since": since or UNKNOWN, "until": until}


_KINDS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "day": lambda part: formats.day(date.fromisoformat(part["day"])),
    "month": lambda part: formats.month(date.fromisoformat(part["month"])),
    "rupiah": lambda part: formats.rupiah(part["rupiah"]),
    "whole": lambda part: formats.whole(part["whole"]),
    "line": lambda part: gettext("baris %(line)s") % {"line": part["line"]},
    "words": lambda part: say(part["words"], part.get("parts")),
    "all": lambda part: " ".join(map(part_in_words, part["all"])),
    "either": lambda part: gettext(" atau ").join(part["either"]),
    "span": _span,
}
