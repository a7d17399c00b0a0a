"""What contributions refuse."""

from __future__ import annotations

from naungan.errors import Refused


class MonthNotOpen(Refused):
    """The month cannot be closed or reported for in its present state."""


class PayerIncomplete(Refused):
    """A payer lacks what the law needs to know of it."""


class NotBillable(Refused):
    """The month close cannot bill this yet."""


class UnknownBill(Refused):
    """No such payer or bill."""


class PaymentFileRefused(Refused):
    """A payment file has a line that cannot be read."""


class UnknownPerson(Refused):
    """No such person."""


class PaymentNotIdentified(Refused):
    """A payment cannot be given to these payers."""
