"""The same request twice is done once and answered the same: Idempotency-Key (interop.md 6)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, is_dataclass
from functools import wraps
from typing import Any, ParamSpec

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.http import HttpRequest
from ninja.responses import Status
from pydantic import BaseModel

from naungan.access.actor import Actor
from naungan.access.errors import OtherRequest
from naungan.access.models import Answer
from naungan.saying import gettext as _

P = ParamSpec("P")
HEADER = "Idempotency-Key"
LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was given."""

    status: int
    content_type: str
    body: bytes


def answered_once(actor: Actor, key: str, request: bytes, work: Callable[[], Given]) -> Given:
    """Do `work` unless this account had this key answered before: then that answer again.

    To be called inside the transaction of the work: both are kept or neither. A second call that comes
    while the first is at work waits for it. OtherRequest when the key was used for another `request`.
    """
    if not 1 <= len(key) <= LONGEST_KEY:
        raise OtherRequest(
            _("%(header)s harus 1 sampai %(most)s karakter. Yang terbaca %(length)s.")
            % {"header": HEADER, "most": LONGEST_KEY, "length": len(key)}
        )
    digest = hashlib.sha256(request).hexdigest()
    if _claimed(actor, key, digest):
        given = work()
        Answer.objects.filter(account_id=actor.account_id, key=key).update(
            status=given.status, content_type=given.content_type, body=given.body
        )
        return given
    before = Answer.objects.get(account_id=actor.account_id, key=key)
    if before.request_digest != digest or before.status is None:
        raise OtherRequest(
            _("%(header)s %(key)s sudah dipakai untuk permintaan lain. Pakai kunci baru.")
            % {"header": HEADER, "key": repr(key)}
        )
    return Given(before.status, before.content_type, bytes(before.body))


def idempotent(operation: Callable[P, Status[Any]]) -> Callable[P, Status[Any]]:
    """An operation of the API, (request, ...) -> Status, that is done once for each key.

    Without the header it is done each time. Stands below the operation's door, inside its transaction.
    """

    @wraps(operation)
    def once(*args: P.args, **kwargs: P.kwargs) -> Status[Any]:
        request: Any = args[0]
        key = request.headers.get(HEADER)
        if key is None:
            return operation(*args, **kwargs)
        given = answered_once(request.actor, key, _bytes_of(request), lambda: _given(operation(*args, **kwargs)))
        return Status(given.status, json.loads(given.body))

    return once


def _claimed(actor: Actor, key: str, digest: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_answer (account_id, key, request_digest, body) VALUES (%s, %s, %s, '') "
            "ON CONFLICT (account_id, key) DO NOTHING",
            [actor.account_id, key, digest],
        )
        return bool(cursor.rowcount)


def _bytes_of(request: HttpRequest) -> bytes:
    return b"\n".join((str(request.method).encode(), request.get_full_path().encode(), request.body))


def _given(answer: Status[Any]) -> Given:
    return Given(answer.status_code, "application/json", json.dumps(answer.value, cls=_Plain).encode())


class _Plain(DjangoJSONEncoder):
    """JSON of what an operation may answer with."""

    def default(self, o: Any) -> Any:
        if is_dataclass(o) and not isinstance(o, type):
            return asdict(o)
        return o.model_dump() if isinstance(o, BaseModel) else super().default(o)
