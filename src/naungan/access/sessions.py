"""Sessions end: after a while without use, and at the latest after a working day."""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import ceil

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from naungan.access.actor import Actor
from naungan.access.models import OF_A_PERSON

BEGAN, SEEN = "began", "seen"
NOTED_EVERY = 60  # seconds: a session is written at most so often
WARNED_BEFORE = 120
# A page that asks again by itself says so: it does not show that somebody is there.
BY_ITSELF = "Naungan-By-Itself"


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long a session lasts, in seconds: without use, and in all."""

    idle: int
    whole: int


STAFF_SESSION = Lasting(idle=15 * 60, whole=10 * 3600)
PERSON_SESSION = Lasting(idle=60 * 60, whole=12 * 3600)


def lasting(actor: Actor | None) -> Lasting:
    """Workers and heirs have longer: a weak line, a borrowed phone."""
    return PERSON_SESSION if actor and actor.role in OF_A_PERSON else STAFF_SESSION


def goes_on(session: SessionBase, length: Lasting, now: float, *, used: bool = True) -> bool:
    """Whether a session is still good; if so, that it is used is noted, where it is."""
    began, seen = session.get(BEGAN, now), session.get(SEEN, now)
    if now - seen > length.idle or now - began > length.whole:
        return False
    if BEGAN not in session or SEEN not in session or (used and now - seen > NOTED_EVERY):
        session[BEGAN], session[SEEN] = began, now
    return True


def seconds_left(request: HttpRequest, actor: Actor | None) -> int:
    """Seconds until the session ends if nothing more is done."""
    now, length = time.time(), lasting(actor)
    began, seen = float(request.session.get(BEGAN, now)), float(request.session.get(SEEN, now))
    return max(0, ceil(min(seen + length.idle, began + length.whole) - now))
