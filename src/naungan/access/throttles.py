"""How often the API may be called: counted as everything else is (limits.py), by the address that really called."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from naungan.access.client import address_of
from naungan.access.errors import TooOften
from naungan.access.limits import Limit, count

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class Throttle(BaseThrottle):
    """So many calls by somebody in a window; `rate` is written 120/m, with s, m, h or d."""

    def __init__(self, what: str, rate: str) -> None:
        times, window = rate.split("/")
        self.limit = Limit(what, int(times), _SECONDS[window])
        self._wait = 0

    def who(self, request: HttpRequest) -> str:
        """Whose calls are counted; empty: this throttle does not count this call."""
        raise NotImplementedError

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether the call may go on; it is counted."""
        who = self.who(request)
        try:
            if who:
                count(self.limit, who)
        except TooOften as no:
            self._wait = no.seconds
            return False
        return True

    def wait(self) -> float:
        """Seconds until the window ends."""
        return self._wait


class PublicThrottle(Throttle):
    """Calls without a token, by address."""

    def who(self, request: HttpRequest) -> str:
        """The address, where there is no token."""
        return "" if _actor(request) else f"address {address_of(request)}"


class TokenThrottle(Throttle):
    """Calls with a token, by its account."""

    def who(self, request: HttpRequest) -> str:
        """The account whose token it is."""
        actor = _actor(request)
        return f"account {actor.account_id}" if actor else ""


def _actor(request: Any) -> Any:
    return getattr(request, "auth", None)
