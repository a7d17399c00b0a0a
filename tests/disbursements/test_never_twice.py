"""Whatever the bank tells, repeated and in any order: nothing is paid twice, and every rupiah decided has a place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.disbursements.bank import Booked, mt940, notice, status
from tests.disbursements.money import (
    Officers,
    a_claim,
    a_source,
    an_officer,
    by,
    funds,
    gathered,
    mend,
    officers,
    sent,
)

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.claims.models import Claim, Payee
from naungan.disbursements.check import cancel
from naungan.disbursements.errors import NothingDue
from naungan.disbursements.models import BankLine, Kind, Match, Transfer
from naungan.disbursements.proof import places, prove
from naungan.disbursements.read_answer import read_answer
from naungan.interop.errors import BankFileRefused

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AMOUNTS = (5, 7, 11, 11)

steps = st.one_of(
    st.just(("send", 0)),
    st.just(("cancel", 0)),
    *(st.tuples(st.just(name), st.integers(0, 7)) for name in ("out", "back", "both", "mt940", "refuse", "replay")),
    st.tuples(st.just("mend"), st.integers(0, 3)),
)


@dataclass
class World:
    """Two claims with four payees, officers, a bank whose files are kept to be sent again."""

    two: Officers
    bank: Actor
    files: list[bytes] = field(default_factory=list)

    def act(self, name: str, number: int) -> None:
        """Do one thing, as far as it can be done now."""
        if name == "send":
            self._send()
        elif name == "cancel":
            self._cancel()
        elif name == "mend":
            self._mend(number)
        elif name == "replay":
            self._read(self.files[number % len(self.files)] if self.files else b"")
        else:
            transfers = list(Transfer.objects.exclude(state__in=["waiting", "dropped"]).order_by("id"))
            if transfers:
                self._tell(name, transfers[number % len(transfers)], len(self.files))

    def _send(self) -> None:
        try:
            sent(self.two)
        except NothingDue:
            return

    def _cancel(self) -> None:
        try:
            batch = gathered(self.two.maker)
        except NothingDue:
            return
        cancel(batch, by(self.two.maker), "salah")

    def _mend(self, number: int) -> None:
        payee = list(Payee.objects.order_by("id"))[number]
        if Claim.objects.get(pk=payee.claim_id).state == "returned":
            mend(payee.claim, self.two.maker, payee)

    def _tell(self, name: str, transfer: Transfer, serial: int) -> None:
        out = Booked(transfer.amount, names=transfer.reference, reference=f"B{transfer.pk}")
        told = {"out": (out,), "back": (out.back(),), "both": (out, out.back()), "mt940": (out,)}
        if name == "refuse":
            content = status(transfer.batch.number, [(transfer.reference, "RJCT", "AC04")])
        elif name == "mt940":
            content = mt940(*told[name], sequence=serial + 1, opening=10**9)
        else:
            content = notice(*told[name], identification=f"N{serial}")
        self.files.append(content)
        self._read(content)

    def _read(self, content: bytes) -> None:
        try:
            read_answer(content, "bank", self.bank)
        except BankFileRefused:  # nothing was told, or a statement that does not follow the last one
            return


def all_is_well() -> None:
    """What must be so after every step."""
    assert [proof.what for proof in prove() if not proof.holds] == []
    now = places()
    assert now.decided == sum(AMOUNTS) == now.paid + now.sent + now.owed + now.returned
    stayed_away: Counter[int] = Counter()
    for match in Match.objects.filter(transfer__isnull=False).select_related("transfer"):
        stayed_away[match.transfer.payable_id] += 1 if match.kind == Kind.OUT else -1  # type: ignore[union-attr]
    assert set(stayed_away.values()) <= {0, 1}
    paid = sum(transfer.amount for transfer in Transfer.objects.filter(state="paid"))
    assert paid == now.paid


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(steps, min_size=1, max_size=10))
def test_nothing_is_paid_twice_and_every_rupiah_has_a_place(told: list[tuple[str, int]], db: Any) -> None:
    with transaction.atomic():
        funds(10**9)
        a_source()
        a_claim({"amount": AMOUNTS[0]}, {"amount": AMOUNTS[1]})
        a_claim({"amount": AMOUNTS[2]}, {"amount": AMOUNTS[3]})
        world = World(officers(), an_officer(role=Role.HEAD_OFFICE))
        for name, number in told:
            world.act(name, number)
            all_is_well()
        transaction.set_rollback(True)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(6)), repeats=st.lists(st.integers(0, 5), max_size=6))
def test_notices_in_any_order_and_repeated_end_the_same(order: list[int], repeats: list[int], db: Any) -> None:
    with transaction.atomic():
        funds(10**9)
        a_source()
        a_claim({"amount": 5}, {"amount": 7})
        a_claim({"amount": 11})
        two, bank = officers(), an_officer(role=Role.HEAD_OFFICE)
        batch, _file = sent(two)
        sent_out = batch.transfers.order_by("amount")
        lines = [Booked(one.amount, names=one.reference, reference=f"B{one.pk}") for one in sent_out]
        told = [*lines, lines[0].back(), lines[2].back("AC06"), Booked(3, reference="BIAYA")]
        files = [notice(one, identification=f"N{number}") for number, one in enumerate(told)]
        for number in [*order, *repeats]:
            read_answer(files[number], "bank", bank)
        states = sorted((one.amount, one.state) for one in Transfer.objects.all())
        assert states == [(5, "returned"), (7, "paid"), (11, "returned")]
        assert sorted(Claim.objects.values_list("state", flat=True)) == ["returned", "returned"]
        assert list(BankLine.objects.filter(match=None).values_list("bank_reference", flat=True)) == ["BIAYA"]
        assert all(proof.holds for proof in prove())
        transaction.set_rollback(True)
