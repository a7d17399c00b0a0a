"""People: register, find, correct, give a card, record a death."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TypedDict, Unpack

from django.db import connection, transaction
from django.utils.translation import gettext_noop

from naungan.errors import Refused
from naungan.law.months import first_day, month_of
from naungan.registry.errors import AlreadyRegistered, BadNik, BadPerson, NikNotConfirmed, UnknownPerson
from naungan.registry.models import Card, Person
from naungan.registry.nik import Level, check, clean, mask
from naungan.registry.numbers import check_kpj, make_kpj
from naungan.registry.refusing import refusing
from naungan.registry.regions import find_region
from naungan.saying import gettext
from naungan.web.templatetags import formats

DIED = "died"

_END_PARTICIPATIONS = """
UPDATE registry_participation
SET during = during * daterange(NULL, %(on)s), left_because = %(because)s
WHERE person_id = %(person)s AND NOT during <@ daterange(NULL, %(on)s)
RETURNING isempty(during)
"""
_END_SELF_PAYER = """
UPDATE registry_payer SET life = life * daterange(NULL, %(on)s)
WHERE person_id = %(person)s AND NOT life <@ daterange(NULL, %(on)s)
"""


@dataclass(frozen=True, slots=True)
class DeathRecorded:
    """A death in the registry: how many participations it ended, and how many began only after it."""

    person: Person
    inactive_from: date
    ended: int
    voided: int


class PersonCorrection(TypedDict, total=False):
    """What can be corrected of a person; `region` is a region code, None takes it away."""

    name: str
    born_on: date
    sex: str
    nik: str | None
    passport: str
    nationality: str
    mother_name: str
    phone: str
    email: str
    region: str | None


@dataclass(frozen=True, slots=True)
class _Stated:
    """A person as stated, before it is a row."""

    name: str
    born_on: date
    sex: str
    nik: str | None
    passport: str
    nationality: str
    mother_name: str
    phone: str
    email: str
    region_id: int | None


def register_person(
    *,
    name: str,
    born_on: date,
    sex: str,
    as_of: date,
    nik: str | None = None,
    passport: str = "",
    nationality: str = "ID",
    mother_name: str = "",
    phone: str = "",
    email: str = "",
    region: str | None = None,
    confirmed: Collection[str] = (),
) -> Person:
    """Register a human being on the day `as_of`.

    `sex` is L or P; `region` the code of the district of residence. A NIK may be missing (not yet
    known, or a foreigner, who then needs a passport). Soft findings of the NIK check must be named in
    `confirmed` (their codes). Raises BadPerson, BadNik, NikNotConfirmed, AlreadyRegistered, UnknownRegion.
    """
    region_id = find_region(region, as_of).pk if region else None
    stated = _Stated(name, born_on, sex, nik, passport, nationality, mother_name, phone, email, region_id)
    checked = _checked(stated, as_of, confirmed)
    with refusing(_sentences(checked)):
        return Person.objects.create(**asdict(checked))


def correct_person(
    *, person_id: int, as_of: date, confirmed: Collection[str] = (), **changes: Unpack[PersonCorrection]
) -> Person:
    """Correct what was registered of a person; the history keeps what it said before.

    The whole person is judged again as on registration, with the same errors.
    """
    fields: dict[str, object] = {key: value for key, value in changes.items() if key != "region"}
    if "region" in changes:
        code = changes["region"]
        fields["region_id"] = find_region(code, as_of).pk if code else None
    with transaction.atomic():
        person = _locked(person_id)
        before = _Stated(**{name: getattr(person, name) for name in _Stated.__slots__})
        checked = _checked(replace(before, **fields), as_of, confirmed)  # type: ignore[arg-type]
        for name, value in asdict(checked).items():
            setattr(person, name, value)
        with refusing(_sentences(checked)):
            person.save()
    return person


def find_person(nik: str) -> Person:
    """The person with this NIK. Raises BadNik where the text has no 16 digits, and UnknownPerson."""
    digits = clean(nik)
    if len(digits) != 16 or not digits.isdecimal():
        raise BadNik(gettext("NIK harus 16 angka. Terbaca %(digits)s tanda.") % {"digits": len(digits)})
    person = Person.objects.filter(nik=digits).first()
    if person is None:
        raise UnknownPerson(
            gettext(
                "Kami belum menemukan NIK %(digits)s di daftar peserta. Bisa jadi belum terdaftar atau NIK "
                "salah ketik."
            )
            % {"digits": mask(digits)}
        )
    return person


def find_card_holder(kpj: str) -> Person:
    """The person who holds the card with this KPJ. Raises BadNumber and UnknownPerson."""
    number = check_kpj(kpj)
    person = Person.objects.filter(cards__kpj=number).first()
    if person is None:
        raise UnknownPerson(
            gettext("KPJ %(number)s tidak ditemukan. Periksa angkanya, atau cari dengan NIK.") % {"number": number}
        )
    return person


def add_card(*, person_id: int, kpj: str, issued_on: date) -> Card:
    """Add a card that was issued elsewhere; a person may hold several over a career.

    The same card for the same person again changes nothing. Raises BadNumber, UnknownPerson, and
    AlreadyRegistered where the number is somebody else's.
    """
    number = check_kpj(kpj)
    with transaction.atomic():
        person = _locked(person_id)
        held = Card.objects.filter(kpj=number).select_related("person").first()
        if held is not None and held.person_id == person.pk:
            return held
        with refusing({"registry_card_kpj_key": lambda: _card_of_another(number)}):
            return Card.objects.create(kpj=number, person=person, issued_on=issued_on)


def issue_card(*, person_id: int, issued_on: date) -> Card:
    """Issue a card with the next free number of our own. Raises UnknownPerson."""
    with transaction.atomic():
        person = _locked(person_id)
        number = _next_kpj(issued_on)
        while Card.objects.filter(kpj=number).exists():
            number = _next_kpj(issued_on)
        return Card.objects.create(kpj=number, person=person, issued_on=issued_on)


def record_death(*, person_id: int, died_on: date, reported_on: date) -> DeathRecorded:
    """Record a death; the person is inactive from the first day of the next month.

    Participations still running then end on that day; such as begin only later become empty, so that
    nothing is owed for them. A self-payer's life ends with theirs. The same death again changes
    nothing. Raises UnknownPerson, and BadPerson for a day that cannot be or another day than recorded.
    """
    inactive = inactive_from(died_on)
    with transaction.atomic():
        person = _locked(person_id)
        _possible_death(person, died_on, reported_on)
        person.died_on = died_on
        person.save()
        bound: dict[str, int | str | date | None] = {
            "on": inactive,
            "person": person.pk,
            "because": DIED,
        }
        with connection.cursor() as cursor:
            cursor.execute(_END_PARTICIPATIONS, bound)
            voided = [row[0] for row in cursor.fetchall()]
            cursor.execute(_END_SELF_PAYER, bound)
    return DeathRecorded(person, inactive, voided.count(False), voided.count(True))


def inactive_from(died_on: date) -> date:
    """The first day of the month after a death: nobody is under cover from then on."""
    return first_day(month_of(died_on) + 1)


def _checked(stated: _Stated, as_of: date, confirmed: Collection[str]) -> _Stated:
    """The person as it will be stored, or the reason why not."""
    said = next((sentence for broken, sentence in _PERSON_RULES if broken(stated, as_of)), None)
    if said is not None:
        raise BadPerson(gettext(said))
    compact = replace(stated, name=" ".join(stated.name.split()))
    if stated.nik is None:
        return compact
    reading = check(stated.nik, as_of=as_of, born_on=stated.born_on, sex=stated.sex)
    if reading.refused:
        raise BadNik(" ".join(f"{one.said} {one.repair}" for one in reading.at(Level.HARD)))
    open_findings = [one for one in reading.at(Level.SOFT) if one.code not in confirmed]
    if open_findings:
        doubts = " ".join(f"[{one.code}] {one.said} {one.repair}" for one in open_findings)
        raise NikNotConfirmed(gettext("%(said)s Bila sudah benar, konfirmasikan.") % {"said": doubts})
    return replace(compact, nik=reading.nik)


_PERSON_RULES: tuple[tuple[Callable[[_Stated, date], bool], str], ...] = (
    (lambda p, _: not p.name.strip(), gettext_noop("Nama kosong. Isi nama sesuai KTP.")),
    (lambda p, _: p.sex not in ("L", "P"), gettext_noop("Jenis kelamin harus L atau P.")),
    (lambda p, as_of: p.born_on > as_of, gettext_noop("Tanggal lahir di masa depan. Periksa tahunnya.")),
    (
        lambda p, _: p.nationality != "ID" and p.nik is None and not p.passport.strip(),
        gettext_noop("Warga negara asing tanpa NIK perlu nomor paspor."),
    ),
)


def _possible_death(person: Person, died_on: date, reported_on: date) -> None:
    if died_on > reported_on:
        raise BadPerson(
            gettext("Tanggal meninggal %(died_on)s sesudah tanggal lapor %(reported_on)s.")
            % {"died_on": formats.day(died_on), "reported_on": formats.day(reported_on)}
        )
    if died_on < person.born_on:
        raise BadPerson(
            gettext("Tanggal meninggal %(died_on)s sebelum lahir %(born_on)s.")
            % {"died_on": formats.day(died_on), "born_on": formats.day(person.born_on)}
        )
    if person.died_on not in (None, died_on):
        raise BadPerson(
            gettext("%(person)s sudah tercatat meninggal %(died_on)s. Periksa akta kematian.")
            % {"person": person.name, "died_on": formats.day(person.died_on)}
        )


def _locked(person_id: int) -> Person:
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        raise UnknownPerson(gettext("Orang nomor %(person_id)s tidak terdaftar.") % {"person_id": person_id})
    return person


def _sentences(stated: _Stated) -> Mapping[str, Callable[[], Refused]]:
    return {
        "registry_person_nik_key": lambda: _nik_of_another(stated.nik or ""),
        "person_died_after_birth": lambda: BadPerson(
            gettext("Tanggal lahir %(born_on)s sesudah tanggal meninggal yang tercatat.")
            % {"born_on": formats.day(stated.born_on)}
        ),
    }


def _nik_of_another(nik: str) -> Refused:
    holder = find_person(nik)
    return AlreadyRegistered(
        gettext(
            "NIK %(nik)s sudah terdaftar atas nama %(holder)s, lahir %(born_on)s. Pakai data itu, atau periksa NIK."
        )
        % {"nik": mask(nik), "holder": holder.name, "born_on": formats.day(holder.born_on)}
    )


def _card_of_another(kpj: str) -> Refused:
    return AlreadyRegistered(
        gettext("KPJ %(kpj)s sudah dipegang %(name)s. Periksa nomornya.")
        % {"kpj": kpj, "name": find_card_holder(kpj).name}
    )


def _next_kpj(issued_on: date) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('registry_card', 'id'))")
        return make_kpj(cursor.fetchone()[0], issued_on)
