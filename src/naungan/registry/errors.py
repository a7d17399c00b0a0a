"""What the registry refuses; each message says what was read, with whom it collides, and what to do."""

from __future__ import annotations

from naungan.errors import Refused, WrongUse


class RegistryError(Refused):
    """Anything the registry refuses."""


class UnknownRegion(RegistryError):
    """No region has this code in this code system on this day."""


class UnknownPerson(RegistryError):
    """Nobody is registered under this NIK, card or id."""


class UnknownPayer(RegistryError):
    """No payer has this code or id."""


class UnknownParticipation(RegistryError):
    """No participation has this id."""


class BadNik(RegistryError):
    """A NIK that cannot be one; the message holds every hard finding."""


class NikNotConfirmed(RegistryError):
    """A NIK that may be right but disagrees with something stated, and nobody has confirmed it."""


class AlreadyRegistered(RegistryError):
    """The NIK, card number or payer code belongs to somebody already."""


class BadPerson(RegistryError):
    """What is stated of a person cannot be true."""


class BadNumber(RegistryError):
    """A KPJ, NPP, division, sponsor or project number of the wrong shape."""


class BadPayer(RegistryError):
    """What is stated of a payer cannot be true."""


class RiskClassConflict(RegistryError):
    """The JKK class cannot change on that day."""


class PayerHasParticipations(RegistryError):
    """A payer cannot close while people take part through it beyond that day."""


class BadParticipation(RegistryError):
    """What is stated of a participation cannot be true: dates, wage, segment or programmes."""


class AlreadyActive(RegistryError):
    """The person takes part through this payer already in that time (validation catalogue N06)."""


class AnotherPayerThisMonth(RegistryError):
    """Somebody else pays for this BPU person in one of the months."""


class OutsidePayerLife(RegistryError):
    """The participation would begin before its payer or last longer than it."""


class UnknownCodeSystem(WrongUse):
    """A code system that is neither kemendagri nor bps."""
