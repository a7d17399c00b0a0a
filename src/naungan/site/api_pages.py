"""The documentation of the API as a page, read from the same document that programs read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from naungan.access.doors import public
from naungan.site.api import api
from naungan.site.problems import not_found
from naungan.web.pages import show


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a field of a body: its name, kind, whether it must be given, what it means."""

    name: str
    kind: str
    required: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: how it is called, with what, and what may come back."""

    anchor: str
    method: str
    path: str
    summary: str
    meaning: str
    token: bool
    key: bool
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    answer: tuple[Field, ...]
    statuses: tuple[str, ...]


@public
@require_GET
def documentation(request: HttpRequest) -> HttpResponse:
    """Every operation with its fields and answers."""
    document = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    return show(
        request,
        "site/api.html",
        {"operations": operations_of(document), "title": document["info"]["title"]},
    )


@csrf_exempt
@public
def nothing(request: HttpRequest) -> HttpResponse:
    """An address that the API does not have, told as its callers read answers."""
    return not_found()


def operations_of(document: dict[str, Any]) -> list[Operation]:
    """The operations of an OpenAPI document, in its order."""
    return [
        _operation(document, path, method, told)
        for path, methods in document["paths"].items()
        for method, told in methods.items()
    ]


def _operation(document: dict[str, Any], path: str, method: str, told: dict[str, Any]) -> Operation:
    parameters = [one for one in told.get("parameters", []) if one["in"] != "header"]
    return Operation(
        anchor=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told.get("summary", ""),
        meaning=told.get("description", ""),
        token=bool(told.get("security")),
        key=any(one["in"] == "header" for one in told.get("parameters", [])),
        parameters=tuple(
            Field(one["name"], _kind(one["schema"]), one.get("required", False), one["schema"].get("description", ""))
            for one in parameters
        ),
        body=_fields(document, told.get("requestBody", {}).get("content", {})),
        answer=_fields(document, _good(told).get("content", {})),
        statuses=tuple(sorted(told["responses"])),
    )


def _good(told: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(answer for status, answer in told["responses"].items() if int(status) < 400)
    return found


def _fields(document: dict[str, Any], content: dict[str, Any]) -> tuple[Field, ...]:
    first: dict[str, Any] = next(iter(content.values()), {})
    schema = _resolved(document, first.get("schema", {}))
    required = schema.get("required", ())
    return tuple(
        Field(name, _kind(field), name in required, field.get("description", ""))
        for name, field in schema.get("properties", {}).items()
    )


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    found: dict[str, Any] = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return found


def _kind(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return " / ".join(_kind(one) for one in schema["anyOf"])
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "enum" in schema:
        return " | ".join(str(one) for one in schema["enum"])
    kind = str(schema.get("format") or schema.get("type", "object"))
    return f"{_kind(schema['items'])}[]" if kind == "array" else kind
