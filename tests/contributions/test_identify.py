"""Money without a payer is given to whom it belongs: reversed, paid anew, and the books still hold."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.contributions.closing import close
from tests.factories import a_participation, a_payment, an_employer, month

from naungan.contributions.errors import MonthNotOpen, PaymentNotIdentified
from naungan.contributions.identify import Share, identify_payment
from naungan.contributions.models import Allocation, Bill, Month, Payment, Reversal
from naungan.contributions.proof import prove
from naungan.contributions.suspense import candidates, waiting_payment, waiting_payments, waiting_total
from naungan.ledger.balance import trial_balance
from naungan.ledger.models import Journal

pytestmark = pytest.mark.django_db
OCTOBER = month("2022-10")
PAID_ON = date(2022, 11, 3)
LETTER = "surat bank 12/XI/2022 tanggal 4 November 2022"


def identify(payment: Payment, *shares: Share) -> tuple[int, ...]:
    return identify_payment(payment_id=payment.pk, shares=shares, reason=LETTER).payment_ids


def holds() -> bool:
    return all(proof.holds for proof in prove())


def test_the_payment_is_reversed_and_the_owner_s_stands_in_its_place() -> None:
    employer = an_employer()
    lost = a_payment(None, 500_000, PAID_ON, code="2210000000000000")
    (number,) = identify(lost, Share(employer.pk, OCTOBER, 500_000))
    found = Payment.objects.get(pk=number)
    assert (found.payer_id, found.amount, found.paid_on) == (employer.pk, 500_000, PAID_ON)
    assert found.bank_reference == f"{lost.bank_reference}/1"
    assert Reversal.objects.get().payment_id == lost.pk


def test_the_new_payment_has_the_code_of_its_payer_and_month() -> None:
    employer = an_employer()
    (number,) = identify(a_payment(None, 1_000, PAID_ON), Share(employer.pk, OCTOBER, 1_000))
    with connection.cursor() as cursor:
        cursor.execute("SELECT naungan_payment_code(%s, %s)", [employer.pk, OCTOBER])
        assert Payment.objects.get(pk=number).payment_code == cursor.fetchone()[0]


def test_the_next_close_sets_it_against_the_bill() -> None:
    employer = an_employer()
    a_participation(employer)
    close("2022-10")
    bill = Bill.objects.get()
    identify(a_payment(None, bill.total, PAID_ON), Share(employer.pk, OCTOBER, bill.total))
    close("2022-11")
    assert sum(Allocation.objects.filter(bill=bill).values_list("amount", flat=True)) == bill.total
    assert holds()


def test_the_books_hold_before_and_after_and_no_month_s_balance_moves() -> None:
    employer = an_employer()
    a_participation(employer)
    close("2022-10")
    lost = a_payment(None, 777_777, PAID_ON)
    assert holds()
    before = [(one.code, one.balance) for one in trial_balance(month("2022-11"))]
    identify(lost, Share(employer.pk, OCTOBER, 700_000), Share(None, OCTOBER, 77_777))
    assert holds()
    assert [(one.code, one.balance) for one in trial_balance(month("2022-11"))] == before
    assert Journal.objects.filter(kind="reversal").count() == 1


def test_one_transfer_for_several_divisions_is_divided() -> None:
    first, second = an_employer(), an_employer()
    lost = a_payment(None, 900, PAID_ON)
    identify(lost, Share(first.pk, OCTOBER, 500), Share(second.pk, OCTOBER, 400))
    assert sorted(Payment.objects.exclude(pk=lost.pk).values_list("payer_id", "amount")) == sorted(
        [(first.pk, 500), (second.pk, 400)]
    )


def test_what_is_left_over_waits_on_without_a_payer() -> None:
    lost = a_payment(None, 900, PAID_ON, code="salah")
    identify(lost, Share(an_employer().pk, OCTOBER, 500), Share(None, OCTOBER, 400))
    (waiting,) = waiting_payments(date(2022, 12, 31), 10)
    assert (waiting.amount, waiting.payment_code, waiting.paid_on) == (400, "salah", PAID_ON)
    assert (waiting_total(date(2022, 12, 31)).payments, waiting_total(PAID_ON).amount) == (1, 400)


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        ((499,), "berjumlah Rp\u00a0499, pembayarannya Rp\u00a0500"),
        ((501,), "berjumlah Rp\u00a0501"),
        ((500, 0), "lebih dari nol"),
        ((600, -100), "lebih dari nol"),
        ((), "paling sedikit satu pembayar"),
    ],
)
def test_shares_that_are_no_division_of_it_are_refused(amounts: tuple[int, ...], said: str) -> None:
    lost = a_payment(None, 500, PAID_ON)
    with pytest.raises(PaymentNotIdentified, match=said):
        identify(lost, *(Share(an_employer().pk, OCTOBER, amount) for amount in amounts))
    assert (Payment.objects.count(), Reversal.objects.count()) == (1, 0)


def test_a_payer_is_named_once_and_exists() -> None:
    employer, lost = an_employer(), a_payment(None, 500, PAID_ON)
    with pytest.raises(PaymentNotIdentified, match="cukup disebut sekali"):
        identify(lost, Share(employer.pk, OCTOBER, 200), Share(employer.pk, OCTOBER, 300))
    with pytest.raises(PaymentNotIdentified, match="tidak terdaftar"):
        identify(lost, Share(999_999_999, OCTOBER, 500))


def test_a_payment_is_identified_once_and_only_when_it_is_nobody_s() -> None:
    employer = an_employer()
    lost, own = a_payment(None, 500, PAID_ON), a_payment(employer, 600, PAID_ON)
    identify(lost, Share(employer.pk, OCTOBER, 500))
    with pytest.raises(PaymentNotIdentified, match="sudah dikenali"):
        identify(lost, Share(employer.pk, OCTOBER, 500))
    with pytest.raises(PaymentNotIdentified, match="sudah atas nama"):
        identify(own, Share(employer.pk, OCTOBER, 600))


def test_while_a_month_is_being_closed_nothing_is_identified() -> None:
    lost, employer = a_payment(None, 500, PAID_ON), an_employer()
    Month.objects.create(month=OCTOBER)
    Month.objects.filter(month=OCTOBER).update(state="frozen")
    with pytest.raises(MonthNotOpen, match="2022-10 sedang ditutup"):
        identify(lost, Share(employer.pk, OCTOBER, 500))


def test_a_reason_is_asked() -> None:
    with pytest.raises(PaymentNotIdentified, match="Alasan kosong"):
        identify_payment(payment_id=a_payment(None, 1, PAID_ON).pk, shares=[], reason=" ")


def test_the_database_reverses_no_payment_that_is_somebody_s() -> None:
    own = a_payment(an_employer(), 600, PAID_ON)
    with pytest.raises(IntegrityError, match="only a payment without a payer"), transaction.atomic():
        Reversal.objects.create(payment=own, reason="coba")


@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET reason = 'lain'", "DELETE FROM {}", "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {}"]
)
def test_a_reversal_is_never_changed(statement: str) -> None:
    identify(a_payment(None, 1, PAID_ON), Share(an_employer().pk, OCTOBER, 1))
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format("contributions_reversal"))


@given(parts=st.lists(st.integers(1, 10**12), min_size=1, max_size=5), rest=st.integers(0, 10**12))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_not_a_rupiah_comes_or_goes(parts: list[int], rest: int) -> None:
    with transaction.atomic():
        owners = [an_employer() for _ in parts]
        lost = a_payment(None, sum(parts) + rest, PAID_ON)
        shares = [Share(owner.pk, OCTOBER, part) for owner, part in zip(owners, parts, strict=True)]
        identify(lost, *shares, *([Share(None, OCTOBER, rest)] if rest else []))
        standing = Payment.objects.filter(reversal__isnull=True)
        assert sum(standing.values_list("amount", flat=True)) == lost.amount
        assert holds()
        transaction.set_rollback(True)


def test_the_owner_of_a_mistyped_code_is_proposed_first() -> None:
    employer = an_employer()
    a_participation(employer)
    close("2022-10")
    bill = Bill.objects.get()
    digit = "1" if bill.payment_code[13] != "1" else "2"
    lost = a_payment(None, bill.total, PAID_ON, code=bill.payment_code[:13] + digit + bill.payment_code[14:])
    waiting = waiting_payment(lost.pk)
    assert waiting is not None
    best = candidates(waiting)[0]
    assert (best.payer_id, best.month, best.signs) == (employer.pk, OCTOBER, ("code", "unpaid", "amount"))


def test_digits_that_changed_places_are_seen_too() -> None:
    employer = an_employer()
    with connection.cursor() as cursor:
        cursor.execute("SELECT naungan_payment_code(%s, %s)", [employer.pk, OCTOBER])
        code = cursor.fetchone()[0]
    at = next(place for place in range(5, 15) if code[place] != code[place + 1])
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    waiting = waiting_payment(a_payment(None, 1, PAID_ON, code=swapped).pk)
    assert waiting is not None
    assert (employer.pk, OCTOBER) in {(one.payer_id, one.month) for one in candidates(waiting)}


def test_a_code_that_is_no_code_has_no_near_one() -> None:
    waiting = waiting_payment(a_payment(None, 1, PAID_ON, code="IURAN OKTOBER").pk)
    assert waiting is not None
    assert candidates(waiting) == []
