"""How often something may be done: counted in PostgreSQL, for all processes of the site together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

from naungan.access.client import address_of
from naungan.access.errors import TooOften
from naungan.saying import gettext

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times in a window of so many seconds."""

    what: str
    times: int
    seconds: int


CODE_TO_ADDRESS = Limit("code:address", 20, 3600)
CODE_TO_PERSON = Limit("code:person", 5, 3600)
REVEAL = Limit("reveal", 30, 3600)
CALCULATE = Limit("calculate", 600, 60)  # one address may be a whole office
LOOK_UP = Limit("look-up", 30, 60)

# One statement, so that two processes cannot both be the last one allowed.
_COUNTED = """
INSERT INTO access_use (what, who, since, times)
VALUES (%(what)s, %(who)s, to_timestamp(floor(extract(epoch FROM now()) / %(seconds)s) * %(seconds)s), 1)
ON CONFLICT (what, who, since) DO UPDATE SET times = access_use.times + 1
RETURNING times, ceil(extract(epoch FROM since) + %(seconds)s - extract(epoch FROM now()))::int
"""


def count(limit: Limit, who: str) -> None:
    """Count one use by somebody (kept as a digest); TooOften beyond the limit.

    Call it outside the work that may be rolled back: what was tried is counted, whatever comes of it.
    """
    digest = hashlib.sha256(who.encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, {"what": limit.what, "who": digest, "seconds": limit.seconds})
        times, wait = cursor.fetchone()
    if times > limit.times:
        raise TooOften(
            gettext("Terlalu banyak permintaan. Coba lagi dalam %(minutes)s menit.") % {"minutes": -(-wait // 60)},
            wait,
        )


def sent(request: HttpRequest) -> bool:
    """Whether a request sends a form."""
    return request.method == "POST"


def asked(request: HttpRequest) -> bool:
    """Whether a request asks something: a page without a question is free."""
    return bool(request.GET)


def limited(limit: Limit, when: Callable[[HttpRequest], bool] = lambda _: True) -> Callable[[View[P]], View[P]]:
    """A page that an address (or an account, when signed in) may ask for only so often; above its door."""

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def inside(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if when(request):
                account = request.user.pk
                count(limit, f"account {account}" if account else f"address {address_of(request)}")
            return view(request, *args, **kwargs)

        return cast(View[P], inside)

    return guard
