"""The papers of a handover: certificate, mock cheque, the hosts' list. Each reads what may be said at this moment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import timezone

from naungan.handovers.errors import NoConsent
from naungan.handovers.models import Event, EventState
from naungan.handovers.shown import Said, programme, said_of
from naungan.handovers.words import item_words
from naungan.saying import gettext as _
from naungan.web.pdf import pdf
from naungan.web.templatetags.formats import day, in_words, language, rupiah

TEMPLATES = Path(__file__).parent / "typst"


def certificate_pdf(event: Event, beneficiary_id: int) -> bytes:
    """The certificate of one beneficiary, A4 across. Raises NoConsent."""
    return pdf(TEMPLATES / "certificate.typ", certificate_data(event, said_of(event, beneficiary_id)))


def cheque_pdf(event: Event, beneficiary_id: int) -> bytes:
    """The mock cheque of one beneficiary, A4 across. Raises NoConsent, also where the amount may not be shown."""
    return pdf(TEMPLATES / "cheque.typ", cheque_data(event, said_of(event, beneficiary_id)))


def protocol_pdf(event: Event) -> bytes:
    """The list for the hosts; after the event, what was handed over."""
    return pdf(TEMPLATES / "protocol.typ", protocol_data(event, programme(event)))


def certificate_data(event: Event, said: Said) -> dict[str, Any]:
    """What the certificate says."""
    return _sheet(event) | {
        "title": _("Piagam penyerahan manfaat"),
        "given_to": _("Diberikan kepada"),
        "name": said.name or said.role,
        "statement": _statement(said),
        "lines": [[item_words(programme, item), rupiah(amount)] for programme, item, amount in said.lines],
        "total_label": _("Jumlah"),
        "total": rupiah(said.amount) if said.amount is not None else "",
        "paid": paid_words(said),
    }


def cheque_data(event: Event, said: Said) -> dict[str, Any]:
    """What the mock cheque says. Raises NoConsent where the amount may not be shown."""
    if said.amount is None:
        raise NoConsent(_("Penerima tidak menyetujui jumlahnya disebut: cek simbolis tidak dicetak."))
    words = in_words(said.amount)
    return _sheet(event) | {
        "title": _("Cek simbolis"),
        "to_label": _("Untuk"),
        "name": said.name or said.role,
        "for_label": _("Sebagai"),
        "statement": _statement(said),
        "figures": rupiah(said.amount),
        "words": (words[0].upper() + words[1:]) + " rupiah",
        "paid": paid_words(said),
    }


def protocol_data(event: Event, said: list[Said]) -> dict[str, Any]:
    """What the hosts read."""
    held = event.state == EventState.HELD
    return {
        "lang": language(),
        "title": _("Berita acara penyerahan simbolis") if held else _("Daftar acara penyerahan simbolis"),
        "subtitle": event.title,
        "made": day(timezone.localdate()),
        "foot": _("Hanya yang disetujui penerima yang boleh disebut. Uangnya ditransfer terpisah dari acara ini."),
        "facts": [
            [_("Tempat"), event.place],
            [_("Hari"), f"{day(event.on)}, {event.starts_at:%H.%M}"],
            [_("Tuan rumah"), "; ".join(event.hosts)],
            [_("Penerima"), str(len(said))],
        ],
        "agenda_title": _("Susunan acara"),
        "agenda_head": [_("Urut"), _("Acara"), _("Oleh")],
        "agenda": _agenda(event, said),
        "people_title": _("Penerima, dan yang boleh disebut"),
        "people_note": _("Sebut hanya yang tertulis di sini. Yang tidak tertulis tidak disetujui untuk disebut."),
        "nobody": _("Belum ada penerima yang menyetujui."),
        "people": [_person(one) for one in said],
    }


def paid_words(said: Said) -> str:
    """When the money arrived, beside the event: it never waits for it."""
    if said.paid_on is None or said.days_before is None:
        return _("Transfer manfaat diproses terpisah dari acara ini.")
    told = {"day": day(said.paid_on), "days": abs(said.days_before)}
    if said.days_before > 0:
        return _("Uang manfaat sudah masuk rekening pada %(day)s, %(days)d hari sebelum acara ini.") % told
    if said.days_before == 0:
        return _("Uang manfaat sudah masuk rekening pada %(day)s, hari acara ini.") % told
    return _("Uang manfaat masuk rekening pada %(day)s, %(days)d hari setelah acara ini.") % told


def _sheet(event: Event) -> dict[str, Any]:
    offices = [host.partition(",") for host in event.hosts]
    return {
        "lang": language(),
        "kicker": f"{event.place}, {day(event.on)}",
        "foot": _("Penyerahan simbolis. Bukan alat pembayaran; manfaat ditransfer ke rekening penerima."),
        "signatures": [
            [office.strip() or _("Yang menyerahkan"), name.strip()] for name, _comma, office in offices[:3]
        ],
    }


def _statement(said: Said) -> str:
    programmes = list(dict.fromkeys(programme for programme, _item, _amount in said.lines))
    named = _("manfaat %(programmes)s") % {"programmes": ", ".join(programmes)} if programmes else _("manfaat")
    if said.sponsor:
        return _("%(role)s yang iurannya dibayar %(sponsor)s, penerima %(what)s") % {
            "role": said.role, "sponsor": said.sponsor, "what": named,
        }  # fmt: skip
    return _("%(role)s, penerima %(what)s") % {"role": said.role, "what": named}


def _agenda(event: Event, said: list[Said]) -> list[list[str]]:
    hosts = "; ".join(event.hosts)
    steps: list[tuple[str, str]] = [(_("Pembukaan"), _("Pembawa acara")), (_("Sambutan"), hosts)]
    steps += [(f"{_('Penyerahan kepada')} {one.name or one.role}", event.hosts[0]) for one in said]
    steps += [(_("Penutup dan doa"), _("Pembawa acara"))]
    return [[str(place), what, who] for place, (what, who) in enumerate(steps, start=1)]


def _person(one: Said) -> dict[str, Any]:
    facts = [[_("Jumlah"), rupiah(one.amount)]] if one.amount is not None else []
    if one.sponsor:
        facts.append([_("Iuran dibayar oleh"), one.sponsor])
    facts.append([_("Pembayaran"), paid_words(one)])
    if one.handed:
        told = {"what": one.handed.what, "by": one.handed.by, "to": one.handed.to}
        facts.append([_("Diserahkan"), _("%(what)s oleh %(by)s kepada %(to)s") % told])
    return {
        "place": one.place,
        "name": one.name or _("(nama tidak disebut)"),
        "role": one.role,
        "facts": facts,
        "story": one.story,
        "limits": _("Wajah boleh difoto.") if one.face else _("Wajah tidak difoto dan tidak ditayangkan."),
    }
