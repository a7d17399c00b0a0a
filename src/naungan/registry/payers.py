"""Payers: register employers, self-payers, sponsors and projects; change a risk class; close."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from naungan.errors import Refused
from naungan.registry.errors import (
    AlreadyRegistered,
    BadPayer,
    PayerHasParticipations,
    RiskClassConflict,
    UnknownPayer,
    UnknownPerson,
)
from naungan.registry.models import (
    Employer,
    Participation,
    Payer,
    PayerKind,
    Person,
    Project,
    RiskClass,
    Scale,
    Sponsor,
)
from naungan.registry.numbers import (
    employer_code,
    project_code,
    self_payer_code,
    split_employer_code,
    sponsor_code,
)
from naungan.registry.refusing import refusing
from naungan.registry.regions import find_region
from naungan.saying import gettext as _
from naungan.web.templatetags import formats

OUTSIDE_LIFE_WHEN_SHRUNK = "a participation would fall outside the life of its payer"
_SCALES = tuple(sorted(Scale.values))
_FUND_SOURCES = tuple(sorted(choice[0] for choice in Sponsor.fund_source.field.choices or ()))
_STAGE_PLANS = ("100", "50/25/25", "20/30/30/20")


def register_employer(
    *,
    npp: str,
    name: str,
    region: str,
    since: date,
    scale: str,
    jkk_class: int,
    division: str = "000",
    registered_on: date | None = None,
    class_from: date | None = None,
    industry: str = "",
    jkk_paid_through: date | None = None,
) -> Payer:
    """Register an employer division: NPP of 8 characters, division of 3, scale, JKK class from a day.

    `since` is the first day of its life as a payer and by default the day of registration and of the
    class. `region` is a code valid on the day of registration; `jkk_paid_through` the last month paid
    (PP 7/2025 asks for it). Raises BadNumber, BadPayer, AlreadyRegistered, UnknownRegion.
    """
    code = employer_code(npp, division)
    _require_known(scale, _SCALES, _("Skala usaha %(read)s tidak dikenal: %(known)s."))
    _require_class(jkk_class)
    with refusing(_code_taken(code)):
        payer = _payer(PayerKind.EMPLOYER, code, name, region, since, None, registered_on)
        number, part = split_employer_code(code)
        Employer.objects.create(
            payer=payer,
            npp=number,
            division=part,
            scale=scale,
            industry=industry,
            jkk_paid_through=jkk_paid_through,
        )
        RiskClass.objects.create(payer=payer, jkk_class=jkk_class, during=DateRange(class_from or since, None))
    return payer


def change_risk_class(*, payer_id: int, jkk_class: int, on: date) -> RiskClass:
    """Put an employer into another JKK class from a day on; what was true before stays on record.

    The class in force that day ends there, the new one holds as long as the old one would have. The
    class it has already changes nothing. Raises UnknownPayer, BadPayer, and RiskClassConflict where no
    class is in force that day or one begins on it.
    """
    _require_class(jkk_class)
    with refusing(
        {
            "risk_class_one_at_a_time": lambda: RiskClassConflict(
                _("Kelas JKK pemberi kerja ini sedang diubah pihak lain. Ulangi.")
            )
        }
    ):
        payer = _locked(payer_id)
        now = RiskClass.objects.filter(payer=payer, during__contains=on).first()
        if now is None:
            raise RiskClassConflict(
                _("%(payer)s belum mempunyai kelas JKK pada %(on)s.") % {"payer": payer, "on": formats.day(on)}
            )
        if now.jkk_class == jkk_class:
            return now
        begun, until = now.during.lower, now.during.upper
        if begun == on:
            raise RiskClassConflict(
                _("Kelas JKK %(jkk_class)s untuk %(payer)s sudah ditetapkan mulai %(on)s. Pilih hari sesudahnya.")
                % {"jkk_class": now.jkk_class, "payer": payer, "on": formats.day(on)}
            )
        now.during = DateRange(begun, on)
        now.save()
        return RiskClass.objects.create(payer=payer, jkk_class=jkk_class, during=DateRange(on, until))


_TAKEN = ("registry_payer_code_key", "registry_payer_person_id_key", "employer_division_once")


def _busy() -> Refused:
    return RiskClassConflict(_("Kelas JKK pemberi kerja ini sedang diubah pihak lain. Ulangi."))


def register_self_payer(*, person_id: int, region: str, since: date, registered_on: date | None = None) -> Payer:
    """Make a person their own payer (BPU or PMI). Raises UnknownPerson, AlreadyRegistered, UnknownRegion."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise UnknownPerson(_("Orang nomor %(person_id)s tidak terdaftar.") % {"person_id": person_id})
    code = self_payer_code(person.pk)
    with refusing(_code_taken(code)):
        return _payer(PayerKind.SELF, code, person.name, region, since, None, registered_on, person)


def register_sponsor(
    *,
    code: str,
    name: str,
    region: str,
    since: date,
    fund_source: str,
    until: date | None = None,
    registered_on: date | None = None,
) -> Payer:
    """Register who pays for others: apbn, apbd, dbh, apbdes, csr or donor; `until` is the first day after.

    Raises BadNumber, BadPayer, AlreadyRegistered, UnknownRegion.
    """
    checked = sponsor_code(code)
    _require_known(fund_source, _FUND_SOURCES, _("Sumber dana %(read)s tidak dikenal: %(known)s."))
    with refusing(_code_taken(checked)):
        payer = _payer(PayerKind.SPONSOR, checked, name, region, since, until, registered_on)
        Sponsor.objects.create(payer=payer, fund_source=fund_source)
    return payer


