"""Errors of every room as problem documents: one table from what was refused to the status of the answer."""

from __future__ import annotations

import re

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from naungan.contributions.errors import UnknownBill, UnknownPerson
from naungan.coverage.errors import NotComputedYet, UnknownRegion
from naungan.errors import Refused, WrongUse
from naungan.intake.errors import EmployerUnknown, FileRefused
from naungan.law.errors import LawError
from naungan.law.labels import refusal_words
from naungan.saying import said_again
from naungan.web.api import in_english, problem

# The first class that the error is one of decides.
STATUS: tuple[tuple[type[Exception], int], ...] = (
    (UnknownBill, 404),
    (UnknownPerson, 404),
    (UnknownRegion, 404),
    (NotComputedYet, 404),
    (EmployerUnknown, 404),
    (LawError, 422),
    (FileRefused, 422),
    (WrongUse, 400),
    (Refused, 409),
)


def install(api: NinjaAPI) -> None:
    """Let the API answer every error that a caller can do something about as a problem document."""
    api.add_exception_handler(Refused, refused)  # type: ignore[arg-type]
    api.add_exception_handler(LawError, refused)  # type: ignore[arg-type]
    api.add_exception_handler(ValidationError, not_understood)  # type: ignore[arg-type]
    api.add_exception_handler(Http404, lambda _request, _error: not_found())
    api.add_exception_handler(PermissionDenied, lambda _request, _error: _forbidden())
    api.add_exception_handler(AuthenticationError, lambda _request, _error: _unknown())
    api.add_exception_handler(Throttled, too_many)  # type: ignore[arg-type]
    api.add_exception_handler(RequestDataTooBig, lambda _request, _error: _too_big())
    api.add_exception_handler(HttpError, http_error)  # type: ignore[arg-type]


def refused(_request: HttpRequest, error: Exception) -> HttpResponse:
    """A refusal of a verb, with the words it refused with in both languages."""
    status = next(status for kind, status in STATUS if isinstance(error, kind))
    code = re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()
    field = getattr(error, "field", None) or None
    if isinstance(error, LawError):
        return problem(status, code, str(error), f"{field or 'law'}: {refusal_words(error, 'en')}", field)
    meaning = in_english(error)
    return problem(
        status, code, said_again(error, "id") or str(error), said_again(error, "en") or meaning, field, meaning
    )


def not_understood(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A request that does not fit the documentation: the first field that does not, and why."""
    first = error.errors[0]
    field = ".".join(str(part) for part in first["loc"][1:]) or None
    return problem(
        422,
        "invalid-field",
        f"Isian {field or 'permintaan'} belum dapat dibaca: {first['msg']}.",
        first["msg"],
        field,
    )


def too_many(_request: HttpRequest, error: Throttled) -> HttpResponse:
    """Too many requests, and when to come back."""
    answer = problem(429, "too-many-requests", "Terlalu banyak permintaan. Coba lagi sebentar.", "Too many requests.")
    answer["Retry-After"] = str(error.wait or 60)
    return answer


def http_error(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the framework itself could not read."""
    return problem(error.status_code, "bad-request", f"Permintaan tidak dapat dibaca: {error}.", str(error))


def not_found() -> HttpResponse:
    """Nothing is there, or nothing that the caller may see."""
    return problem(404, "not-found", "Tidak ada, atau di luar wewenang Anda.", "Not there, or not yours to see.")


def _forbidden() -> HttpResponse:
    return problem(403, "forbidden", "Peran token ini tidak boleh melakukan itu.", "Not allowed for this role.")


def _unknown() -> HttpResponse:
    answer = problem(401, "unauthorized", "Token tidak dikenal atau sudah berakhir.", "Unknown or expired token.")
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def _too_big() -> HttpResponse:
    return problem(413, "too-large", "Permintaan terlalu besar.", "The request is too large.")
