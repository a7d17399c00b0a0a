"""What the desk refuses; each message says what was read and what to do."""

from __future__ import annotations

from naungan.errors import Refused


class DeskRefused(Refused):
    """Anything the desk refuses."""


class NotYours(DeskRefused):
    """Somebody in this role may not do this."""


class OwnProposal(DeskRefused):
    """The maker of a command may not decide it."""


class AlreadyDecided(DeskRefused):
    """The command has been decided or withdrawn."""


class AlreadyProposed(DeskRefused):
    """The same thing waits for a decision already."""


class ProposalRefused(DeskRefused):
    """What is proposed says nothing new, or lacks its reason or evidence; `field` is where to mend it."""

    def __init__(self, said: str, field: str = "") -> None:
        super().__init__(said)
        self.field = field


class StaleProposal(DeskRefused):
    """What the command would change is no longer as it was when it was proposed."""


class CallRefused(DeskRefused):
    """A note of a call lacks something, or says what cannot be; `field` is where to mend it."""

    def __init__(self, said: str, field: str) -> None:
        super().__init__(said)
        self.field = field
