"""The month on one page: where it stands, what comes next, and the whole of it in one click when nothing changed."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from naungan.access.doors import page
from naungan.employers.calculate import calculate
from naungan.employers.history import months_of
from naungan.employers.money import reminders
from naungan.employers.months import EmployerMonth, employer_month
from naungan.employers.pages.common import BOTH, MAKER, context_of, doing, month_of, order_of
from naungan.employers.roster import roster
from naungan.employers.wages import same_as_before
from naungan.web.pages import show

LINES_SHOWN = 6


@page(*BOTH)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The month that is to be reported now."""
    return _show(request, month_of(request))


@page(*BOTH)
@require_GET
def month(request: HttpRequest, month: date) -> HttpResponse:
    """Any month."""
    return _show(request, month_of(request, month))


@page(MAKER)
@require_POST
def same(request: HttpRequest, month: date) -> HttpResponse:
    """Everybody as last month, and calculated: the next page shows the difference."""
    about, order = month_of(request, month), order_of(request)

    def act() -> None:
        same_as_before(about, order)
        calculate(employer_month(about.payer, about.month), order.then("calculate"))

    said = gettext("Upah dilaporkan sama seperti bulan lalu dan iurannya dihitung. Periksa selisihnya, lalu kirim.")
    return doing(request, act, "employers:check", month, said=said)


def _show(request: HttpRequest, about: EmployerMonth) -> HttpResponse:
    lines = months_of(about.payer.pk, about.next_month, LINES_SHOWN)
    own = next((one for one in lines if one.month == about.month and one.adjusts is None), None)
    due_on = own.due_on if own and own.due_on and about.closed_into else about.due_on
    context = context_of(
        request,
        about,
        "",
        workers=roster(about),
        own=own,
        billed=own.total if own else None,
        due_on=due_on,
        reminders=reminders(due_on, timezone.localdate()),
        late=timezone.localdate() > due_on and not (own and own.settled_on),
        months=[one for one in lines if one.month != about.month],
    )
    return show(request, "employers/month.html", context)
