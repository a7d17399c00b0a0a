"""What banks said: files taken in, lines that wait for a person, and the proof of the books."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from naungan.access.doors import page
from naungan.access.scope import as_system, reading_as_system
from naungan.disbursements.errors import AnswerRefused
from naungan.disbursements.listing import kinds_of, lines_of, waiting_lines, waiting_sums
from naungan.disbursements.models import BankFile, BankLine, Kind, Transfer
from naungan.disbursements.pages.common import READERS, ROWS, actor_of, doing, is_officer
from naungan.disbursements.proof import places, prove
from naungan.disbursements.read_answer import Taken, read_answer
from naungan.disbursements.refusals import contradicted
from naungan.disbursements.resolve import candidates, set_aside, settle_with
from naungan.errors import Refused
from naungan.interop.safe_xml import LARGEST
from naungan.saying import gettext
from naungan.web.pages import show
from naungan.web.paging import cursor_page

NOT_OURS = "none"


@page(*READERS)
@require_http_methods(["GET", "POST"])
def answers(request: HttpRequest) -> HttpResponse:
    """The files of the bank, the newest first, and a form that takes one in."""
    wrong = ""
    if request.method == "POST" and is_officer(request):
        try:
            taken = _taken(request)
        except Refused as no:
            wrong = str(no)
        else:
            messages.success(request, _words(taken))
            return redirect("disbursements:answer", taken.file_id)
    found = cursor_page(BankFile.objects.select_related("source"), request, ("-id",), ROWS)
    facts = {
        "page": found,
        "waiting": waiting_sums(),
        "may_act": is_officer(request),
        "wrong": wrong,
        "errors": [("file", wrong)] if wrong else [],
    }
    return show(request, "disbursements/answers.html", facts, 422 if wrong else 200)


def _taken(request: HttpRequest) -> Taken:
    sent = request.FILES.get("file")
    if sent is None or sent.name is None or sent.size is None:
        raise AnswerRefused(gettext("Pilih berkas dari bank."))
    if sent.size > LARGEST:
        raise AnswerRefused(gettext("Berkas terlalu besar. Minta berkas per hari ke bank."))
    with as_system():
        return read_answer(sent.read(), sent.name[:200], actor_of(request))


def _words(taken: Taken) -> str:
    if taken.already_seen:
        return gettext("Berkas ini sudah pernah masuk; tidak ada yang berubah.")
    return gettext("%(new)d mutasi baru: %(paid)d dibayar, %(returned)d kembali, %(contributions)d iuran.") % {
        "new": taken.new, "paid": taken.paid, "returned": taken.returned, "contributions": taken.contributions,
    }  # fmt: skip


@page(*READERS)
@require_GET
def answer(request: HttpRequest, file_id: int) -> HttpResponse:
    """One file: what its lines turned out to be."""
    file = get_object_or_404(BankFile.objects.select_related("source"), pk=file_id)
    labels = dict(Kind.choices) | {"": gettext("Menunggu keputusan")}
    facts = {
        "file": file,
        "kinds": [(labels[kind], count) for kind, count in kinds_of(file).items()],
        "page": cursor_page(lines_of(file), request, ("id",), ROWS),
        "answers": file.answers.select_related("transfer").order_by("id")[:ROWS],
    }
    return show(request, "disbursements/answer.html", facts)


@page(*READERS)
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """Lines that no rule could tell, the oldest first; transfers of which the bank said two things."""
    facts = {
        "sums": waiting_sums(),
        "page": cursor_page(waiting_lines(), request, ("id",), ROWS),
        "contradicted": contradicted(),
    }
    return show(request, "disbursements/waiting.html", facts)


@page(*READERS)
@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, line_id: int) -> HttpResponse:
    """One line that waits: what it may be, and a form to say what it was."""
    found = get_object_or_404(BankLine.objects.select_related("source", "file", "match"), pk=line_id)
    actor = actor_of(request)
    if request.method == "POST" and is_officer(request):
        chosen, said = request.POST.get("transfer", ""), request.POST.get("said", "")
        done = gettext("Keputusan dicatat.")
        if chosen == NOT_OURS:
            return doing(request, lambda: set_aside(found, actor, said), "disbursements:waiting", said=done)
        if chosen.isdecimal() and len(chosen) < 18:
            transfer = get_object_or_404(Transfer, pk=int(chosen))
            return doing(
                request, lambda: settle_with(found, transfer, actor, said), "disbursements:waiting", said=done
            )
        messages.error(request, gettext("Pilih dulu transfer mana ini."))
    with reading_as_system():  # a line of one account is looked for among all transfers of that account
        may_be = candidates(found)
    facts = {
        "line": found,
        "match": getattr(found, "match", None),
        "candidates": may_be,
        "fitting": [one for one in may_be if one.fits],
        "words": found.more_words.order_by("id"),
        "may_act": is_officer(request) and not hasattr(found, "match"),
        "not_ours": NOT_OURS,
    }
    return show(request, "disbursements/line.html", facts)


@page(*READERS)
@require_GET
def proof(request: HttpRequest) -> HttpResponse:
    """Whether the ledger and the transfers agree, and where all the money is."""
    with reading_as_system():  # sums over the whole country, which name nobody
        now = places()
        facts = {"proofs": prove(now), "places": now}
    return show(request, "disbursements/proof.html", facts)
