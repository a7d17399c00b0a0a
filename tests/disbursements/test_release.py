"""A batch is gathered once, checked, and released by somebody else, into one file that never changes."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from tests.disbursements.money import (
    a_claim,
    a_source,
    an_officer,
    by,
    funds,
    gathered,
    officers,
    references,
    sent,
    states,
    the_day,
)
from tests.factories import a_region

from naungan.access.models import Role
from naungan.claims.models import Claim, Payable
from naungan.disbursements.check import cancel, check, give_back
from naungan.disbursements.errors import BatchChanged, FundsShort, NothingDue, SamePerson, WrongMove
from naungan.disbursements.gather import gather, what_is_due
from naungan.disbursements.models import Act, OrderFile, Transfer
from naungan.disbursements.moves import State
from naungan.disbursements.proof import places, prove
from naungan.disbursements.release import release
from naungan.ledger import chart
from naungan.ledger.models import Entry
from naungan.ledger.post import JournalDraft, post_journal

pytestmark = pytest.mark.django_db


def balance(account: str) -> int:
    return sum(one.debit - one.credit for one in Entry.objects.filter(account_id=account))


def test_everything_due_is_gathered_oldest_first_and_nothing_twice() -> None:
    a_claim({"amount": 1_000_000, "due_on": the_day()}, {"amount": 2_000_000, "due_on": the_day(-3)})
    a_claim({"amount": 9_000_000, "due_on": the_day(1)})
    maker = an_officer()
    batch = gathered(maker)
    assert (batch.lines, batch.total) == (2, 3_000_000)
    assert [one.amount for one in batch.transfers.order_by("place")] == [2_000_000, 1_000_000]
    with pytest.raises(NothingDue):
        gathered(maker)


def test_only_claims_of_the_branch_and_below_are_gathered() -> None:
    elsewhere = an_officer(role=Role.HEAD_OFFICE)
    a_claim(region=a_region("64.72", "Kota Samarinda"))
    with pytest.raises(NothingDue):
        gathered(an_officer(a_region("64.71")))
    assert gathered(elsewhere).lines == 1


def test_a_payee_without_an_account_waits_and_is_counted() -> None:
    a_claim({"account_number": "", "bank_code": "", "account_name": ""})
    due = what_is_due(None, the_day())
    assert (due.payables, due.amount, due.without_account) == (0, 0, 1)
    with pytest.raises(NothingDue, match="1 penerima belum punya rekening"):
        gathered(an_officer())


def test_a_released_batch_is_a_file_its_transfers_on_their_way_and_its_claim_paying() -> None:
    funds()
    claim = a_claim({"amount": 42_000_000})
    batch, file = sent(officers())
    assert (batch.state, states(batch)) == (State.SENT, ["sent"])
    assert hashlib.sha256(bytes(file.content)).hexdigest() == file.sha256
    assert references(batch)[0].encode() in bytes(file.content)
    assert Claim.objects.get(pk=claim.pk).state == "paying"
    assert (balance(chart.BENEFITS_OWED), balance(chart.IN_TRANSIT)) == (0, -42_000_000)
    assert [one.holds for one in prove()] == [True] * 5


def test_the_same_order_again_is_the_same_file_and_moves_nothing() -> None:
    funds()
    a_claim()
    two = officers()
    batch = gathered(two.maker)
    check(batch, by(two.maker))
    order = by(two.releaser)
    first, again = release(batch, order), release(batch, order)
    assert bytes(first.content) == bytes(again.content)
    assert (OrderFile.objects.count(), Act.objects.filter(name="release").count()) == (1, 1)
    with pytest.raises(WrongMove, match="Dikirim ke bank"):
        release(batch, by(two.releaser))
    assert balance(chart.IN_TRANSIT) == -42_000_000


def test_the_same_gathering_again_is_the_same_batch() -> None:
    a_claim()
    order = by(an_officer())
    first = gather(a_source(), the_day(), the_day(), order)
    assert gather(a_source(), the_day(), the_day(), order) == first


def test_whoever_gathered_or_checked_does_not_release() -> None:
    funds()
    a_claim()
    two, third = officers(), an_officer()
    batch = gathered(two.maker)
    check(batch, by(two.releaser))
    for maker in (two.maker, two.releaser):
        with pytest.raises(SamePerson):
            release(batch, by(maker))
    assert release(batch, by(third)).batch_id == batch.pk


def test_nobody_but_an_officer_touches_a_batch() -> None:
    funds()
    a_claim()
    two, auditor = officers(), an_officer(role=Role.AUDITOR)
    batch = gathered(two.maker)
    for attempt in (lambda: check(batch, by(auditor)), lambda: gathered(auditor)):
        with pytest.raises(WrongMove):
            attempt()


def test_a_programme_without_money_pays_nothing() -> None:
    a_claim({"amount": 42_000_000})
    two = officers()
    batch = gathered(two.maker)
    with pytest.raises(FundsShort, match=r"Dana JKM kurang Rp\u00a042\.000\.000"):
        check(batch, by(two.maker))
    funds(41_999_999)
    with pytest.raises(FundsShort, match="Dana JKM kurang Rp\u00a01 "):
        check(batch, by(two.maker))
    funds(1)
    assert check(batch, by(two.maker)).state == State.CHECKED


def test_money_that_left_between_check_and_release_stops_it() -> None:
    funds(42_000_000)
    a_claim({"amount": 42_000_000})
    two = officers()
    batch = gathered(two.maker)
    check(batch, by(two.maker))
    a_claim({"amount": 10_000_000})
    other = gathered(two.maker)
    draft = JournalDraft(the_day().replace(day=1), "test", "keluar", "Investasi")
    draft.debit(chart.JKM, 1)
    draft.credit(chart.BANK, 1)
    post_journal(draft)
    with pytest.raises(FundsShort):
        release(batch, by(two.releaser))
    assert (states(batch), OrderFile.objects.count(), other.lines) == (["waiting"], 0, 1)


def test_a_cancelled_batch_lets_its_payables_go_under_another_reference() -> None:
    a_claim()
    maker = an_officer()
    batch = gathered(maker)
    cancel(batch, by(maker), "salah hari")
    assert states(batch) == ["dropped"]
    again = gathered(maker)
    assert references(again) == [f"{references(batch)[0]}-R1"]


def test_a_batch_given_back_is_checked_again() -> None:
    funds()
    a_claim()
    two = officers()
    batch = gathered(two.maker)
    check(batch, by(two.maker))
    assert give_back(batch, by(two.releaser), "periksa nama").state == State.DRAFT
    with pytest.raises(WrongMove):
        release(batch, by(two.releaser))


def test_a_page_that_is_out_of_date_changes_nothing() -> None:
    funds()
    a_claim()
    two = officers()
    batch = gathered(two.maker)
    check(batch, by(two.maker, 1))
    with pytest.raises(BatchChanged, match="baru saja diubah"):
        release(batch, by(two.releaser, 1))


def test_a_day_of_payment_that_is_past_is_refused() -> None:
    a_claim()
    with pytest.raises(WrongMove, match="sudah lewat"):
        gather(a_source(), the_day(), the_day() - timedelta(days=1), by(an_officer()))


def test_everything_decided_is_owed_on_its_way_or_paid() -> None:
    funds()
    a_claim({"amount": 5}, {"amount": 7, "due_on": the_day(9)})
    assert (places().decided, places().owed) == (12, 12)
    sent(officers())
    assert (places().decided, places().sent, places().owed) == (12, 5, 7)
    assert Payable.objects.count() == 2
    assert Transfer.objects.count() == 1
