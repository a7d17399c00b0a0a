"""Participations: start, end, change the wage. Who is covered by whom is what PostgreSQL guards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from django.db import models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from naungan.errors import Refused
from naungan.law.months import first_day, month_of
from naungan.registry.errors import (
    AlreadyActive,
    AnotherPayerThisMonth,
    BadParticipation,
    OutsidePayerLife,
    UnknownParticipation,
    UnknownPayer,
    UnknownPerson,
)
from naungan.registry.models import Participation, Payer, PayerKind, Person, Programme, Segment
from naungan.registry.people import inactive_from
from naungan.registry.refusing import refusing
from naungan.registry.regions import find_region
from naungan.saying import gettext as _
from naungan.web.templatetags import formats

OUTSIDE_LIFE = "a participation falls outside the life of its payer"

_COMPULSORY = Programme.JKK | Programme.JKM
_ALLOWED: Mapping[int, int] = {
    Segment.PU: 31,
    Segment.BPU: _COMPULSORY | Programme.JHT,
    Segment.JAKON: _COMPULSORY,
    Segment.PMI: _COMPULSORY | Programme.JHT,
}
_SEGMENTS: Mapping[int, tuple[int, ...]] = {
    PayerKind.EMPLOYER: (Segment.PU,),
    PayerKind.SELF: (Segment.BPU, Segment.PMI),
    PayerKind.SPONSOR: (Segment.BPU,),
    PayerKind.PROJECT: (Segment.JAKON,),
}


class Leaving(models.TextChoices):
    """Why a participation ended."""

    RESIGNED = "resigned", "Mengundurkan diri"
    CONTRACT_ENDED = "contract_ended", "Kontrak berakhir"
    DISMISSED = "dismissed", "Diputus hubungan kerjanya (PHK)"
    RETIRED = "retired", "Pensiun"
    DIED = "died", "Meninggal dunia"
    MOVED = "moved", "Pindah pembayar atau wilayah"
    REPLACED = "replaced", "Digantikan orang lain dalam daftar"
    FUNDS_ENDED = "funds_ended", "Dana penanggung berakhir"
    LAPSED = "lapsed", "Berhenti karena iuran tidak dibayar"
    PAYER_CLOSED = "payer_closed", "Pembayar ditutup"


def start_participation(
    *,
    person_id: int,
    payer_id: int,
    segment: int,
    programmes: int,
    region: str,
    since: date,
    wage: int,
    until: date | None = None,
    sector: str = "",
    contract: str = "",
    continues_past_pension: bool = False,
) -> Participation:
    """Put a person under the cover of a payer from a day on; `until` is the first day without cover.

    `segment` is 1 to 4 and must be the payer's kind's, `programmes` the mask of law.md 2.1 (JKK and JKM
    always), `region` the code of the work place on the first day, `wage` rupiah a month. Raises
    UnknownPerson, UnknownPayer, UnknownRegion, BadParticipation; AlreadyActive for the same payer in
    the same time, AnotherPayerThisMonth for a BPU person whom somebody else pays for, OutsidePayerLife.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(pk=person_id).first()
        if person is None:
            raise UnknownPerson(_("Orang nomor %(person_id)s tidak terdaftar.") % {"person_id": person_id})
        payer = Payer.objects.filter(pk=payer_id).first()
        if payer is None:
            raise UnknownPayer(_("Pembayar nomor %(payer_id)s tidak terdaftar.") % {"payer_id": payer_id})
        during = DateRange(since, until)
        _judge(person, payer, segment, programmes, during, wage)
        with refusing(sentences(person, payer, during)):
            return Participation.objects.create(
                person=person,
                payer=payer,
                segment=segment,
                programmes=programmes,
                region=find_region(region, since),
                during=during,
                wage=wage,
                sector=sector,
                contract=contract,
                continues_past_pension=continues_past_pension,
            )


def end_participation(*, participation_id: int, on: date, because: str) -> Participation:
    """End a participation; `on` is the first day without cover, `because` one of Leaving.

    Ending it on the same day again changes nothing. Raises UnknownParticipation, and BadParticipation
    for a day outside its time or an unknown reason.
    """
    if because not in Leaving.values:
        raise BadParticipation(
            _("Alasan keluar %(because)s tidak dikenal: %(values)s.")
            % {"because": repr(because), "values": ", ".join(Leaving.values)}
        )
    with transaction.atomic():
        row = _locked(participation_id)
        if row.during.upper == on and row.left_because == because:
            return row
        if row.during.isempty or on <= row.during.lower or (row.during.upper and on > row.during.upper):
            raise BadParticipation(
                _("Kepesertaan %(span)s tidak dapat diakhiri per %(on)s: di luar masanya.")
                % {"span": _time(row), "on": formats.day(on)}
            )
        row.during = DateRange(row.during.lower, on)
        row.left_because = because
        row.save()
    return row


def change_wage(*, participation_id: int, wage: int) -> Participation:
    """Set the monthly wage or declared income, in rupiah, that counts until a wage report says otherwise.

    Raises UnknownParticipation, and BadParticipation for a wage that is not positive.
    """
    _positive(wage)
    with transaction.atomic():
        row = _locked(participation_id)
        if row.wage != wage:
            row.wage = wage
            row.save()
    return row


