"""Codes of mandates as words in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext, gettext_lazy

from naungan.mandates.facts import evidence_kinds
from naungan.mandates.moves import ENDS, Stage, State
from naungan.mandates.overview import LATE
from naungan.web.templatetags.formats import language

register = template.Library()

KINDS = {
    State.NOT_STARTED: "neutral", State.IN_PROGRESS: "waiting", State.SUBMITTED: "waiting", State.VERIFIED: "good",
    State.REJECTED: "warning", State.EXPIRED: "danger", LATE: "danger",
}  # fmt: skip
STATUSES = {
    "seen": gettext_lazy("terlihat di sumber"),
    "recalled": gettext_lazy("belum terverifikasi: dari ingatan"),
    "doubtful": gettext_lazy("belum terverifikasi: diragukan"),
}
REMINDERS = {
    "due": gettext_lazy("Jatuh tempo"),
    "overdue": gettext_lazy("Lewat jatuh tempo"),
    "evidence": gettext_lazy("Bukti akan berakhir"),
}
EVERY = {
    "once": gettext_lazy("sekali"),
    "year": gettext_lazy("tiap tahun"),
    "quarter": gettext_lazy("tiap triwulan"),
}


@register.filter
def said(words: Mapping[str, str]) -> str:
    """Words that are kept in both languages."""
    return words[language()]


@register.filter
def standing_words(code: str) -> str:
    """A state, or that its day has passed."""
    return gettext("Lewat jatuh tempo") if code == LATE else str(State(code).label)


@register.filter
def standing_kind(code: str) -> str:
    """How a state looks."""
    return KINDS[code]


@register.filter
def source_status(code: str) -> str:
    """How sure an entry is."""
    return str(STATUSES[code])


@register.filter
def reminder_words(code: str) -> str:
    """What a reminder is of."""
    return str(REMINDERS[code])


@register.filter
def every_words(code: str) -> str:
    """How often a duty is done."""
    return str(EVERY[code])


@register.filter
def evidence_words(code: str) -> str:
    """A kind of evidence."""
    return said(evidence_kinds()[code].words)


@register.filter
def stage_words(code: str) -> str:
    """A stage of a commitment."""
    return str(Stage(code).label)


@register.filter
def stage_kind(code: str) -> str:
    """How a stage looks."""
    return "waiting" if code not in ENDS else ("good" if code == Stage.FIRST_PAYMENT else "danger")


@register.filter
def web_address(source: str) -> bool:
    """Whether a source can be opened."""
    return source.startswith(("https://", "http://"))
