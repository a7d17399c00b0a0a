"""What every page does: show a template, and say a refusal where the reader is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show(request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """A page, rendered now: what the database may show ends with the view."""
    return render(request, template, dict(context or {}), status=status)
