"""The answer to "am I covered?" in one plain sentence (ux.md 4), in the language of the page.

The sentences leave out who is meant, so that they are as true of a worker who reads as of an heir.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext

from naungan.law.months import first_day, month_of
from naungan.participants.cover import Answer, Cover
from naungan.participants.protection_facts import Protection, State
from naungan.registry.models import PayerKind, Programme, Segment
from naungan.registry.participate import Leaving
from naungan.web.templatetags.formats import day as day_words
from naungan.web.templatetags.formats import month as month_words


def cover_sentence(cover: Cover) -> str:
    """Yes or no, until when, by whom paid, for which risks: one sentence."""
    if cover.died_on is not None:
        return _of_the_dead(cover)
    if cover.headline is None:
        return gettext("Tidak: belum ada kepesertaan atas nama ini.")
    return _SENTENCES[cover.headline.state](cover, cover.headline)


def risks(mask: int) -> list[str]:
    """The risks of the programmes in a mask, in plain words."""
    return [words() for programme, words in RISKS.items() if mask & programme]


RISKS: Mapping[int, Callable[[], str]] = {
    Programme.JKK: lambda: gettext("kecelakaan kerja"),
    Programme.JKM: lambda: gettext("kematian"),
    Programme.JHT: lambda: gettext("hari tua"),
    Programme.JP: lambda: gettext("pensiun"),
    Programme.JKP: lambda: gettext("kehilangan pekerjaan"),
}


def listed(words: list[str]) -> str:
    """JKK, JKM, dan JHT."""
    if len(words) < 2:
        return "".join(words)
    if len(words) == 2:
        return gettext("%(first)s dan %(last)s") % {"first": words[0], "last": words[1]}
    return gettext("%(first)s, dan %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def payers_of(cover: Cover) -> list[str]:
    """Who pays for the protection, each once."""
    return list(dict.fromkeys(payer_words(one) for one in cover.protecting))


def payer_words(one: Protection) -> str:
    """Who pays, as people say it."""
    if one.enrolment.payer_kind == PayerKind.SELF:
        return gettext("peserta sendiri")
    return one.enrolment.payer


def unpaid_words(one: Protection) -> str:
    """The months that are due and not paid: one, or from to."""
    if one.unpaid_from is None:
        return ""
    last = first_day(month_of(one.unpaid_from) + max(one.unpaid, 1) - 1)
    if last == one.unpaid_from:
        return month_words(last)
    return f"{month_words(one.unpaid_from)} – {month_words(last)}"


def _running(cover: Cover, one: Protection) -> str:
    facts = _facts(cover)
    if cover.until is None:
        return (
            gettext("Ya, terlindungi %(when)s selama masih bekerja, dibayar oleh %(payers)s, untuk %(risks)s.")
            % facts
        )
    if cover.until == _registered_end(one):
        return gettext("Ya, terlindungi %(when)s sampai %(until)s, dibayar oleh %(payers)s, untuk %(risks)s.") % facts
    return (
        gettext(
            "Ya, terlindungi %(when)s, paling sedikit sampai %(until)s, dibayar oleh %(payers)s, untuk %(risks)s."
        )
        % facts
    )


def _grace(cover: Cover, one: Protection) -> str:
    facts = {"until": day_words(cover.until), "count": one.unpaid, "day": day_words(cover.day)}
    if cover.stale:
        said = gettext("Pada %(day)s masih terlindungi, sampai %(until)s. Iuran %(count)s bulan belum dibayar.")
    else:
        said = gettext("Masih terlindungi sampai %(until)s. Iuran %(count)s bulan belum dibayar.")
    return said % facts


def _unknown(cover: Cover, one: Protection) -> str:
    if one.enrolment.segment == Segment.PMI:
        return gettext(
            "Belum dapat dipastikan: iuran pekerja migran dibayar di muka dan belum dicatat di sini; "
            "tanyakan kepada kantor cabang."
        )
    if cover.books.begin is None:
        return gettext("Belum dapat dipastikan: iuran belum mulai dibukukan di sini.")
    return gettext(
        "Belum dapat dipastikan: iuran dicatat di sini sejak %(begin)s, dan sejak itu belum tercatat dibayar."
    ) % {"begin": month_words(cover.books.begin)}


def _awaiting(cover: Cover, one: Protection) -> str:
    return gettext(
        "Belum terlindungi %(when)s: perlindungan berlaku setelah iuran pertama dari %(payer)s diterima."
    ) % {"when": _when(cover), "payer": payer_words(one)}


def _coming(cover: Cover, one: Protection) -> str:
    return gettext("Belum terlindungi %(when)s: kepesertaan pada %(payer)s mulai %(since)s.") % {
        "when": _when(cover),
        "payer": payer_words(one),
        "since": day_words(one.since),
    }


def _lapsed(_: Cover, one: Protection) -> str:
    return gettext("Perlindungan berhenti sejak %(since)s karena iuran %(months)s belum dibayar.") % {
        "since": day_words(one.since),
        "months": unpaid_words(one),
    }


def _ended(_: Cover, one: Protection) -> str:
    because = _LEFT.get(one.enrolment.because)
    facts = {"since": day_words(one.since), "payer": payer_words(one)}
    if because is None:
        return gettext("Perlindungan berhenti sejak %(since)s: kepesertaan pada %(payer)s berakhir.") % facts
    return because() % facts


_LEFT: Mapping[str, Callable[[], str]] = {
    Leaving.RETIRED: lambda: gettext(
        "Perlindungan berhenti sejak %(since)s karena pensiun dari %(payer)s; "
        "jaminan hari tua dan pensiun dapat diajukan."
    ),
    Leaving.RESIGNED: lambda: gettext("Perlindungan berhenti sejak %(since)s karena berhenti bekerja di %(payer)s."),
    Leaving.CONTRACT_ENDED: lambda: gettext(
        "Perlindungan berhenti sejak %(since)s karena kontrak dengan %(payer)s berakhir."
    ),
    Leaving.DISMISSED: lambda: gettext(
        "Perlindungan berhenti sejak %(since)s karena hubungan kerja dengan %(payer)s diputus."
    ),
    Leaving.FUNDS_ENDED: lambda: gettext(
        "Perlindungan berhenti sejak %(since)s karena dana dari %(payer)s berakhir."
    ),
    Leaving.REPLACED: lambda: gettext(
        "Perlindungan berhenti sejak %(since)s karena tempat dalam daftar %(payer)s diberikan kepada orang lain."
    ),
    Leaving.PAYER_CLOSED: lambda: gettext("Perlindungan berhenti sejak %(since)s karena %(payer)s ditutup."),
}


def _of_the_dead(cover: Cover) -> str:
    facts = {"died": day_words(cover.died_on)}
    if cover.covered:
        return gettext(
            "Terlindungi saat meninggal dunia pada %(died)s, dibayar oleh %(payers)s, untuk %(risks)s."
        ) % (_facts(cover) | facts)
    if cover.answer is Answer.UNKNOWN:
        return gettext("Belum dapat dipastikan apakah terlindungi saat meninggal dunia pada %(died)s.") % facts
    return gettext("Tidak terlindungi saat meninggal dunia pada %(died)s.") % facts


_SENTENCES: Mapping[State, Callable[[Cover, Protection], str]] = {
    State.RUNNING: _running,
    State.GRACE: _grace,
    State.UNKNOWN: _unknown,
    State.AWAITING: _awaiting,
    State.COMING: _coming,
    State.LAPSED: _lapsed,
    State.ENDED: _ended,
}


def _facts(cover: Cover) -> dict[str, str]:
    return {
        "when": _when(cover),
        "until": day_words(cover.until),
        "payers": listed(payers_of(cover)),
        "risks": listed(risks(cover.programmes)),
    }


def _when(cover: Cover) -> str:
    """Today, or the last day that is known."""
    if cover.day == cover.asked:
        return gettext("hari ini")
    return gettext("pada %(day)s") % {"day": day_words(cover.day)}


def _registered_end(one: Protection) -> date | None:
    """The last day of the registration: of a decree, a contract, a project."""
    until = one.enrolment.until
    return date.fromordinal(until.toordinal() - 1) if until else None
