"""The evidence in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from naungan.matching.levels import LEVELS

TAKEN = "taken"
_MORE = {TAKEN: _("Baris lain dalam daftar ini jauh lebih cocok dengan orang ini")}


def sentences(codes: Iterable[str]) -> tuple[str, ...]:
    """What the codes of the evidence say, in the reader's language."""
    return tuple(str(_MORE[code] if code in _MORE else LEVELS[code].words) for code in codes)
