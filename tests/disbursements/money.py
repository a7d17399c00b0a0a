"""Small true rows for disbursing: decided claims with payees who are owed money, funds to pay it, officers."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone
from tests.factories import a_person, a_region
from tests.signing_in import a_grant, an_account

from naungan.access.actor import Actor
from naungan.access.models import REGIONAL, Role
from naungan.claims.act import Order as ClaimOrder
from naungan.claims.books import open_month
from naungan.claims.models import Claim, Decision, DecisionCheck, DecisionLine, Payable, Payee
from naungan.claims.payees import BankAccount, mend_account
from naungan.disbursements.act import Order
from naungan.disbursements.check import check
from naungan.disbursements.gather import gather
from naungan.disbursements.models import Batch, OrderFile, Source
from naungan.disbursements.release import release
from naungan.ledger import chart
from naungan.ledger.post import JournalDraft, post_journal
from naungan.registry.models import Region

_serial = count(1)
HEIR = "SITI AMINAH"


@dataclass(frozen=True)
class Officers:
    """Two officers of one region."""

    maker: Actor
    releaser: Actor


def an_officer(region: Region | None = None, role: Role = Role.BRANCH) -> Actor:
    """An officer of a region, or of the head office."""
    account = an_account()
    place = region or a_region() if role in REGIONAL else None
    grant = a_grant(account, role, region=place)
    return Actor(account.pk, account.name, role, place.pk if place else None, None, None, grant.pk)


def officers(region: Region | None = None) -> Officers:
    """Two of them."""
    return Officers(an_officer(region), an_officer(region))


def by(actor: Actor, version: int | None = None) -> Order:
    """An order of somebody, with a key of its own."""
    return Order(actor, uuid.uuid4(), version)


def funds(amount: int = 10**12) -> None:
    """Money in the bank, contributed to every programme."""
    draft = JournalDraft(open_month(), "test", f"dana-{next(_serial)}", "Iuran")
    for account in (chart.JKK, chart.JKM, chart.SAVINGS, chart.JP, chart.JKP):
        draft.credit(account, amount)
    draft.debit(chart.BANK, 5 * amount)
    post_journal(draft)


def a_source(number: str = "0000000001", region: Region | None = None) -> Source:
    """An account that pays; the same one when it is asked for again."""
    found = Source.objects.filter(number=number).first()
    return found or Source.objects.create(
        code=f"KAS{next(_serial)}", bank_code="124", number=number, holder="REKENING PEMBAYAR",
        office="CABANG CONTOH", region=region,
    )  # fmt: skip


def a_claim(*payees: dict[str, Any], region: Region | None = None, fund: str = "JKM") -> Claim:
    """An approved claim that owes its payees money: each is told by amount, name and account where not ordinary."""
    serial, officer, checker = next(_serial), an_account(), an_account()
    claim = Claim.objects.create(
        number=f"{fund}-2026-{serial:06d}", kind="jkm-death", person=a_person(), event_on=date(2026, 1, 5),
        part=str(serial), region=region or a_region(), state="verifying", origin="officer",
        claimant_name="Siti Aminah", claimant_relation="spouse", claimant_born_on=date(1980, 1, 1),
        submitted_at=timezone.now(),
    )  # fmt: skip
    told = payees or ({},)
    made = [_payee(claim, one) for one in told]
    amounts = [one.get("amount", 42_000_000) for one in told]
    decision = Decision.objects.create(
        claim=claim, sequence=1, outcome="approved", total=sum(amounts), eligible=True, basis={}, law_version="uji",
        engine_version="uji", made_by=officer, needed_checks=1,
    )  # fmt: skip
    DecisionLine.objects.create(decision=decision, programme=fund, item="lump", amount=sum(amounts))
    DecisionCheck.objects.create(decision=decision, account=checker, agrees=True)
    decision.final_at = timezone.now()
    decision.save()
    for state in ("checking", "approved"):
        claim.state, claim.version = state, claim.version + 1
        claim.save()
    Payable.objects.bulk_create(
        Payable(
            reference=f"{claim.number}-{place:02d}", claim=claim, decision=decision, payee=payee, fund=fund,
            what="lump", amount=amount, due_on=one.get("due_on", timezone.localdate()),
        )
        for place, (one, payee, amount) in enumerate(zip(told, made, amounts, strict=True), 1)
    )  # fmt: skip
    draft = JournalDraft(open_month(), "claim", f"claim-{claim.number}-1", "Putusan")
    draft.debit(chart.JKM_BENEFITS if fund == "JKM" else chart.SAVINGS, sum(amounts))
    draft.credit(chart.BENEFITS_OWED, sum(amounts))
    post_journal(draft)
    return claim


def _payee(claim: Claim, told: dict[str, Any]) -> Payee:
    ordinary = {
        "name": "Siti Aminah",
        "relation": "spouse",
        "bank_code": "002",
        "account_number": f"{7_000_000_000 + next(_serial)}",
        "account_name": HEIR,
    }
    facts = {name: value for name, value in told.items() if name not in ("amount", "due_on")}
    return Payee.objects.create(claim=claim, **(ordinary | facts))


def gathered(maker: Actor, source: Source | None = None, until: date | None = None) -> Batch:
    """A batch of all that is due."""
    today = timezone.localdate()
    return gather(source or a_source(), until or today, today, by(maker))


def sent(two: Officers, source: Source | None = None) -> tuple[Batch, OrderFile]:
    """A batch of all that is due, released."""
    batch = gathered(two.maker, source)
    check(batch, by(two.maker))
    file = release(batch, by(two.releaser))
    batch.refresh_from_db()
    return batch, file


def mend(claim: Claim, actor: Actor, payee: Payee | None = None, number: str = "") -> None:
    """Another account for a payee whose transfer came back."""
    whom = payee or Payee.objects.get(claim=claim)
    account = BankAccount("008", number or f"{8_000_000_000 + next(_serial)}", whom.account_name)
    mend_account(claim.pk, ClaimOrder(actor, uuid.uuid4()), whom.pk, account)


def references(batch: Batch) -> list[str]:
    """The references of a batch's transfers, in order."""
    return list(batch.transfers.order_by("place").values_list("reference", flat=True))


def the_day(offset: int = 0) -> date:
    """Today, or so many days after."""
    return timezone.localdate() + timedelta(days=offset)


def states(batch: Batch) -> Sequence[str]:
    """How far a batch's transfers are, in order."""
    return list(batch.transfers.order_by("place").values_list("state", flat=True))
