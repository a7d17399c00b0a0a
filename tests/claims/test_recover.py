"""What was paid too much: a debt of the payee to the fund, held off or paid back, never more than it was."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from tests.claims.claiming import DIED, WIFE_BORN, Office, a_worker, an_office, approved, by, the_wife, verified
from tests.claims.test_flow import books

from naungan.claims.appeal import answer_appeal, appeal
from naungan.claims.decide import Refusal, check, decide, refuse
from naungan.claims.errors import BadFact, NotOverpaid, WrongMove
from naungan.claims.models import Claim, Overpayment, Payable, Recovery
from naungan.claims.money import mark_paid, mark_paying
from naungan.claims.moves import State
from naungan.claims.open_claim import Claimant, Opening, open_claim, save_step
from naungan.claims.payees import PayeeFacts, leave_out, name_payee
from naungan.claims.recover import Found, record_overpayment, repay, still_open
from naungan.claims.reopen import reopen
from naungan.claims.submit import submit

pytestmark = pytest.mark.django_db
WHOLE = 42_000_000


@pytest.fixture
def office() -> Office:
    return an_office()


def a_paid(office: Office) -> Claim:
    decision = approved(a_worker(), office)
    mark_paying([decision.claim_id])
    mark_paid([decision.claim_id])
    return Claim.objects.get(pk=decision.claim_id)


def found(claim: Claim, amount: int) -> Found:
    return Found(claim.payees.get().pk, "JKM", amount, "Penerima sudah menikah lagi sebelum peserta meninggal.")


def test_an_overpayment_is_a_receivable_that_is_paid_back(office: Office) -> None:
    claim = a_paid(office)
    debt = record_overpayment(claim.pk, by(office.maker), found(claim, 10_000_000))
    repay(debt.pk, by(office.maker), 4_000_000, "BNI-778", date(2023, 2, 1))
    assert still_open(debt) == 6_000_000
    assert books() == {"5020": WHOLE - 10_000_000, "2200": -WHOLE, "1300": 6_000_000, "1000": 4_000_000}


def test_the_same_payment_counts_once(office: Office) -> None:
    claim = a_paid(office)
    debt = record_overpayment(claim.pk, by(office.maker), found(claim, 10_000_000))
    for _ in range(2):
        repay(debt.pk, by(office.maker), 4_000_000, "BNI-778", date(2023, 2, 1))
    assert still_open(debt) == 6_000_000


def test_no_more_comes_back_than_was_overpaid(office: Office) -> None:
    claim = a_paid(office)
    debt = record_overpayment(claim.pk, by(office.maker), found(claim, 10))
    with pytest.raises(NotOverpaid):
        repay(debt.pk, by(office.maker), 11, "BNI-779", date(2023, 2, 1))


def test_the_database_holds_what_comes_back_too(office: Office) -> None:
    claim = a_paid(office)
    debt = record_overpayment(claim.pk, by(office.maker), found(claim, 10))
    columns = "overpayment_id, amount, how, reference, detail"
    statement = f"INSERT INTO claims_recovery ({columns}) VALUES (%s, 11, 'payment', 'x', '{{}}')"
    with pytest.raises(IntegrityError, match="more would be recovered"), transaction.atomic():
        connection.cursor().execute(statement, [debt.pk])


def test_nobody_was_overpaid_more_than_was_ever_owed(office: Office) -> None:
    claim = a_paid(office)
    with pytest.raises(NotOverpaid):
        record_overpayment(claim.pk, by(office.maker), found(claim, WHOLE + 1))


def test_a_claimant_records_no_overpayment(office: Office) -> None:
    claim = a_paid(office)
    with pytest.raises(WrongMove):
        record_overpayment(claim.pk, by(None), found(claim, 1))
    with pytest.raises(BadFact):
        record_overpayment(claim.pk, by(office.maker), found(claim, 0))


def test_a_claim_refused_after_it_was_paid_is_a_debt_of_all(office: Office) -> None:
    claim = a_paid(office)
    reopen(claim.pk, by(office.maker), "Akta kematian ternyata palsu.")
    why = Refusal("PP 44/2015", "Akta kematian palsu.", "Kembalikan uangnya.")
    check(refuse(claim.pk, by(office.maker), why).pk, by(office.checker), agrees=True)
    claim.refresh_from_db()
    assert (claim.state, Overpayment.objects.get().amount) == (State.REJECTED, WHOLE)
    assert books() == {"2200": -WHOLE, "1300": WHOLE}


def test_an_heir_found_later_is_paid_and_the_first_owes_the_difference(office: Office) -> None:
    claim = a_paid(office)
    reopen(claim.pk, by(office.maker), "Ada anak yang belum dicatat.")
    save_step(claim.pk, by(office.maker), facts={"family": {"spouse": 1, "children": 1}})
    child = the_wife(name="Bima", relation="children", born_on=date(1999, 1, 1))
    name_payee(claim.pk, by(office.maker), child)
    check(decide(claim.pk, by(office.maker)).pk, by(office.checker), agrees=True)
    half = WHOLE // 2
    assert list(Payable.objects.order_by("id").values_list("amount", flat=True)) == [WHOLE, half]
    assert Overpayment.objects.get().amount == half
    assert books() == {"5020": WHOLE, "2200": -WHOLE - half, "1300": half}


def test_a_debt_is_held_off_from_what_the_same_person_is_owed_next(office: Office) -> None:
    first = a_paid(office)
    widow = first.payees.get()
    debt = record_overpayment(first.pk, by(office.maker), found(first, 30_000_000))
    again = open_claim(
        Opening(
            "jkm", a_worker().person_id, DIED, Claimant("Sari Dewi", "spouse", WIFE_BORN), {"family": {"spouse": 1}}
        ),
        by(None),
    )
    name_payee(
        again.pk, by(None), PayeeFacts("Sari Dewi", "spouse", WIFE_BORN, widow.nik, "", None, "009", "55512345", "S")
    )
    second = verified(submit(again.pk, by(None)), office)
    check(decide(second.pk, by(office.maker)).pk, by(office.checker), agrees=True)
    held = Recovery.objects.get()
    assert (held.amount, held.how, still_open(debt)) == (WHOLE // 2, "offset", 30_000_000 - WHOLE // 2)
    assert Payable.objects.get(claim=second).amount + held.amount == WHOLE


def test_an_appeal_against_a_paid_amount_pays_only_the_difference(office: Office) -> None:
    claim = a_paid(office)
    appeal(claim.pk, by(None), "Ada hak yang belum dihitung.")
    answer_appeal(claim.pk, by(office.senior), granted=True, said="Dihitung ulang.")
    check(decide(claim.pk, by(office.maker)).pk, by(office.checker), agrees=True)
    claim.refresh_from_db()
    assert (claim.state, Payable.objects.count(), Overpayment.objects.count()) == (State.APPROVED, 1, 0)


def test_a_payee_left_out_after_being_paid_owes_it(office: Office) -> None:
    claim = a_paid(office)
    widow = claim.payees.get()
    reopen(claim.pk, by(office.maker), "Penerima bukan istri peserta.")
    leave_out(claim.pk, by(office.maker), widow.pk, "Bukan istri peserta menurut kartu keluarga.")
    name_payee(claim.pk, by(office.maker), the_wife(name="Rahmawati"))
    check(decide(claim.pk, by(office.maker)).pk, by(office.checker), agrees=True)
    assert (Overpayment.objects.get().payee_id, Overpayment.objects.get().amount) == (widow.pk, WHOLE)
    assert Payable.objects.exclude(payee=widow).get().amount == WHOLE
