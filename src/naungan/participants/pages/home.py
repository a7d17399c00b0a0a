"""The first page: am I covered today?"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET

from naungan.access.doors import page
from naungan.access.models import Role
from naungan.participants.cover import Answer, Cover, programme_names
from naungan.participants.cover_words import RISKS, cover_sentence, listed, payer_words, payers_of, unpaid_words
from naungan.participants.models import DataReport, ReportState
from naungan.participants.pages.who import Who, cover_of, who
from naungan.participants.protection_facts import PROTECTS, Protection, State
from naungan.registry.models import Programme
from naungan.web.pages import show


@page(Role.WORKER, Role.HEIR)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Covered today, yes or no, until when, by whom paid, for which risks; and the way to everything else."""
    whose = who(request)
    cover = cover_of(whose.person)
    context = answer_words(cover) | {
        "who": whose,
        "title": title_of(whose, cover),
        "protections": [protection_words(one, dead=cover.died_on is not None) for one in cover.protections],
        "reports": open_reports(whose),
    }
    return show(request, "participants/home.html", context)


def title_of(whose: Who, cover: Cover) -> str:
    """The question that the page answers."""
    if cover.died_on is not None:
        return gettext("Perlindungan %(name)s") % {"name": whose.person.name}
    if whose.myself:
        return gettext("Apakah saya terlindungi?") if cover.stale else gettext("Apakah saya terlindungi hari ini?")
    return gettext("Apakah %(name)s terlindungi?") % {"name": whose.person.name}


def answer_words(cover: Cover) -> dict[str, Any]:
    """A cover as words for the page: the large word, its colour and sign, the sentence, and its facts."""
    kind, word = (_ANSWERS if cover.died_on is None else _ANSWERS_AT_DEATH)[cover.answer]
    return {
        "cover": cover,
        "kind": kind,
        "word": word,
        "sentence": cover_sentence(cover),
        "payers": listed(payers_of(cover)),
        "programmes": [
            (one.label, words()) for one, words in ((Programme(bit), say) for bit, say in RISKS.items())
            if cover.programmes & one
        ],
    }  # fmt: skip


def protection_words(one: Protection, dead: bool) -> dict[str, Any]:
    """One participation as words for the page; of the dead, as it was on that day."""
    kind, words = _STATES_AT_DEATH.get(one.state, _STATES[one.state]) if dead else _STATES[one.state]
    return {
        "payer": payer_words(one),
        "code": one.enrolment.payer_code,
        "kind": kind,
        "state": words,
        "since": one.enrolment.since,
        "protects": one.state in PROTECTS,
        "until": None if dead else one.until,
        "stopped": one.since if one.state in (State.LAPSED, State.ENDED) else None,
        "programmes": listed(list(programme_names(one.programmes))),
        "paid_through": one.paid_through,
        "unpaid": one.unpaid,
        "unpaid_months": unpaid_words(one),
        "next_due": None if dead or one.state in (State.LAPSED, State.ENDED) else one.next_due,
        "wage_earner": one.enrolment.segment == 1,
    }


def open_reports(whose: Who) -> list[DataReport]:
    """Reports that wait for the desk or for the reader."""
    waiting = (ReportState.DRAFT, ReportState.RECEIVED, ReportState.CHECKING)
    return list(DataReport.objects.filter(person_id=whose.person.pk, state__in=waiting).order_by("-id")[:5])


_ANSWERS = {
    Answer.YES: ("good", gettext_lazy("Ya")),
    Answer.GRACE: ("warning", gettext_lazy("Masih")),
    Answer.NO: ("danger", gettext_lazy("Tidak")),
    Answer.UNKNOWN: ("waiting", gettext_lazy("Belum pasti")),
}
_ANSWERS_AT_DEATH = {
    Answer.YES: ("good", gettext_lazy("Terlindungi")),
    Answer.GRACE: ("good", gettext_lazy("Terlindungi")),
    Answer.NO: ("danger", gettext_lazy("Tidak terlindungi")),
    Answer.UNKNOWN: ("waiting", gettext_lazy("Belum pasti")),
}
_STATES = {
    State.RUNNING: ("good", gettext_lazy("Melindungi")),
    State.GRACE: ("warning", gettext_lazy("Masa tenggang")),
    State.UNKNOWN: ("waiting", gettext_lazy("Belum pasti")),
    State.AWAITING: ("waiting", gettext_lazy("Menunggu iuran pertama")),
    State.COMING: ("neutral", gettext_lazy("Belum mulai")),
    State.LAPSED: ("danger", gettext_lazy("Berhenti: iuran tidak dibayar")),
    State.ENDED: ("neutral", gettext_lazy("Berakhir")),
}
_STATES_AT_DEATH = {
    State.RUNNING: ("good", gettext_lazy("Melindungi pada hari itu")),
    State.GRACE: ("good", gettext_lazy("Melindungi pada hari itu (masa tenggang)")),
}
