"""The employer's month as REST: wages reported line by line, judged as a file is."""

from __future__ import annotations

import csv
import tempfile
import uuid
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema
from ninja.responses import Status

from naungan.access.actor import Actor
from naungan.access.idempotency import idempotent
from naungan.access.models import Role
from naungan.access.rest import bearer, seen_by
from naungan.access.scope import as_system
from naungan.employers.act import Order
from naungan.employers.months import employer, employer_month
from naungan.employers.wages import report_file
from naungan.intake.layouts import WAGES
from naungan.web.api import KEY, answers

router = Router(tags=["wage reports"])
MOST_LINES = 10_000


class WageLine(Schema):
    """One worker's wage: found by KPJ, else NIK, else staff number; whole rupiah a month."""

    kpj: str = Field("", max_length=11, pattern=r"^[0-9A-Z]*$")
    nik: str = Field("", max_length=16, pattern=r"^[0-9]*$")
    code: str = Field("", max_length=40, pattern=r"^[ -~]*$")
    name: str = Field("", max_length=200)
    wage: int = Field(ge=0, lt=10**15)
    back_pay: int = Field(0, ge=0, lt=10**15)


class WageReport(Schema):
    """A month's wages of the token's employer. Rows that ask a question wait for its maker on the site."""

    month: date
    lines: list[WageLine] = Field(min_length=1, max_length=MOST_LINES)


class CodeCount(Schema):
    """How many rows a rule of the catalogue found something in."""

    code: str
    level: str
    count: int
    first_row: int
    example: str


class Judged(Schema):
    """What the report brought: `good` + `soft` + `hard` = `rows`. Row 2 is the first line."""

    upload_id: int
    payer: str
    month: date
    rows: int
    good: int
    soft: int
    hard: int
    stored: int
    unchanged: int
    waiting: int
    already_seen: bool
    adjusts: date | None
    findings: list[CodeCount]


@router.post(
    "",
    auth=bearer,
    response=answers(Judged, 401, 403, 404, 409, 413, status=201),
    summary="Report a month's wages",
    openapi_extra=KEY,
)
@seen_by(Role.EMPLOYER_MAKER)
@idempotent
def report(request: HttpRequest, wages: WageReport) -> Status[Any]:
    """Take in a month's wages: good rows go in, hard ones are said; the same report again changes nothing."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    payer = employer(actor.payer_id)
    if payer is None:
        raise Http404
    with tempfile.TemporaryDirectory() as folder, as_system():
        file = Path(folder, "upah.csv")
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(WAGES.headers)
            writer.writerows((one.kpj, one.nik, one.code, one.name, one.wage, one.back_pay) for one in wages.lines)
        about = employer_month(payer, wages.month.replace(day=1))
        # The result file stays with the report, for its maker to fetch on the site.
        return Status(201, replace(report_file(about, Order(actor, uuid.uuid4()), file).outcome, result=None))
