"""Sentences of refusals: said in the language of whoever is refused, and again in another for whoever else reads.

A program that calls the API is answered in both languages, while the verb that refuses speaks once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import translation


class Said(str):
    """A sentence as it was said, with the words and parts it was made of."""

    words: str
    parts: Any = None

    def __mod__(self, parts: Any) -> Said:
        """The sentence with its parts filled in."""
        return _said(str.__mod__(self, parts), self.words, parts)


def gettext(words: str) -> Said:
    """The sentence in the active language."""
    return _said(translation.gettext(words), words)


def said_again(error: Exception, language: str) -> str | None:
    """What an error says, in a language; None where it was not said by this module."""
    first = error.args[0] if error.args else None
    if not isinstance(first, Said) or str(error) != first:
        return None
    with translation.override(language):
        return str(_again(first))


def _said(text: str, words: str, parts: Any = None) -> Said:
    sentence = Said(text)
    sentence.words, sentence.parts = words, parts
    return sentence


def _again(part: Any) -> Any:
    """A part in the active language: sentences within the sentence too, everything else as it stands."""
    if isinstance(part, Said):
        sentence = translation.gettext(part.words)
        return sentence if part.parts is None else sentence % _again(part.parts)
    if isinstance(part, Mapping):
        return {name: _again(value) for name, value in part.items()}
    return tuple(map(_again, part)) if isinstance(part, tuple) else part