def _judge(person: Person, payer: Payer, segment: int, programmes: int, during: DateRange, wage: int) -> None:
    _positive(wage)
    if segment not in _SEGMENTS[payer.kind]:
        raise BadParticipation(
            _("%(kind)s %(payer)s tidak membayar untuk segmen %(segment)s.")
            % {"kind": payer.get_kind_display(), "payer": payer.code, "segment": segment}
        )
    if programmes & _COMPULSORY != _COMPULSORY or programmes & ~_ALLOWED[segment]:
        raise BadParticipation(
            _("Program %(programmes)s tidak dapat untuk %(segment)s: wajib %(compulsory)s, boleh %(allowed)s.")
            % {
                "programmes": _names(programmes),
                "segment": Segment(segment).label,
                "compulsory": _names(_COMPULSORY),
                "allowed": _names(_ALLOWED[segment]),
            }
        )
    if payer.kind == PayerKind.SELF and payer.person_id != person.pk:
        raise BadParticipation(
            _("Peserta mandiri %(payer)s hanya membayar untuk dirinya sendiri.") % {"payer": payer.code}
        )
    judge_time(person, during)


def judge_time(person: Person, during: DateRange) -> None:
    """Refuse a time of participation that is empty or lasts beyond a death. Raises BadParticipation."""
    if during.upper is not None and during.upper <= during.lower:
        raise BadParticipation(
            _("Masa %(since)s sampai %(until)s kosong.")
            % {"since": formats.day(during.lower), "until": formats.day(during.upper)}
        )
    if person.died_on is not None and not _within(during, inactive_from(person.died_on)):
        raise BadParticipation(
            _("%(person)s meninggal %(died_on)s: kepesertaan paling lama sampai sebelum %(end)s.")
            % {
                "person": person.name,
                "died_on": formats.day(person.died_on),
                "end": formats.day(inactive_from(person.died_on)),
            }
        )


def _positive(wage: int) -> None:
    if wage <= 0:
        raise BadParticipation(_("Upah harus lebih dari nol rupiah; terbaca %(wage)s.") % {"wage": wage})


def _within(during: DateRange, end: date) -> bool:
    return during.upper is not None and during.upper <= end


def _names(programmes: int) -> str:
    return "+".join(one.label for one in Programme if programmes & one) or _("(tidak ada)")


def _locked(participation_id: int) -> Participation:
    rows = Participation.objects.select_for_update(of=("self",)).select_related("payer")
    row = rows.filter(pk=participation_id).first()
    if row is None:
        raise UnknownParticipation(
            _("Kepesertaan nomor %(participation_id)s tidak terdaftar.") % {"participation_id": participation_id}
        )
    return row


def _time(row: Participation) -> str:
    if row.during.isempty:
        return _("pada %(payer)s (dibatalkan)") % {"payer": row.payer}
    return _("pada %(payer)s %(span)s") % {"payer": row.payer, "span": _span(row.during)}


def _span(days: DateRange) -> str:
    since = _("sejak %(day)s") % {"day": formats.day(days.lower)} if days.lower else _("sejak semula")
    if days.upper is None:
        return since
    return _("%(since)s sampai sebelum %(day)s") % {"since": since, "day": formats.day(days.upper)}


def sentences(
    person: Person, payer: Payer, during: DateRange, apart_from: int | None = None
) -> Mapping[str, Callable[[], Refused]]:
    """What to say where the database refuses a time of participation; `apart_from` is the one being changed."""
    return {
        "participation_once_per_payer": lambda: _already_active(person, payer, during, apart_from),
        "participation_one_bpu_payer_a_month": lambda: _another_payer(person, during, apart_from),
        OUTSIDE_LIFE: lambda: OutsidePayerLife(
            _("%(payer)s membayar %(life)s; kepesertaan %(during)s di luarnya.")
            % {"payer": payer, "life": _span(payer.life), "during": _span(during)}
        ),
    }


def _already_active(person: Person, payer: Payer, during: DateRange, apart_from: int | None) -> Refused:
    rows = Participation.objects.select_related("payer").exclude(pk=apart_from or 0)
    row = rows.filter(person=person, payer=payer, during__overlap=during).order_by("during").first()
    if row is None:
        return AlreadyActive(_("%(person)s sudah aktif.") % {"person": person.name})
    return AlreadyActive(_("%(person)s sudah aktif %(since)s.") % {"person": person.name, "since": _time(row)})


def _another_payer(person: Person, during: DateRange, apart_from: int | None) -> Refused:
    last = during.upper - timedelta(days=1) if during.upper else None
    months = DateRange(first_day(month_of(during.lower)), first_day(month_of(last) + 1) if last else None)
    rows = Participation.objects.select_related("payer").exclude(pk=apart_from or 0)
    row = rows.filter(person=person, segment=Segment.BPU, during__overlap=months).order_by("during").first()
    return AnotherPayerThisMonth(
        _(
            "%(person)s sudah ditanggung %(since)s. Satu pekerja BPU satu pembayar sebulan: akhiri dahulu, "
            "lalu mulai bulan berikutnya."
        )
        % {"person": person.name, "since": _time(row) if row else _("pembayar lain")}
    )
