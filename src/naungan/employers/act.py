"""One way to do anything to a report: locked, at the version that was seen, once for every key, and logged."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.db import connection, transaction

from naungan.access.actor import Actor
from naungan.employers.errors import MonthLocked, ReportChanged, SamePerson, WrongMove
from naungan.employers.models import Command, Report
from naungan.employers.months import EmployerMonth, report_to_change
from naungan.employers.moves import BY_NAME, LOCKED, MAKING, Move, State
from naungan.saying import gettext as _
from naungan.web.templatetags.formats import moment
from naungan.web.templatetags.formats import month as in_words


@dataclass(frozen=True, slots=True)
class Order:
    """Who wants something done, under which key, having seen which version (None: whatever it is now)."""

    actor: Actor
    key: uuid.UUID
    version: int | None = None

    def then(self, name: str) -> Order:
        """The order that follows from this one, with a key of its own that is always the same."""
        return replace(self, key=uuid.uuid5(self.key, name), version=None)


@dataclass(frozen=True, slots=True)
class Work:
    """What an act changes in the report beside its state, and what the log says of it."""

    changes: Mapping[str, object]
    detail: str = ""


def nothing_more(report: Report) -> Work:
    """An act that only moves the report."""
    return Work({})


def act(name: str, report_id: int, order: Order, work: Callable[[Report], Work] = nothing_more) -> Report:
    """Do something to a report: `work` does it and says what changes.

    The same key again does nothing. Raises ReportChanged at another version than was seen, MonthLocked or
    WrongMove from a state or by somebody from whom the move is not open, SamePerson.
    """
    move = BY_NAME[name]
    with transaction.atomic():
        report = Report.objects.select_for_update(of=("self",)).get(pk=report_id)
        if Command.objects.filter(key=order.key).exists():
            return report
        _refuse(move, report, order)
        before, done = report.state, work(report)
        for field, value in {**done.changes, "state": move.target, "version": report.version + 1}.items():
            setattr(report, field, value)
        report.save()
        _log(name, report, order, before, done.detail)
    return report


def change(name: str, about: EmployerMonth, order: Order, work: Callable[[Report], Work]) -> Report:
    """Do something to the report of a month that the maker may change; the first act opens it.

    Refused, it leaves no report behind. Raises MonthLocked as `report_to_change`, and what `act` raises.
    """
    with transaction.atomic():
        return act(name, report_to_change(about, order.actor).pk, order, work)


def issue(report: Report, order: Order) -> Report:
    """Issue the payment code of a report that was made final just now; money that came already is seen."""
    follows = order.then("issue")
    report.state, report.version = BY_NAME["issue"].target, report.version + 1
    report.save()
    _log("issue", report, follows, State.FINAL, "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT employers_follow_money(ARRAY[%s]::bigint[])", [report.pk])
    report.refresh_from_db()
    return report


def _refuse(move: Move, report: Report, order: Order) -> None:
    if order.version is not None and order.version != report.version:
        raise ReportChanged(_who_changed(report))
    if report.state not in move.sources:
        told = {"month": in_words(report.month), "state": State(report.state).label, "move": move.words}
        if report.state in (*LOCKED, State.POSTED) and move.by and move.name in MAKING:
            raise MonthLocked(_("Laporan %(month)s terkunci (%(state)s): tidak dapat %(move)s lagi.") % told)
        raise WrongMove(_("Laporan %(month)s sekarang %(state)s: tidak dapat %(move)s.") % told)
    if order.actor.role not in move.by:
        raise WrongMove(
            _("Sebagai %(role)s Anda tidak dapat %(move)s.")
            % {"role": order.actor.role.label.lower(), "move": move.words}
        )
    if move.name == "finalise" and _has_made(report, order.actor):
        raise SamePerson(
            _("Anda ikut menyusun laporan %(month)s, jadi orang lain yang harus memfinalisasinya.")
            % {"month": in_words(report.month)}
        )


def _has_made(report: Report, actor: Actor) -> bool:
    made = Command.objects.filter(report=report, account_id=actor.account_id, name__in=MAKING)
    return report.made_by_id == actor.account_id or made.exists()


def _who_changed(report: Report) -> str:
    last = Command.objects.filter(report=report).order_by("-id").first()
    told = {"month": in_words(report.month), "state": State(report.state).label}
    if last is None:
        return _("Laporan %(month)s sudah berubah (%(state)s). Periksa lagi, lalu ulangi.") % told
    told |= {"who": last.who, "when": moment(last.at)}
    return (
        _("Laporan %(month)s baru saja diubah %(who)s pada %(when)s (%(state)s). Periksa lagi, lalu ulangi.") % told
    )


def _log(name: str, report: Report, order: Order, before: str, detail: str) -> None:
    Command.objects.create(
        report=report,
        account_id=order.actor.account_id,
        who=order.actor.name,
        role=order.actor.role,
        name=name,
        key=order.key,
        before=before,
        after=report.state,
        version=report.version,
        detail=detail,
    )
