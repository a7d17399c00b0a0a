"""Two provinces with somebody of everything in each, and a closed month: whoever sees one must not see the other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from tests.access.dealings import Dealings, dealings
from tests.contributions.closing import close
from tests.factories import (
    a_participation,
    a_payment,
    a_person,
    a_self_payer,
    a_sponsor,
    a_wage_report,
    an_employer,
    an_open_month,
    lasting,
    month,
)
from tests.signing_in import a_grant, an_account

from naungan.access.actor import Actor, actor_as
from naungan.access.models import OF_A_PAYER, OF_A_PERSON, REGIONAL, Grant, Role
from naungan.intake.models import Finding, StaffNumber, Upload
from naungan.registry.models import Card, Participation, Payer, Person, Region

MONTH = "2022-10"


@dataclass(frozen=True)
class Side:
    """One province: its regions, who pays there, who works there."""

    province: Region
    district: Region
    employer: Payer
    worker: Person
    sponsor: Payer
    sponsored: Person
    self_payer: Payer
    self_payers: Person
    dealings: Dealings = field(default_factory=Dealings)

    @property
    def payers(self) -> set[int]:
        return {self.employer.pk, self.sponsor.pk, self.self_payer.pk}

    @property
    def secrets(self) -> tuple[str, ...]:
        """What of this side must not stand in an answer to somebody of the other."""
        people = (self.worker, self.sponsored, self.self_payers)
        payers = (self.employer, self.sponsor, self.self_payer)
        about_people = tuple(fact for one in people for fact in (one.name, str(one.nik)))
        return about_people + tuple(fact for one in payers for fact in (one.name, one.code)) + self.dealings.secrets

    @property
    def people(self) -> set[int]:
        return {self.worker.pk, self.sponsored.pk, self.self_payers.pk}


@dataclass(frozen=True)
class World:
    """Here and there."""

    here: Side
    there: Side


def a_world() -> World:
    an_open_month(MONTH)
    world = World(_side("64", "64.71"), _side("61", "61.71"))
    close(MONTH)
    return world


def with_dealings(world: World) -> World:
    """The same, and what the rooms of benefits and of sponsors hold about there."""
    there = world.there
    return replace(world, there=replace(there, dealings=dealings(there.district, there.sponsor, there.worker)))


def an_actor(role: Role, side: Side) -> Actor:
    """Somebody with this role over what is there of it: of the district, the employer or sponsor, the worker."""
    payer = side.sponsor if role == Role.SPONSOR else side.employer
    given: Grant = a_grant(
        an_account(),
        role,
        region=(side.district if role == Role.BRANCH else side.province) if role in REGIONAL else None,
        payer=payer if role in OF_A_PAYER else None,
        person=side.worker if role in OF_A_PERSON else None,
    )
    return actor_as(given.account, given)


def _side(province_code: str, district_code: str) -> Side:
    province = _region(province_code, 1, None)
    district = _region(district_code, 2, province)
    employer = an_employer()
    worker, sponsored, alone = (
        a_person(region=district, name=f"Xaverius {word} {district_code}") for word in ("Upik", "Bujang", "Buyung")
    )
    sponsor, self_payer = a_sponsor(), a_self_payer(alone)
    for payer in (employer, sponsor, self_payer):
        Payer.objects.filter(pk=payer.pk).update(region=district, name=f"Pembayar {district_code} nomor {payer.pk}")
        payer.refresh_from_db()
    working = a_participation(employer, person=worker, region=district)
    a_participation(sponsor, 1_000_000, person=sponsored, region=district)
    a_participation(self_payer, 1_000_000, person=alone, region=district)
    _reported(employer, working, worker)
    a_payment(employer, 5_000_000, date(2022, 10, 28))
    a_payment(self_payer, 16_800, date(2022, 10, 14))
    return Side(province, district, employer, worker, sponsor, sponsored, self_payer, alone)


def _reported(employer: Payer, working: Participation, worker: Person) -> None:
    a_wage_report(employer, month(MONTH), {working: 5_100_000})
    upload = Upload.objects.create(
        kind="wages", payer=employer, month=month(MONTH), file_name="upah.xlsx", sha256="0"
    )
    Finding.objects.create(upload=upload, row=2, level="soft", code="W001", column="UPAH", read="1", words="naik")
    StaffNumber.objects.create(payer=employer, number="A1", person=worker)
    Card.objects.create(kpj=f"{worker.pk:011d}", person=worker, issued_on=date(2022, 1, 1))


def _region(code: str, level: int, parent: Region | None) -> Region:
    found = Region.objects.filter(code=code).first()
    return found or Region.objects.create(
        code=code, level=level, kind="x", name=code, parent=parent, valid=lasting(date(1945, 8, 17)), source="test"
    )
