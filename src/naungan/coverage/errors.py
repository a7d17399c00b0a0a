"""What coverage refuses, each with what to do next."""

from __future__ import annotations

from collections.abc import Iterable

from naungan.errors import Refused, WrongUse
from naungan.saying import gettext as _


class UnknownChoice(WrongUse):
    """A basis, definition, segment, level or day that is not known; the message lists those that are."""

    def __init__(self, what: str, read: str, known: Iterable[str]) -> None:
        super().__init__(
            _("%(what)s %(read)s tidak dikenal. Yang dikenal: %(known)s.")
            % {"what": what, "read": repr(read), "known": ", ".join(known)}
        )


class UnknownBasis(UnknownChoice):
    """A basis that is not in the table of bases."""

    def __init__(self, read: str, known: Iterable[str]) -> None:
        super().__init__(_("Dasar (--basis)"), read, known)


class NotComputedYet(Refused):
    """No figures of that day: the message names the close to run."""


class NotComputable(Refused):
    """A figure without a denominator was asked for its rate."""


class DifferentBases(Refused):
    """Two figures of different basis, definition or segments were to be compared or subtracted."""


class UnknownRegion(Refused):
    """A region that has no figure or is not registered."""


class ScaleAlreadySet(Refused):
    """The population of this database already has another scale."""


class CannotForecast(Refused):
    """Too few months in a row measure the same; the message says how many there are and what broke."""
