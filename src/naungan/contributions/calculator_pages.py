"""The calculators: what somebody owes, and what it costs to protect others. Every result has an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from naungan.access.doors import public
from naungan.access.limits import CALCULATE, asked, limited
from naungan.contributions.calculator_answer import Shown, changes, shown
from naungan.contributions.calculator_fields import CALCULATORS, Calculator, Field
from naungan.contributions.calculator_reading import Filled, blamed, canonical, question, read_fields, spoken
from naungan.law.errors import QuestionError
from naungan.web.forms import Unreadable, read_month
from naungan.web.pages import show
from naungan.web.templatetags import formats

BESIDE = "banding"  # the month that a result is held against


@dataclass(frozen=True, slots=True)
class Shape:
    """A field as the form shows it: as typed, with what is wrong."""

    field: Field
    text: str
    error: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The same question in another month: its answer and what the law changed between them."""

    month: date
    shown: Shown
    changes: list[tuple[str, str, str, str]]


@public
@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """The calculators there are."""
    return show(request, "contributions/calculators.html", {"calculators": CALCULATORS.values()})


@limited(CALCULATE, when=asked)
@public
@require_safe
def calculate(request: HttpRequest, slug: str) -> HttpResponse:
    """One segment: the form, and with its fields filled the answer with every step.

    An address that says the same in other words (a day of birth, grouped digits) leads to the one
    address of the result.
    """
    found = CALCULATORS.get(slug)
    if found is None:
        raise Http404
    filled = read_fields(found.fields, request.GET.dict())
    if filled.empty and BESIDE not in request.GET:
        return _form(request, found, filled, {})
    answer, errors = _answer(found, filled)
    if answer is None:
        return _form(request, found, filled, errors, status=400)
    address = canonical(found.fields, filled.values)
    beside, errors = _beside(found, filled, request.GET.get(BESIDE, "").strip(), answer)
    asked_beside = f"&{BESIDE}={beside.month:%Y-%m}" if beside else ""
    if not errors and request.GET.urlencode() != address + asked_beside:
        return HttpResponseRedirect(f"{request.path}?{address}{asked_beside}")
    context = {
        "result": answer,
        "beside": beside,
        "beside_text": formats.month(beside.month) if beside else request.GET.get(BESIDE, ""),
        "rows": _rows(answer, beside),
        "hidden": parse_qsl(address),
        "address": request.build_absolute_uri(f"{request.path}?{address}{asked_beside}"),
    }
    return _form(request, found, filled, errors, context, 400 if errors else 200)


def _answer(found: Calculator, filled: Filled) -> tuple[Shown | None, dict[str, str]]:
    """The answer, or every mistake by field."""
    if filled.errors:
        return None, dict(filled.errors)
    try:
        return shown(question(found, filled.values)), {}
    except QuestionError as no:
        return None, dict([blamed(found.fields, no)])


def _beside(found: Calculator, filled: Filled, text: str, answer: Shown) -> tuple[Beside | None, dict[str, str]]:
    if not text:
        return None, {}
    try:
        month = read_month(text)
        other = shown(question(found, filled.values, month))
    except Unreadable as no:
        return None, {BESIDE: str(no)}
    except QuestionError as no:
        return None, {BESIDE: blamed(found.fields, no)[1]}
    return Beside(month, other, changes(answer, other)), {}


def _rows(answer: Shown, beside: Beside | None) -> list[dict[str, Any]]:
    """The amounts, each with that of the other month and the difference."""
    there = {one.name: one.whole for one in beside.shown.amounts} if beside else {}
    rows = []
    for one in answer.amounts:
        other = there.get(one.name)
        difference = other - one.whole if other is not None and one.whole is not None else None
        rows.append({"amount": one, "other": other, "difference": difference})
    return rows


def _form(
    request: HttpRequest, found: Calculator, filled: Filled, errors: dict[str, str],
    context: dict[str, Any] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    shapes = shapes_of(found.fields, filled, errors)
    further = [one for one in shapes if one.field.further]
    return show(
        request,
        "contributions/calculator.html",
        {
            "calculator": found,
            "calculators": CALCULATORS.values(),
            "fields": [one for one in shapes if not one.field.further],
            "further": further,
            "further_open": any(one.text not in ("", one.field.ordinary) or one.error for one in further),
            "errors": list(errors.items()),
            "beside_error": errors.get(BESIDE, ""),
            **(context or {}),
        },
        status,
    )


def shapes_of(fields: Sequence[Field], filled: Filled, errors: Mapping[str, str]) -> list[Shape]:
    """The fields to show: as typed while something is wrong, else as read; an empty form begins with this month."""
    begun = {"month": formats.month(timezone.localdate())} if filled.empty else {}

    def text(field: Field) -> str:
        if field.name in filled.values and not errors:
            return spoken(field, filled.values[field.name])
        required = begun.get(field.kind, "") if field.required else ""
        return filled.texts[field.name] or field.ordinary or required

    return [Shape(field, text(field), errors.get(field.name, "")) for field in fields]
