"""What two officers decide together: the log of all commands, and one of them to be decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from naungan.access.doors import page
from naungan.access.looks import looked
from naungan.access.scope import reading_as_system
from naungan.desk import look_words
from naungan.desk.changes import HANDLINGS
from naungan.desk.decide import approve, may_decide, refuse, withdraw
from naungan.desk.labels import label_of
from naungan.desk.models import Command, Kind, State
from naungan.desk.numbers import kinds_decided_by
from naungan.desk.pages.common import OFFICERS, READERS, actor_of, today
from naungan.errors import Refused
from naungan.registry.models import Payer
from naungan.registry.participate import Leaving
from naungan.web.downloads import Column, as_csv
from naungan.web.downloads import Kind as Holds
from naungan.web.pages import show
from naungan.web.paging import cursor_page
from naungan.web.templatetags import formats

SIZE, EXPORTED = 25, 20_000
MINE = "saya"


@page(*READERS)
@require_GET
def commands(request: HttpRequest) -> HttpResponseBase:
    """The log of commands, the newest first; those that wait for this officer on demand."""
    actor = actor_of(request)
    rows = Command.objects.filter(_wanted(request))
    if request.GET.get("unduh") == "csv":
        return _csv(rows.order_by("-id")[:EXPORTED])
    facts = {
        "page": cursor_page(rows, request, ("-id",), SIZE),
        "states": State.choices,
        "kinds": Kind.choices,
        "state": request.GET.get("keadaan", ""),
        "kind": request.GET.get("jenis", ""),
        "mine": request.GET.get("untuk") == MINE,
        "actor": actor,
    }
    return show(request, "desk/commands.html", facts)


@page(*READERS)
@require_GET
def command(request: HttpRequest, command_id: int) -> HttpResponse:
    """One command: what it changes from what to what, why, on which paper, and who signed."""
    return _shown(request, get_object_or_404(Command.objects.select_related("person", "payer"), pk=command_id))


@page(*OFFICERS)
@require_POST
def decided(request: HttpRequest, command_id: int) -> HttpResponse:
    """Agree to a command, refuse it, or take one's own back."""
    found = get_object_or_404(Command, pk=command_id)
    actor, said, now = actor_of(request), request.POST.get("said", ""), timezone.now()
    acts: dict[str, tuple[Callable[[], Command], Any]] = {
        "approve": (
            lambda: approve(actor=actor, command_id=found.pk, said=said, now=now, today=today()),
            gettext_lazy("Disetujui dan dijalankan."),
        ),
        "refuse": (
            lambda: refuse(actor=actor, command_id=found.pk, said=said, now=now),
            gettext_lazy("Ditolak; pengusul dapat membaca alasannya."),
        ),
        "withdraw": (
            lambda: withdraw(actor=actor, command_id=found.pk, now=now),
            gettext_lazy("Usulan ditarik."),
        ),
    }
    act, words = acts.get(request.POST.get("act", ""), (None, None))
    if act is None:
        return _shown(request, found, [("", gettext("Pilih setuju, tolak, atau tarik."))], 422)
    try:
        act()
    except Refused as no:
        found.refresh_from_db()
        return _shown(request, found, [(getattr(no, "field", ""), str(no))], 409)
    messages.success(request, str(words))
    if found.kind == Kind.CLOSE and request.POST.get("act") == "approve":
        return redirect("desk:close", found.about["month"][:7])
    return redirect("desk:command", command_id)


def _wanted(request: HttpRequest) -> Q:
    asked, actor = request.GET, actor_of(request)
    wanted = Q()
    if asked.get("keadaan") in State.values:
        wanted &= Q(state=asked["keadaan"])
    if asked.get("jenis") in Kind.values:
        wanted &= Q(kind=asked["jenis"])
    if asked.get("untuk") == MINE:
        wanted &= Q(state=State.PROPOSED, kind__in=kinds_decided_by(actor.role)) & ~Q(maker_id=actor.account_id)
    return wanted


