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
from naungan.employers.pages.common import BOTH, MAKER, actor_of, context_of, doing, month_of, order_of
from naungan.employers.roster import roster
from naungan.employers.wages import same_as_before
from naungan.web.pages import show


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
    context = context_of(
        request,
        about,
        "",
        workers=roster(about),
        reminders=reminders(about.due_on, timezone.localdate()),
        late=timezone.localdate() > about.due_on,
        months=[one for one in months_of(actor_of(request).payer_id or 0, None, 6) if one.month != about.month][:4],
    )
    return show(request, "employers/month.html", context)
