"""Read what claims are judged by: registrations, months, bills, payees, what was granted before."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection

from naungan.claims.entitlement.read_sql import CHOSEN, INPUTS

_READ = INPUTS.format(chosen=CHOSEN)


def read_inputs(claims: Iterable[int], on: date) -> dict[int, dict[str, Any]]:
    """The facts of claims by their ids, as they are known now, frozen as JSON; `on` is the day they are judged on."""
    parameters: dict[str, Any] = {"claims": list(claims), "on": on, "zone": settings.TIME_ZONE}
    with connection.cursor() as cursor:
        cursor.execute(_READ, parameters)
        return {row[0]: _object(row[1]) for row in cursor.fetchall()}


def _object(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(value) if isinstance(value, str) else value
    return found
