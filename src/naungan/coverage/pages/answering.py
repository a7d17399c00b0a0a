"""What every coverage page does first: read its address, and say where there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponseBase

from naungan.coverage.asked import Asked, WrongAddress, read_asked
from naungan.coverage.errors import NotComputedYet, UnknownRegion
from naungan.coverage.report import Figures, days_with_figures, figures_of
from naungan.coverage.version import figures_version
from naungan.web.kept import kept_page
from naungan.web.pages import show

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
Page = Callable[Concatenate[HttpRequest, Asked, Figures, P], HttpResponseBase]


def answering(page: Page[P]) -> View[P]:
    """Give a page what its address asks for; a wrong address, or one without figures, gets words instead.

    The public gets a page that was rendered before, as long as the figures are the same.
    """

    def made(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            asked = read_asked(request.GET)
            figures = figures_of(asked.as_of, asked.basis, asked.definition)
            return page(request, asked, figures, *args, **kwargs)
        except WrongAddress as no:
            return show(request, "coverage/refused.html", {"errors": [(no.field, str(no))]}, 400)
        except UnknownRegion:
            return show(request, "coverage/unknown_region.html", status=404)
        except NotComputedYet:
            days = days_with_figures()
            return show(request, "coverage/no_figures.html", {"days": days}, 404 if days else 200)

    @wraps(page)
    def inside(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return kept_page(request, figures_version(), lambda: made(request, *args, **kwargs))

    return cast(View[P], inside)
