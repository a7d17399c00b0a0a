"""What an engine refuses, always with what was read, where, and what to do."""

from __future__ import annotations

from naungan.errors import Refused, WrongUse


class EngineError(WrongUse):
    """A program, column or option that an engine cannot work with; a matter for whoever wrote the call."""


class AmountTooLarge(Refused):
    """An amount so large that its product with a rate would leave 64-bit integers."""


class RowRefused(Refused):
    """A row holds a value that the law has no answer for; the message names the row."""


class TableRefused(Refused):
    """A file or a cell that `naungan law table` cannot take; in Indonesian, for whoever made the file."""


class TableWrongUse(WrongUse):
    """A file, ending, column or option that was named wrongly."""