def register_project(
    *,
    number: str,
    name: str,
    region: str,
    contractor: str,
    contract_value: int,
    wages_known: bool,
    work_order_on: date,
    since: date,
    until: date,
    stage_plan: str = "100",
    registered_on: date | None = None,
) -> Payer:
    """Register a construction project; `contract_value` in rupiah without VAT, `until` the first day after.

    Raises BadNumber, BadPayer, AlreadyRegistered, UnknownRegion.
    """
    code = project_code(number)
    if contract_value <= 0:
        raise BadPayer(_("Nilai kontrak harus lebih dari nol; terbaca %(read)s.") % {"read": contract_value})
    if not contractor.strip():
        raise BadPayer(_("Nama kontraktor kosong."))
    _require_known(stage_plan, _STAGE_PLANS, _("Termin %(read)s tidak dikenal: %(known)s."))
    with refusing(_code_taken(code)):
        payer = _payer(PayerKind.PROJECT, code, name, region, since, until, registered_on)
        Project.objects.create(
            payer=payer,
            contractor=contractor.strip(),
            contract_value=contract_value,
            wages_known=wages_known,
            work_order_on=work_order_on,
            stage_plan=stage_plan,
        )
    return payer


def close_payer(*, payer_id: int, on: date) -> Payer:
    """End the life of a payer; `on` is the first day it no longer pays for anybody.

    Closing on the same day again changes nothing. Raises UnknownPayer, BadPayer where the day is not
    inside its life, and PayerHasParticipations where somebody takes part through it from then on.
    """
    with refusing({OUTSIDE_LIFE_WHEN_SHRUNK: lambda: _still_has_people(payer_id, on)}):
        payer = _locked(payer_id)
        if payer.life.upper == on:
            return payer
        if on not in payer.life or on == payer.life.lower:
            raise BadPayer(
                _("%(payer)s tidak dapat ditutup per %(on)s: di luar masa hidupnya.")
                % {"payer": payer, "on": formats.day(on)}
            )
        payer.life = DateRange(payer.life.lower, on)
        payer.save()
    return payer


def find_payer(code: str) -> Payer:
    """The payer with this code (NPP with division, BPU, sponsor or project). Raises UnknownPayer."""
    payer = Payer.objects.filter(code=code.strip()).first()
    if payer is None:
        raise UnknownPayer(
            _("Pemberi kerja atau penanggung %(code)s tidak dikenal. Daftarkan dahulu, atau periksa kodenya.")
            % {"code": repr(code)}
        )
    return payer


def _payer(
    kind: PayerKind,
    code: str,
    name: str,
    region: str,
    since: date,
    until: date | None,
    registered_on: date | None,
    person: Person | None = None,
) -> Payer:
    if not name.strip():
        raise BadPayer(_("Nama kosong."))
    if until is not None and until <= since:
        raise BadPayer(
            _("Masa %(since)s sampai %(until)s kosong: periksa urutannya.")
            % {"since": formats.day(since), "until": formats.day(until)}
        )
    registered = registered_on or since
    return Payer.objects.create(
        kind=kind,
        code=code,
        name=" ".join(name.split()),
        region=find_region(region, registered),
        life=DateRange(since, until),
        registered_on=registered,
        person=person,
    )


def _require_known(read: str, known: Iterable[str], said: str) -> None:
    if read not in known:
        raise BadPayer(said % {"read": repr(read), "known": ", ".join(known)})


def _require_class(jkk_class: int) -> None:
    if not 1 <= jkk_class <= 5:
        raise BadPayer(_("Kelas risiko JKK harus 1 sampai 5; terbaca %(read)s.") % {"read": jkk_class})


def _locked(payer_id: int) -> Payer:
    payer = Payer.objects.select_for_update().filter(pk=payer_id).first()
    if payer is None:
        raise UnknownPayer(_("Pembayar nomor %(payer_id)s tidak terdaftar.") % {"payer_id": payer_id})
    return payer


def _code_taken(code: str) -> Mapping[str, Callable[[], Refused]]:
    def taken() -> Refused:
        return AlreadyRegistered(
            _("Kode %(code)s sudah dipakai %(name)s. Pakai kode lain.")
            % {"code": code, "name": find_payer(code).name}
        )

    return dict.fromkeys(_TAKEN, taken)


def _still_has_people(payer_id: int, on: date) -> Refused:
    payer = Payer.objects.get(pk=payer_id)
    beyond = Participation.objects.filter(payer=payer).exclude(during__contained_by=DateRange(None, on))
    first = beyond.select_related("person").order_by("during").first()
    whose = first.person.name if first else "?"
    return PayerHasParticipations(
        _(
            "%(payer)s belum dapat ditutup per %(on)s: %(count)s kepesertaan masih berlaku, pertama %(first)s. "
            "Akhiri dahulu."
        )
        % {
            "payer": payer,
            "on": formats.day(on),
            "count": beyond.count(),
            "first": whose,
        }
    )
