"""Events for tests: a granted claim, who comes forward, and what they agreed to."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from itertools import count

from tests.factories import a_person, a_region
from tests.pensions.people import an_officer
from tests.signing_in import an_account

from naungan.access.actor import Actor
from naungan.claims.entitlement.answer import Entitlement, Line
from naungan.claims.models import Claim, Decision, DecisionCheck, DecisionLine, Outcome, Payable, Payee
from naungan.claims.moves import State
from naungan.handovers.events import Agreement, Plan, agree, invite, plan_event
from naungan.handovers.models import Beneficiary, Event
from naungan.registry.models import Payer, Person, Region

_serial = count(1)
PARTS = (("lump", 20_000_000), ("periodic", 12_000_000), ("funeral", 10_000_000))
ALL = frozenset({"name", "photo", "amount", "story"})
HOSTS = ("Rahmat Hidayat, Gubernur", "Dewi Lestari, Kepala Kantor Wilayah")


def a_granted_claim(
    name: str = "Aminah",
    born_on: date = date(1984, 5, 2),
    region: Region | None = None,
    final: bool = True,
    person: Person | None = None,
) -> Payee:
    """The payee of a JKM claim of 42 million; its decision is final unless told."""
    serial = next(_serial)
    person = person or a_person(name="Yusuf", died_on=date(2022, 12, 1))
    claim = Claim.objects.create(
        number=f"JKM-2022-{serial:06d}", kind="jkm", person=person, event_on=date(2022, 12, 1),
        region=region or a_region(), state=State.VERIFYING, origin="claimant", claimant_name=name,
        claimant_relation="spouse", claimant_born_on=date(1984, 5, 2), submitted_at=datetime(2022, 12, 5, tzinfo=UTC),
    )  # fmt: skip
    payee = Payee.objects.create(
        claim=claim, name=name, relation="spouse", born_on=born_on, nik=f"64710142058400{serial % 100:02d}",
        bank_code="008", account_number=f"9988{serial:08d}", account_name=name,
    )  # fmt: skip
    lines = tuple(Line("JKM", item, amount, "PP 44/2015") for item, amount in PARTS)
    basis = Entitlement(True, lines, (), {}, (), "1").as_json()
    decision = Decision.objects.create(
        claim=claim, sequence=1, outcome=Outcome.APPROVED, total=42_000_000, eligible=True, basis=basis,
        law_version="1", engine_version="1", made_by=an_account(), needed_checks=1,
    )  # fmt: skip
    DecisionLine.objects.bulk_create(
        DecisionLine(decision=decision, programme="JKM", item=item, amount=amount) for item, amount in PARTS
    )
    DecisionCheck.objects.create(decision=decision, account=an_account(), agrees=True)
    if final:
        decision.final_at = datetime(2022, 12, 10, tzinfo=UTC)
        decision.save(update_fields=["final_at"])
        Payable.objects.create(
            reference=f"{claim.number}-1", claim=claim, decision=decision, payee=payee, fund="JKM",
            what="Santunan", amount=42_000_000, due_on=date(2022, 12, 12),
        )  # fmt: skip
    return payee


def an_event(actor: Actor | None = None, on: date = date(2022, 12, 31)) -> Event:
    actor = actor or an_officer()
    plan = Plan("Kunjungan kerja gubernur", "Aula kantor wilayah, Balikpapan", on, time(9, 30), HOSTS, 0)
    region = actor.region_id or a_region().pk
    return plan_event(Plan(plan.title, plan.place, on, plan.starts_at, HOSTS, region), actor)


def a_beneficiary(
    event: Event | None = None,
    shows: frozenset[str] | None = ALL,
    payee: Payee | None = None,
    sponsor: Payer | None = None,
) -> Beneficiary:
    """Somebody with a place in an event, who agreed to everything unless told (None: to nothing yet)."""
    payee = payee or a_granted_claim()
    found = invite((event or an_event()).pk, payee.claim, payee, sponsor, "Suaminya nelayan di Manggar.")
    if shows is not None:
        agree(found.pk, Agreement(shows, payee.name, date(2022, 12, 20), "map 12"), an_officer())
    return found
