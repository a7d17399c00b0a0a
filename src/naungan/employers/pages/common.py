"""What every page of the employer's month does: finds the month, reads the order, says where in it one is."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.access.scope import as_system
from naungan.employers.act import Order
from naungan.employers.errors import AlreadyDone, NoSuchReport, WrongMove
from naungan.employers.models import Command, Report
from naungan.employers.months import EmployerMonth, employer, employer_month, month_now, month_states
from naungan.employers.moves import EDITABLE, State, moves_open
from naungan.errors import Refused
from naungan.saying import gettext

MAKER, APPROVER = Role.EMPLOYER_MAKER, Role.EMPLOYER_APPROVER
BOTH = (MAKER, APPROVER)

STEPS = (
    ("changes", gettext_lazy("Perubahan")),
    ("wages", gettext_lazy("Upah")),
    ("check", gettext_lazy("Periksa")),
    ("finalise", gettext_lazy("Finalisasi")),
    ("pay", gettext_lazy("Bayar")),
)
# How many steps are done in each state.
_DONE = {
    State.DRAFT: 0, State.CALCULATED: 2, State.SUBMITTED: 3, State.FINAL: 4, State.CODE_ISSUED: 4,
    State.DISPUTED: 4, State.PAID: 5, State.POSTED: 5,
}  # fmt: skip
KINDS = {
    State.DRAFT: "neutral", State.CALCULATED: "waiting", State.SUBMITTED: "waiting", State.FINAL: "good",
    State.CODE_ISSUED: "waiting", State.PAID: "good", State.POSTED: "good", State.DISPUTED: "danger",
}  # fmt: skip


class Months:
    """Reads a month in an address: 2022-12."""

    regex = "20[0-9]{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, text: str) -> date:
        """The first day of the month."""
        return date.fromisoformat(f"{text}-01")

    def to_url(self, month: date) -> str:
        """The month as the address has it."""
        return f"{month:%Y-%m}"


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind a door of this room."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def month_of(request: HttpRequest, month: date | None = None) -> EmployerMonth:
    """The actor's employer and a month of it (the one to report for now); no such month is not found."""
    payer = employer(actor_of(request).payer_id)
    if payer is None:
        raise Http404
    states = month_states()
    try:
        return employer_month(payer, month or month_now(states), states)
    except NoSuchReport as wrong:
        raise Http404(str(wrong)) from wrong


def order_of(request: HttpRequest) -> Order:
    """The order of a form: its key (a second click has the same) and the version of the report it was shown with."""
    version = request.POST.get("version", "")
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        key = uuid.uuid4()
    return Order(actor_of(request), key, int(version) if version.isdigit() and len(version) < 10 else None)


def context_of(request: HttpRequest, about: EmployerMonth, here: str, **more: Any) -> dict[str, Any]:
    """What every page of a month shows: its steps, its state, and what this actor may do."""
    report, actor = about.report, actor_of(request)
    state = State(report.state) if report else State.DRAFT
    return {
        "about": about,
        "report": report,
        "total": report.calculation.total if report and report.calculation else None,
        "state": state,
        "kind": KINDS[state],
        "version": report.version if report else "",
        "key": uuid.uuid4(),
        "moves": moves_open(state, actor.role),
        "is_maker": actor.role == MAKER,
        "may_edit": actor.role == MAKER and (state in EDITABLE or can_begin(about, report)),
        "waiting": about.waiting,
        "steps": steps(about, state, here),
        "done": _last_done(report, state),
        **more,
    }


def _last_done(report: Report | None, state: State) -> dict[str, Command]:
    """Who sent and who locked a report that has been sent, by the name of the act."""
    if report is None or state in EDITABLE:
        return {}
    found = Command.objects.filter(report=report, name__in=("submit", "finalise")).order_by("id")
    return {one.name: one for one in found}


def can_begin(about: EmployerMonth, report: Report | None) -> bool:
    """Whether a new report can be begun: none is under way, and a locked one belongs to a closed month."""
    return report is None or (about.closed_into is not None and report.state not in (*EDITABLE, State.SUBMITTED))


def steps(about: EmployerMonth, state: State, here: str) -> list[dict[str, Any]]:
    """The five steps of the month, each done, now or next."""
    done = _DONE[state]
    return [
        {
            "label": words,
            "state": "now" if name == here else ("done" if place < done else "next"),
            "href": reverse(f"employers:{name}", args=[about.month]),
        }
        for place, (name, words) in enumerate(STEPS)
    ]


def doing(
    request: HttpRequest, act: Callable[[], object], after: str, *arguments: object, said: str = ""
) -> HttpResponseRedirect:
    """Do one act outside the actor's scope, which has been asked by now, and go on to another page.

    A refusal is shown there as a message; what was done once is not done or said twice.
    """
    try:
        with as_system():
            act()
    except AlreadyDone:
        pass
    except Refused as no:
        messages.error(request, str(no))
    else:
        if said:
            messages.success(request, said)
    return redirect(after, *arguments)


def require_report(about: EmployerMonth) -> Report:
    """The month's report; without one there is nothing to decide on. Raises WrongMove."""
    if about.report is None:
        raise WrongMove(gettext("Belum ada laporan untuk bulan ini."))
    return about.report


def fragment(request: HttpRequest) -> bool:
    """Whether the page asks for a piece of itself."""
    return bool(getattr(request, "htmx", False))


Answer = HttpResponse | HttpResponseRedirect