def _shown(
    request: HttpRequest, found: Command, errors: list[tuple[str, str]] | None = None, status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    if found.person_id:
        looked(actor, found.person_id, look_words.CORRECTION)
    facts = {
        "command": found,
        "kind": Kind(found.kind).label,
        "rows": list(_rows(found)),
        "may_decide": may_decide(actor, found),
        "own": found.maker_id == actor.account_id,
        "deciders": [role.label for role in HANDLINGS[found.kind].deciders],
        "result": _result(found),
        "errors": errors or [],
    }
    return show(request, "desk/command.html", facts, status)


def _day(text: str | None) -> str:
    return formats.day(date.fromisoformat(text) if text else None)


_MONTH_STATES: dict[str, Any] = {
    "open": gettext_lazy("terbuka"),
    "frozen": gettext_lazy("dibekukan"),
    "closed": gettext_lazy("ditutup"),
}
# What a fact of a command is called, and how its value is written.
_WRITTEN: dict[str, tuple[Any, Callable[[Any], str]]] = {
    "wage": (gettext_lazy("Upah sebulan"), formats.rupiah),
    "back_pay": (gettext_lazy("Rapel"), formats.rupiah),
    "name": (gettext_lazy("Nama"), str),
    "born_on": (gettext_lazy("Tanggal lahir"), _day),
    "sex": (
        gettext_lazy("Jenis kelamin"),
        lambda sex: {"L": gettext("Laki-laki"), "P": gettext("Perempuan")}.get(sex, sex),
    ),
    "nik": (gettext_lazy("NIK"), formats.nik_masked),
    "mother_name": (gettext_lazy("Nama ibu kandung"), lambda name: name or formats.UNKNOWN),
    "phone": (gettext_lazy("Telepon"), lambda number: formats.phone(number) if number else formats.UNKNOWN),
    "died_on": (gettext_lazy("Tanggal meninggal"), _day),
    "since": (gettext_lazy("Mulai"), _day),
    "until": (gettext_lazy("Berakhir (hari pertama tanpa perlindungan)"), _day),
    "because": (
        gettext_lazy("Alasan keluar"),
        lambda word: label_of(Leaving, word) or formats.UNKNOWN,
    ),
    "as_of": (
        gettext_lazy("Pembayaran dihitung sampai"),
        lambda text: _day(text) if text else gettext("akhir bulan"),
    ),
    "payment_code": (gettext_lazy("Kode bayar yang tertulis"), str),
    "amount": (gettext_lazy("Jumlah"), formats.rupiah),
    "paid_on": (gettext_lazy("Tanggal bayar"), _day),
    "state": (gettext_lazy("Keadaan bulan"), lambda word: str(_MONTH_STATES.get(word, word))),
    "confirmed": (gettext_lazy("Temuan NIK yang dikonfirmasi"), ", ".join),
}


def _rows(found: Command) -> Iterator[tuple[Any, str, str]]:
    """(what, before, after) of every fact that the command is about."""
    for name in dict.fromkeys([*found.before, *found.after]):
        if name == "shares":
            yield from _shares(found.after[name])
        else:
            what, write = _WRITTEN[name]
            yield what, _side(found.before, name, write), _side(found.after, name, write)


def _side(facts: dict[str, Any], name: str, write: Callable[[Any], str]) -> str:
    if name not in facts:
        return ""
    return formats.UNKNOWN if facts[name] is None and name != "as_of" else str(write(facts[name]))


def _shares(shares: list[dict[str, Any]]) -> Iterator[tuple[Any, str, str]]:
    with reading_as_system():  # an owner may be of another branch: it is named here, nothing else of it is shown
        owners = {
            one.pk: str(one)
            for one in Payer.objects.filter(pk__in=[share["payer"] for share in shares if share["payer"]])
        }
    for share in shares:
        what = owners.get(share["payer"], gettext("Tetap tanpa pembayar"))
        month = formats.month(date.fromisoformat(share["month"]))
        yield what, "", f"{formats.rupiah(share['amount'])} ({month})"


def _result(found: Command) -> list[tuple[Any, str]]:
    """What applying the command brought, in words."""
    told = found.result or {}
    words: dict[str, tuple[Any, Callable[[Any], str]]] = {
        "adjusts": (
            gettext_lazy("Diperhitungkan pada"),
            lambda text: formats.month(date.fromisoformat(text)) if text else gettext("bulan itu sendiri"),
        ),
        "inactive_from": (gettext_lazy("Tidak aktif mulai"), _day),
        "ended": (gettext_lazy("Kepesertaan yang diakhiri"), str),
        "restored": (gettext_lazy("Kepesertaan yang dilanjutkan"), str),
        "payments": (gettext_lazy("Pembayaran pengganti nomor"), lambda numbers: ", ".join(map(str, numbers))),
        "job": (gettext_lazy("Pekerjaan nomor"), str),
    }
    return [(what, write(told[name])) for name, (what, write) in words.items() if name in told]


def _csv(rows: Any) -> HttpResponseBase:
    columns = [
        Column(gettext("Nomor"), Holds.WHOLE), Column(gettext("Jenis")), Column(gettext("Keadaan")),
        Column(gettext("Pengusul")), Column(gettext("Diusulkan")), Column(gettext("Pemutus")),
        Column(gettext("Diputuskan")), Column(gettext("Alasan")), Column(gettext("Bukti")),
        Column(gettext("Kata pemutus")), Column(gettext("Kunci")),
    ]  # fmt: skip
    return as_csv("usulan", columns, (_csv_row(one) for one in rows))


def _csv_row(one: Command) -> tuple[Any, ...]:
    def when(moment: datetime | None) -> str:
        return timezone.localtime(moment).isoformat(timespec="minutes") if moment else ""

    return (
        one.pk, str(Kind(one.kind).label), str(State(one.state).label), one.maker_name, when(one.made_at),
        one.checker_name, when(one.decided_at), one.reason, one.evidence, one.said, str(one.key),
    )  # fmt: skip
