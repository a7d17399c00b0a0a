"""What the bank booked settles transfers for certain or waits for a person; nothing is settled twice."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests.disbursements.bank import Booked, mt940, notice, statement, status
from tests.disbursements.money import (
    Officers,
    a_claim,
    a_source,
    an_officer,
    funds,
    gathered,
    mend,
    officers,
    references,
    sent,
    states,
    the_day,
)

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.claims.models import Claim, Step
from naungan.disbursements.errors import AnswerRefused, LineRefused, NothingDue, UnknownSource, WrongMove
from naungan.disbursements.models import BankLine, Batch, Kind, Match, Rule, Transfer
from naungan.disbursements.moves import State
from naungan.disbursements.proof import Places, places, prove
from naungan.disbursements.read_answer import Taken, read_answer
from naungan.disbursements.refusals import contradicted
from naungan.disbursements.resolve import candidates, set_aside, settle_with
from naungan.interop.errors import BankFileRefused
from naungan.ledger import chart
from naungan.ledger.models import Entry

pytestmark = pytest.mark.django_db
AMOUNT = 42_000_000


@dataclass
class Sent:
    """A claim of one payee whose transfer is on its way."""

    two: Officers
    claim: Claim
    batch: Batch
    reference: str
    bank_officer: Actor

    def out(self, **facts: object) -> Booked:
        """The bank carried it out."""
        return Booked(AMOUNT, **({"names": self.reference, "reference": "B1"} | facts))  # type: ignore[arg-type]

    def read(self, content: bytes) -> Taken:
        return read_answer(content, "jawaban", self.bank_officer)

    @property
    def state(self) -> str:
        return states(self.batch)[0]

    @property
    def claim_state(self) -> str:
        return Claim.objects.get(pk=self.claim.pk).state


@pytest.fixture
def one() -> Sent:
    funds()
    two, claim = officers(), a_claim({"amount": AMOUNT})
    batch, _file = sent(two)
    return Sent(two, claim, batch, references(batch)[0], an_officer(role=Role.HEAD_OFFICE))


def books() -> dict[str, int]:
    """What disbursing posted, by account; debit positive."""
    sums = dict.fromkeys((chart.BENEFITS_OWED, chart.IN_TRANSIT, chart.BANK), 0)
    for one in Entry.objects.filter(journal__kind="disbursement"):
        sums[one.account_id] += one.debit - one.credit
    return sums


def all_is_proved() -> bool:
    return all(proof.holds for proof in prove())


@pytest.mark.parametrize(
    ("names", "remark", "rule"),
    [
        (True, "", Rule.REFERENCE),
        (False, "MANFAAT {}", Rule.REMARK),
        (False, "/EREF/{}/ADA/", Rule.REMARK),
        (False, "trf manfaat {}.", Rule.REMARK),
        (False, "KE SITI AMINAH", Rule.FACTS),
    ],
)
def test_a_booked_transfer_is_paid_with_its_books_batch_and_claim(
    one: Sent, names: bool, remark: str, rule: Rule
) -> None:
    told = one.out(names=one.reference if names else "", remark=remark.format(one.reference))
    taken = one.read(notice(told))
    assert (taken.lines, taken.new, taken.paid, taken.waiting) == (1, 1, 1, 0)
    assert (one.state, one.claim_state, Match.objects.get().rule) == ("paid", "paid", rule)
    assert Batch.objects.get().state == State.CLOSED
    assert books() == {chart.BENEFITS_OWED: AMOUNT, chart.IN_TRANSIT: 0, chart.BANK: -AMOUNT}
    assert all_is_proved()


def test_a_reference_broken_over_two_lines_of_an_mt940_remark_is_found(one: Sent) -> None:
    funds()
    broken = one.out(names="", remark=f"MANFAAT {one.reference[:9]}\n{one.reference[9:]}")
    taken = one.read(mt940(broken, sequence=1, opening=10**9))
    assert (taken.paid, one.state) == (1, "paid")


def test_the_same_file_again_changes_nothing(one: Sent) -> None:
    content = notice(one.out())
    one.read(content)
    before = books()
    again = one.read(content)
    assert (again.already_seen, again.new, again.paid, books() == before) == (True, 0, 0, True)
    assert Match.objects.count() == 1


def test_a_notice_and_then_the_statement_are_the_same_money_once(one: Sent) -> None:
    one.read(notice(one.out()))
    taken = one.read(statement(one.out(remark="HALAMAN 2"), sequence=1, opening=10**9))
    assert (taken.lines, taken.new, taken.paid, taken.waiting) == (1, 0, 0, 0)
    assert (BankLine.objects.count(), books()[chart.BANK]) == (1, -AMOUNT)


def test_a_statement_that_says_more_settles_what_a_notice_left_open(one: Sent) -> None:
    assert one.read(notice(one.out(names=""))).waiting == 1
    taken = one.read(statement(one.out(), sequence=1, opening=10**9))
    assert (taken.new, taken.paid, taken.waiting, one.state) == (0, 1, 0, "paid")


def test_a_bank_reference_with_another_amount_refuses_the_whole_file(one: Sent) -> None:
    one.read(notice(one.out(names="")))
    other = Booked(AMOUNT, names=one.reference, reference="B9")
    with pytest.raises(AnswerRefused, match="B1 pernah masuk dengan jumlah lain"):
        one.read(notice(other, Booked(1, reference="B1"), identification="N2"))
    assert (one.state, BankLine.objects.count()) == ("sent", 1)


def test_a_returned_transfer_is_owed_again_and_tells_its_claim_why(one: Sent) -> None:
    one.read(notice(one.out(), one.out().back()))
    assert (one.state, one.claim_state) == ("returned", "returned")
    assert Transfer.objects.get().reason == "rekening sudah ditutup (AC04)"
    assert Step.objects.filter(claim=one.claim, name="return").get().said == "rekening sudah ditutup (AC04)"
    assert books() == {chart.BENEFITS_OWED: 0, chart.IN_TRANSIT: 0, chart.BANK: 0}
    assert places() == Places(decided=AMOUNT, paid=0, sent=0, owed=0, returned=AMOUNT)
    assert all_is_proved()


def test_a_return_that_is_told_before_its_transfer_waits_for_it(one: Sent) -> None:
    assert one.read(notice(one.out().back())).waiting == 1
    assert one.state == "sent"
    taken = one.read(notice(one.out(), identification="N2"))
    assert (taken.paid, taken.returned, taken.waiting, one.state) == (1, 1, 0, "returned")


def test_a_return_that_carries_the_banks_own_reference_alone_is_found(one: Sent) -> None:
    one.read(notice(one.out()))
    back = Booked(AMOUNT, credit=True, reference="B1", reason="AC06")
    assert one.read(notice(back, identification="N2")).returned == 1
    assert Match.objects.get(kind=Kind.BACK).rule == Rule.BANK


def test_what_came_back_goes_out_again_to_another_account_alone(one: Sent) -> None:
    one.read(notice(one.out(), one.out().back()))
    with pytest.raises(NothingDue):
        gathered(one.two.maker)
    mend(one.claim, one.two.maker)
    again, _file = sent(one.two)
    assert references(again) == [f"{one.reference}-R1"]
    assert one.claim_state == "paying"
    one.read(notice(Booked(AMOUNT, names=f"{one.reference}-R1", reference="B7"), identification="N3"))
    assert (states(again), one.claim_state) == (["paid"], "paid")
    assert places() == Places(decided=AMOUNT, paid=AMOUNT, sent=0, owed=0, returned=0)
    assert all_is_proved()


def test_the_first_try_told_again_after_the_second_was_paid_waits_for_a_person(one: Sent) -> None:
    one.read(notice(one.out(), one.out().back()))
    mend(one.claim, one.two.maker)
    sent(one.two)
    one.read(notice(Booked(AMOUNT, names=f"{one.reference}-R1", reference="B7"), identification="N3"))
    taken = one.read(notice(one.out(reference=""), identification="N4"))
    assert (taken.new, taken.paid, taken.waiting) == (1, 0, 1)
    assert places().paid == AMOUNT


def test_a_claim_of_two_payees_is_paid_when_both_are(one: Sent) -> None:
    claim = a_claim({"amount": 10}, {"amount": 20})
    batch, _file = sent(one.two)
    first, second = references(batch)
    one.read(notice(Booked(10, names=first, reference="P1")))
    assert (Claim.objects.get(pk=claim.pk).state, Batch.objects.get(pk=batch.pk).state) == ("paying", State.ANSWERED)
    one.read(notice(Booked(20, names=second, reference="P2"), identification="N2"))
    assert (Claim.objects.get(pk=claim.pk).state, Batch.objects.get(pk=batch.pk).state) == ("paid", State.CLOSED)


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": AMOUNT - 1},
        {"names": "JKM-2026-999999-01"},
        {"names": ""},
    ],
    ids=["amount", "reference", "nothing"],
)
def test_what_is_not_certain_waits_for_a_person(one: Sent, wrong: dict[str, object]) -> None:
    facts = {"amount": AMOUNT, "names": one.reference, "reference": "B1"} | wrong
    taken = one.read(notice(Booked(**facts)))  # type: ignore[arg-type]
    assert (taken.paid, taken.waiting, one.state) == (0, 1, "sent")
    assert books()[chart.BANK] == 0


def test_two_lines_for_one_transfer_both_wait(one: Sent) -> None:
    taken = one.read(notice(one.out(), one.out(reference="B2")))
    assert (taken.paid, taken.waiting, one.state) == (0, 2, "sent")


def test_two_payees_of_one_name_and_amount_are_not_guessed(one: Sent) -> None:
    a_claim({"amount": AMOUNT})
    sent(one.two)
    taken = one.read(notice(one.out(names="", remark="KE SITI AMINAH")))
    assert (taken.paid, taken.waiting) == (0, 1)


def test_a_person_settles_a_line_with_words_and_only_with_the_same_money(one: Sent) -> None:
    a_claim({"amount": 5})
    other, _file = sent(one.two)
    one.read(notice(one.out(names="", remark="TRF")))
    line = BankLine.objects.get()
    (found,) = candidates(line)
    assert (found.transfer.reference, found.fits) == (one.reference, True)
    with pytest.raises(LineRefused, match="Jumlah"):
        settle_with(line, other.transfers.get(), one.two.maker, "ini")
    with pytest.raises(LineRefused, match="alasannya"):
        settle_with(line, found.transfer, one.two.maker, " ")
    match = settle_with(line, found.transfer, one.two.maker, "konfirmasi bank lewat telepon")
    assert (match.rule, match.account_id, one.state, one.claim_state) == (
        Rule.PERSON, one.two.maker.account_id, "paid", "paid",
    )  # fmt: skip
    with pytest.raises(LineRefused, match="sudah diputuskan"):
        set_aside(line, one.two.maker, "biaya")
    assert all_is_proved()


def test_a_fee_is_set_aside_and_posts_nothing(one: Sent) -> None:
    one.read(notice(Booked(2_500, remark="BIAYA TRANSFER", reference="F1")))
    set_aside(BankLine.objects.get(), one.two.maker, "biaya bank")
    assert (Match.objects.get().kind, books()[chart.BANK]) == (Kind.OTHER, 0)


def test_a_named_transfer_that_does_not_fit_says_why(one: Sent) -> None:
    one.read(notice(one.out(), identification="N1"))
    one.read(notice(one.out(reference="B2"), identification="N2"))
    (found,) = candidates(BankLine.objects.get(bank_reference="B2"))
    assert (found.fits, found.why) == (False, f"{one.reference} sekarang Sudah masuk.")


def test_statements_must_follow_one_another(one: Sent) -> None:
    one.read(statement(one.out(), sequence=7, opening=10**9))
    with pytest.raises(BankFileRefused, match="Masukkan dulu nomor 8"):
        one.read(statement(Booked(1, reference="C1"), sequence=9, opening=10**9 - AMOUNT))
    with pytest.raises(BankFileRefused, match="saldo awal"):
        one.read(statement(Booked(1, reference="C1"), sequence=8, opening=10**9))
    with pytest.raises(AnswerRefused, match="pernah masuk dengan saldo lain"):
        one.read(statement(Booked(1, reference="C1"), sequence=7, opening=10**9))
    one.read(statement(Booked(1, reference="C1"), sequence=8, opening=10**9 - AMOUNT))
    assert BankLine.objects.count() == 2


def test_what_the_bank_says_of_the_countrys_account_is_the_head_offices(one: Sent) -> None:
    with pytest.raises(UnknownSource, match="bukan wewenang Anda"):
        read_answer(notice(one.out()), "jawaban", one.two.maker)
    with pytest.raises(WrongMove):
        read_answer(notice(one.out()), "jawaban", an_officer(role=Role.AUDITOR))
    assert one.state == "sent"


def test_a_file_of_an_account_that_is_not_ours_is_refused(one: Sent) -> None:
    with pytest.raises(AnswerRefused, match="9999999999"):
        one.read(notice(one.out(), account="9999999999"))


def test_a_transfer_of_another_account_is_not_settled(one: Sent) -> None:
    a_source("0000000009")
    taken = one.read(notice(one.out(), account="0000000009"))
    assert (taken.paid, taken.waiting, one.state) == (0, 1, "sent")


def test_what_the_bank_refuses_is_owed_again_without_a_line(one: Sent) -> None:
    taken = one.read(status(one.batch.number, [(one.reference, "RJCT", "AC01")]))
    assert (taken.kind, taken.returned, one.state, one.claim_state) == ("pain.002", 1, "returned", "returned")
    assert books() == {chart.BENEFITS_OWED: 0, chart.IN_TRANSIT: 0, chart.BANK: 0}
    assert all_is_proved()


def test_an_order_refused_as_a_whole_brings_all_of_it_back(one: Sent) -> None:
    assert one.read(status(one.batch.number, [], group="RJCT")).returned == 1
    assert Batch.objects.get().state == State.CLOSED


@pytest.mark.parametrize("code", ["ACCP", "ACSP", "ACSC", "PDNG"])
def test_acceptance_moves_no_money_and_the_line_does(one: Sent, code: str) -> None:
    one.read(status(one.batch.number, [(one.reference, code, "")]))
    assert (one.state, books()[chart.BANK]) == ("sent", 0)
    assert one.read(notice(one.out())).paid == 1


def test_a_refusal_of_what_was_paid_is_a_contradiction_for_people(one: Sent) -> None:
    one.read(notice(one.out()))
    one.read(status(one.batch.number, [(one.reference, "RJCT", "AC01")]))
    assert (one.state, [transfer.reference for transfer in contradicted()]) == ("paid", [one.reference])


def test_an_answer_to_what_was_never_sent_is_refused(one: Sent) -> None:
    with pytest.raises(AnswerRefused, match="BYR-X"):
        one.read(status("BYR-X", [(one.reference, "RJCT", "AC01")]))
    with pytest.raises(AnswerRefused, match="JKM-LAIN tidak ada"):
        one.read(status(one.batch.number, [("JKM-LAIN", "RJCT", "AC01")]))


def test_a_day_far_from_the_order_is_not_taken_for_it(one: Sent) -> None:
    early = one.out(names="", remark="KE SITI AMINAH", on=the_day(-1))
    assert one.read(notice(early)).waiting == 1
