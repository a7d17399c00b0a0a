"""What disbursing refuses; every message says what is so, and what to do."""

from __future__ import annotations

from naungan.errors import Refused


class NothingDue(Refused):
    """No payable is due that could be paid."""


class WrongMove(Refused):
    """The batch is in a state from which this cannot be done, or by somebody who may not do it."""


class BatchChanged(Refused):
    """Somebody else has changed the batch since it was shown."""


class SamePerson(Refused):
    """Whoever prepared a batch does not release it."""


class NotChecked(Refused):
    """Something has to be judged or mended first: a name that differs, an account that is gone."""


class FundsShort(Refused):
    """A programme, or the paying account, does not hold what the batch would pay."""


class UnknownSource(Refused):
    """No such paying account."""


class AnswerRefused(Refused):
    """A bank file that is of no account of ours, or contradicts what was read before."""


class LineRefused(Refused):
    """A line of the bank that cannot be settled this way."""


class BooksDisagree(Refused):
    """The ledger and the transfers differ."""
