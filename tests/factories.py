"""Small true rows for tests: a region, people, payers, participations. Ordinary values unless told."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from naungan.contributions.models import Month, Payment
from naungan.intake.models import WageLine, WageReport
from naungan.registry.models import (
    Employer,
    Participation,
    Payer,
    PayerKind,
    Person,
    Project,
    Region,
    RiskClass,
    Segment,
    Sponsor,
)

_serial = count(1)

JKK, JKM, JHT, JP, JKP = 1, 2, 4, 8, 16
ALL = JKK | JKM | JHT | JP | JKP
LONG_AGO = date(2015, 7, 1)


def month(text: str) -> date:
    """The first day of a month written YYYY-MM."""
    return date.fromisoformat(f"{text}-01")


def lasting(since: date = LONG_AGO, until: date | None = None) -> DateRange:
    """From `since` on, up to but without `until`."""
    return DateRange(since, until, "[)")


def a_region(code: str = "64.71", name: str = "Kota Balikpapan") -> Region:
    found = Region.objects.filter(code=code).first()
    if found:
        return found
    return Region.objects.create(
        code=code, level=2, kind="kota", name=name, valid=lasting(date(1945, 8, 17)), source="test"
    )


def a_person(born_on: date = date(1990, 3, 15), **facts: Any) -> Person:
    serial = next(_serial)
    # Never one that ends in 000, which a spreadsheet may have rounded.
    number = (serial - 1) % 9990
    ordinary = {
        "nik": f"647101{born_on:%d%m%y}{number + 1 + number // 999:04d}",
        "name": f"Siti Aminah {serial}",
        "sex": "L",
    }
    return Person.objects.create(**(ordinary | {"born_on": born_on} | facts))


def a_payer(kind: PayerKind, code: str, since: date = LONG_AGO, **facts: Any) -> Payer:
    ordinary = {"name": f"Pembayar {code}", "region": a_region(), "life": lasting(since), "registered_on": since}
    return Payer.objects.create(kind=kind, code=code, **(ordinary | facts))


def an_employer(jkk_class: int = 1, since: date = LONG_AGO, **facts: Any) -> Payer:
    npp = f"KT{next(_serial):06d}"
    payer = a_payer(PayerKind.EMPLOYER, f"{npp}-000", since)
    Employer.objects.create(payer=payer, npp=npp, **({"scale": "large"} | facts))
    RiskClass.objects.create(payer=payer, jkk_class=jkk_class, during=lasting(since))
    return payer


def a_self_payer(person: Person, since: date = LONG_AGO) -> Payer:
    return a_payer(PayerKind.SELF, f"BPU{person.pk:010d}", since, person=person)


def a_sponsor(fund_source: str = "apbd") -> Payer:
    payer = a_payer(PayerKind.SPONSOR, f"PEMDA-{next(_serial)}")
    Sponsor.objects.create(payer=payer, fund_source=fund_source)
    return payer


def a_project(since: date, contract_value: int, **facts: Any) -> Payer:
    payer = a_payer(PayerKind.PROJECT, f"JK{next(_serial):06d}", since)
    ordinary = {"contractor": "CV Bangun", "wages_known": False, "work_order_on": since}
    Project.objects.create(payer=payer, contract_value=contract_value, **(ordinary | facts))
    return payer


def a_participation(
    payer: Payer,
    wage: int = 5_000_000,
    person: Person | None = None,
    since: date = LONG_AGO,
    until: date | None = None,
    **facts: Any,
) -> Participation:
    segment = {
        PayerKind.EMPLOYER: Segment.PU,
        PayerKind.SELF: Segment.BPU,
        PayerKind.SPONSOR: Segment.BPU,
        PayerKind.PROJECT: Segment.JAKON,
    }[PayerKind(payer.kind)]
    since = max(since, payer.life.lower)
    return Participation.objects.create(
        person=person or a_person(),
        payer=payer,
        segment=segment,
        programmes=facts.pop("programmes", ALL if segment == Segment.PU else JKK | JKM),
        region=facts.pop("region", None) or a_region(),
        during=lasting(since, until),
        wage=wage,
        **facts,
    )


def a_wage_report(payer: Payer, for_month: date, wages: dict[Participation, int]) -> WageReport:
    report = WageReport.objects.create(payer=payer, for_month=for_month)
    WageLine.objects.bulk_create(
        WageLine(for_month=for_month, payer_id=payer.pk, participation_id=who.pk, report_id=report.pk, wage=wage)
        for who, wage in wages.items()
    )
    return report


def an_open_month(text: str) -> date:
    return Month.objects.create(month=month(text)).month


def a_payment(payer: Payer | None, amount: int, paid_on: date, code: str = "") -> Payment:
    return Payment.objects.create(
        payment_code=code or "0", payer=payer, amount=amount, paid_on=paid_on, bank_reference=f"B{next(_serial)}"
    )
