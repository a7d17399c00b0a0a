"""Contributions as REST: what the law asks of somebody, bills with their lines, payments that came in."""

from __future__ import annotations

import csv
import tempfile
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.responses import Status
from pydantic import StringConstraints

from naungan.access.idempotency import idempotent
from naungan.access.models import STAFF, Role
from naungan.access.rest import bearer, seen_by, seen_by_all
from naungan.access.scope import as_system
from naungan.contributions.bill_view import view_bill
from naungan.contributions.bills import bills_of
from naungan.contributions.payments import ENGLISH, import_payments
from naungan.law.answers import explanation_json, receipt_json
from naungan.law.explain import explain
from naungan.law.questions import answer_of, work_out
from naungan.web.api import KEY, Page, answers

router = Router(tags=["contributions"])
OF_PAYERS = (*STAFF, Role.EMPLOYER_MAKER, Role.EMPLOYER_APPROVER, Role.SPONSOR)
MOST_PAYMENTS = 1000
PayerCode = Annotated[str, StringConstraints(max_length=40, pattern=r"^[0-9A-Za-z.-]*$")]


class Question(Schema):
    """One person, project or contract for one month; `inputs` as `naungan calculate` takes them."""

    segment: Literal["PU", "BPU", "JAKON", "PMI"] = "PU"
    month: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", examples=["2022-12"])
    programme: Literal["JKK", "JKM", "JHT", "JP", "JKP", "ALL"] = "ALL"
    inputs: dict[str, Any] = Field(default={}, examples=[{"wage": 12_000_000, "jkk_class": "II"}])


class Calculated(Schema):
    """The answer, the receipt (law version, engine, dated values) and every step with its article."""

    answer: dict[str, Any]
    receipt: dict[str, Any]
    explanation: list[dict[str, Any]]


class BillHead(Schema):
    """A bill without its lines; rupiah. `paid` is what was allocated to it so far."""

    payer_code: str
    payer: str
    month: date
    people: int
    total: int
    paid: int
    due_on: date
    payment_code: str
    settled_on: date | None


class Bills(Schema):
    """A page of bills, newest month first; `next` is the cursor of the page after it."""

    bills: list[BillHead]
    next: str | None


class BillLine(Schema):
    """One person-month of a bill; rupiah."""

    name: str
    for_month: date
    wage: int
    jkk: int
    jkm: int
    jht_employer: int
    jht_employee: int
    jp_employer: int
    jp_employee: int
    total: int


class Charge(Schema):
    """A stage, a fine or an instalment on a bill; rupiah."""

    kind: str
    sequence: int
    jkk: int
    jkm: int
    jp: int
    penalty: int


class Bill(Schema):
    """A bill as its payer sees it; rupiah."""

    payer_code: str
    payer: str
    month: date
    people: int
    jkk: int
    jkm: int
    jht: int
    jp: int
    jp_deferred: int
    penalty: int
    credit_used: int
    credit_forward: int
    total: int
    due_on: date
    payment_code: str
    allocated: int
    settled_on: date | None
    lines: list[BillLine]
    charges: list[Charge]


class PaymentIn(Schema):
    """Money that a bank reports: whole rupiah, one reference once and for all."""

    payment_code: str = Field(max_length=40, pattern=r"^[0-9A-Za-z-]+$")
    amount: int = Field(gt=0, lt=10**15)
    paid_on: date
    bank_reference: str = Field(min_length=1, max_length=60, pattern=r"^[!-~]([ -~]*[!-~])?$")


class PaymentsIn(Schema):
    """Payments, all of them taken in or none."""

    payments: list[PaymentIn] = Field(min_length=1, max_length=MOST_PAYMENTS)


class Taken(Schema):
    """What was taken in; money without a known payer waits in suspense."""

    lines: int
    stored: int
    seen_before: int
    amount: int
    without_payer: int
    amount_without_payer: int


@router.post("/calculations", response=answers(Calculated), summary="Work out a contribution")
@seen_by_all
def calculate(request: HttpRequest, asked: Question) -> dict[str, Any]:
    """What is due for one person, project or contract by the law of the month, explained."""
    worked = work_out(
        {
            "segment": asked.segment,
            "programme": asked.programme,
            "date": asked.month,
            "inputs": {"calc": "contribution", **asked.inputs},
        }
    )
    steps = explanation_json(explain(worked.law, worked.targets, worked.inputs)) if worked.targets else []
    return {"answer": answer_of(worked), "receipt": receipt_json(worked), "explanation": steps}


@router.get("/bills", auth=bearer, response=answers(Bills, 401, 403), summary="Bills that one may see")
@seen_by(*OF_PAYERS)
def bills(request: HttpRequest, page: Query[Page], payer_code: PayerCode = "") -> dict[str, Any]:
    """The bills within the token's scope, newest month first, of one payer where `payer_code` is given."""
    found = bills_of(payer_code, page.cursor, page.limit)
    return {"bills": found.rows, "next": found.next}


@router.get(
    "/bills/{payer_code}/{month}", auth=bearer, response=answers(Bill, 401, 403, 404), summary="A bill with its lines"
)
@seen_by(*OF_PAYERS)
def bill(request: HttpRequest, payer_code: PayerCode, month: date) -> Any:
    """One payer's bill of a month (its first day) with each person-month and charge."""
    return view_bill(payer_code, month)


@router.post(
    "/payments",
    auth=bearer,
    response=answers(Taken, 401, 403, 409, status=201),
    summary="Payments that came in",
    openapi_extra=KEY,
)
@seen_by(Role.HEAD_OFFICE)
@idempotent
def payments(request: HttpRequest, asked: PaymentsIn) -> Status[Any]:
    """Take in payments; a reference that is known already with the same facts changes nothing."""
    with tempfile.TemporaryDirectory() as folder, as_system():
        file = Path(folder, "payments.csv")
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(ENGLISH)
            writer.writerows(
                (one.payment_code, one.amount, one.paid_on, one.bank_reference) for one in asked.payments
            )
        return Status(201, import_payments(file))
