"""What every page does: show a template; and the page of the components themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from naungan.web.charts import chart_response
from naungan.web.design import CONTEXT, example_chart

View = Callable[[HttpRequest], HttpResponse]
GUARDED = "guarded"  # the mark that naungan.access.doors leaves, too


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A page, rendered now: what the database may show ends with the view."""
    return render(request, template, dict(context or {}), status=status)


def without_data(view: View) -> View:
    """The door of a page that reads nothing from the database: everybody may see it."""
    setattr(view, GUARDED, ())
    return view


@without_data
@require_GET
def design(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return show(request, "web/design.html", CONTEXT)


@without_data
@require_GET
def design_chart(request: HttpRequest) -> HttpResponse:
    """The chart of the design page."""
    return chart_response(request, example_chart())


@without_data
@require_POST
def change_language(request: HttpRequest) -> HttpResponse:
    """The switch: the language the reader chose, on the page they were on."""
    return set_language(request)
