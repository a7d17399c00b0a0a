"""Put the people of a decree under cover, and let the reserve take over from whoever leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import override

from naungan.errors import Refused
from naungan.intake.lawful import bpu_entry
from naungan.law.months import first_day, last_day, month_of
from naungan.registry.models import Participation, Person, Segment
from naungan.registry.participate import end_participation, start_participation
from naungan.registry.people import register_person
from naungan.saying import gettext
from naungan.sponsorship.decree import nik_of
from naungan.sponsorship.errors import NotNow
from naungan.sponsorship.models import Candidate, Decree, DecreeLine, Enrolment, Replacement

CONFIRMED = ("N03", "N04", "N05")  # what a person has looked at before the decree was signed


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What came of a decree: people put under cover now, such as were already, and refusals by sentence."""

    started: int
    continued: int
    refused: tuple[tuple[DecreeLine, str], ...]


def enrol(decree: Decree, *, since: date | None = None, account_id: int | None = None) -> Enrolled:
    """Enrol the list of a decree (not its reserve) from a day on: the scheme's first unless told.

    Whoever was enrolled is left alone, so that it may be run again. The registry and PostgreSQL refuse a second
    payer of a month; a refusal is kept with its sentence, in Indonesian whoever enrols, for the reserve to take
    over. Must run as the system.
    """
    begin = since or decree.scheme.first_month
    refused: list[tuple[DecreeLine, str]] = []
    counts = {True: 0, False: 0}
    with transaction.atomic():
        Decree.objects.select_for_update(of=("self",)).get(pk=decree.pk)
        lines = decree.lines.filter(reserve=False, enrolment__isnull=True).order_by("serial")
        for line in lines.select_related("candidate__person", "candidate__region"):
            try:
                with transaction.atomic(), override("id"):
                    participation, new = _cover(line, begin)
            except Refused as no:
                refused.append((line, str(no)))
                _note(line, None, str(no), account_id)
            else:
                counts[new] += 1
                _note(line, participation, "", account_id)
    return Enrolled(counts[True], counts[False], tuple(refused))


def replace(line: DecreeLine, *, because: str, on: date, account_id: int | None = None) -> Replacement:
    """Somebody on a decree leaves and the first of the district's reserve takes over, both on the first day `on`.

    `because` is one of Leaving. A dead person's participation has ended already; who never could be enrolled
    just gives up the place. Without anybody in reserve the place stays empty. Must run as the system.
    Raises NotNow: already replaced, of the reserve, not a first of a month, beyond the scheme.
    """
    scheme = line.decree.scheme
    if on.day != 1 or not scheme.first_month <= on <= scheme.last_month:
        raise NotNow(
            gettext("Penggantian mulai tanggal 1 dalam masa skema, bukan %(on)s.") % {"on": f"{on:%d-%m-%Y}"}
        )
    with transaction.atomic():
        Decree.objects.select_for_update(of=("self",)).get(pk=line.decree_id)
        _refuse_replacing(line)
        _leave(line, because, on)
        came = _next_of_reserve(line, on, account_id)
        return Replacement.objects.create(
            left=line, came=came, payer_id=line.decree.payer_id, because=because, on=on, account_id=account_id
        )


def _refuse_replacing(line: DecreeLine) -> None:
    taken = Replacement.objects.filter(left=line).first()
    if taken is not None:
        raise NotNow(
            gettext("%(candidate)s sudah digantikan per %(on)s.")
            % {"candidate": line.candidate.name, "on": f"{taken.on:%d-%m-%Y}"}
        )
    if not Enrolment.objects.filter(line=line).exists():
        raise NotNow(
            gettext("%(candidate)s belum didaftarkan dari SK ini; tidak ada tempat yang digantikan.")
            % {"candidate": line.candidate.name}
        )


def _leave(line: DecreeLine, because: str, on: date) -> None:
    participation = Enrolment.objects.get(line=line).participation
    if participation is None or participation.during.isempty:
        return
    if participation.during.upper is None or participation.during.upper > on:
        end_participation(participation_id=participation.pk, on=on, because=because)


def _next_of_reserve(line: DecreeLine, on: date, account_id: int | None) -> DecreeLine | None:
    """The first of the district's reserve who can be put under cover; who cannot is noted and passed over."""
    waiting = DecreeLine.objects.filter(
        decree=line.decree, reserve=True, region=line.region, enrolment__isnull=True
    ).order_by("serial")
    for one in waiting.select_related("candidate__person", "candidate__region"):
        try:
            with transaction.atomic(), override("id"):
                participation, _ = _cover(one, on)
        except Refused as no:
            _note(one, None, str(no), account_id)
        else:
            _note(one, participation, "", account_id)
            return one
    return None


def _cover(line: DecreeLine, since: date) -> tuple[Participation, bool]:
    """The participation of somebody on a decree, and whether it is new."""
    scheme, candidate = line.decree.scheme, line.candidate
    person = candidate.person or _person(candidate, since)
    goes_on = Participation.objects.filter(person=person, payer_id=scheme.payer_id, during__contains=since).first()
    if goes_on is not None:
        return goes_on, False
    until = first_day(month_of(scheme.last_month) + 1)
    return (
        start_participation(
            person_id=person.pk,
            payer_id=scheme.payer_id,
            segment=Segment.BPU,
            programmes=scheme.programmes,
            region=line.region.code,
            since=since,
            until=until,
            wage=bpu_entry(last_day(month_of(since))).lowest_base,
            sector=candidate.occupation,
        ),
        True,
    )


def _person(candidate: Candidate, as_of: date) -> Person:
    nik = nik_of(candidate)
    known = Person.objects.filter(nik=nik).first() if nik else None
    if known is not None:
        return known
    if not nik or candidate.born_on is None:
        raise NotNow(
            gettext("%(candidate)s belum ber-NIK atau tanggal lahirnya tidak ada: tidak dapat didaftarkan.")
            % {"candidate": candidate.name}
        )
    return register_person(
        name=candidate.name,
        born_on=candidate.born_on,
        sex=candidate.sex,
        as_of=as_of,
        nik=nik,
        mother_name=candidate.mother_name,
        region=candidate.region.code if candidate.region else None,
        confirmed=CONFIRMED,
    )


def _note(line: DecreeLine, participation: Participation | None, refused: str, account_id: int | None) -> None:
    Enrolment.objects.create(
        line=line,
        payer_id=line.decree.payer_id,
        participation=participation,
        refused=refused,
        account_id=account_id,
    )
