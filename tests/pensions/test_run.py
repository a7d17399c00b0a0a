"""A month of pensions: who is due gets one line, the money is owed once, the books agree."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import Sum
from tests.factories import month
from tests.pensions.people import Child, a_pension, an_order, decided, money_of, owed

from naungan.claims.models import Overpayment, Payable
from naungan.law.statute import load
from naungan.ledger.models import Entry
from naungan.pensions.act import end, reopen, resume, suspend
from naungan.pensions.errors import NoRateYet, OutOfOrder
from naungan.pensions.models import Award, Release, Run, RunLine
from naungan.pensions.moves import EndReason
from naungan.pensions.opening import open_awards, open_from
from naungan.pensions.proof import prove_life
from naungan.pensions.run import Paid, pay_month

pytestmark = pytest.mark.django_db


def run(*months: str) -> Paid:
    return [pay_month(month(one)) for one in months][-1]


def lines(award: Award) -> dict[str, str]:
    return {f"{one.month:%Y-%m}": one.why for one in RunLine.objects.filter(award_id=award.pk).order_by("month")}


def test_a_month_pays_every_pension_once_and_books_it() -> None:
    one, other = a_pension(amount=1_000_000), a_pension(amount=2_345_678)
    done = run("2025-01")
    assert (done.lines, done.withheld, done.amount) == (2, 0, 3_345_678)
    assert money_of(one) == {"202501": 1_000_000}
    assert money_of(other) == {"202501": 2_345_678}
    entries = Entry.objects.filter(journal__reference="pension:2025-01")
    assert sorted(entries.values_list("account_id", "debit", "credit")) == [
        ("2200", 0, 3_345_678),
        ("5040", 3_345_678, 0),
    ]


def test_the_same_month_again_changes_nothing() -> None:
    a_pension()
    first = run("2025-01")
    again = pay_month(month("2025-01"))
    assert again.already_done
    assert (again.lines, again.amount) == (first.lines, first.amount)
    assert Payable.objects.count() == 1


def test_the_money_says_which_month_and_when_it_is_due() -> None:
    award = a_pension()
    pay_month(month("2025-01"), pay_on=date(2025, 1, 24))
    made = Payable.objects.get()
    assert (made.reference, made.what) == (f"P202501-{award.pk:09d}", "Pensiun Januari 2025")
    assert (made.due_on, made.fund, made.decision_id, made.claim_id) == (
        date(2025, 1, 24),
        "JP",
        None,
        award.claim_id,
    )


def test_a_month_is_due_on_its_last_day_unless_told() -> None:
    a_pension()
    assert run("2025-01").run.pay_on == date(2025, 1, 31)


def test_months_come_in_order() -> None:
    a_pension()
    run("2025-01")
    with pytest.raises(OutOfOrder, match="Februari 2025"):
        pay_month(month("2025-03"))
    with pytest.raises(OutOfOrder, match="Februari 2025"):
        pay_month(month("2024-12"))


def test_a_day_of_payment_before_the_month_is_refused() -> None:
    with pytest.raises(OutOfOrder, match="2024-12-31"):
        pay_month(month("2025-01"), pay_on=date(2024, 12, 31))
    assert not Run.objects.exists()


def test_a_year_whose_inflation_the_law_does_not_know_is_not_run() -> None:
    with pytest.raises(NoRateYet, match="2027-02"):
        pay_month(month("2027-02"))
    assert not Run.objects.exists()


def test_a_pension_decided_late_is_paid_from_its_first_month() -> None:
    a_pension()
    run("2025-01", "2025-02", "2025-03")
    late = a_pension(starts=date(2024, 11, 1), amount=700_000, decided_on=date(2025, 3, 20))
    done = run("2025-04")
    assert lines(late) == dict.fromkeys(("2024-11", "2024-12", "2025-01", "2025-02", "2025-03", "2025-04"), "")
    assert done.lines == 7
    assert list(money_of(late)) == ["202411", "202412", "202501", "202502", "202503", "202504"]


def test_a_pension_that_ended_before_it_was_decided_is_paid_to_its_end() -> None:
    widow = a_pension("jp_widow", starts=date(2025, 1, 1), decided_on=date(2025, 5, 10))
    end(widow.pk, an_order(), EndReason.REMARRIED, date(2025, 3, 15), "akta nikah")
    run("2025-06")
    assert list(lines(widow)) == ["2025-01", "2025-02", "2025-03"]


def test_a_pension_begins_in_its_own_month() -> None:
    later = a_pension(starts=date(2025, 3, 1))
    done = run("2025-01", "2025-02")
    assert done.lines == 0
    run("2025-03")
    assert lines(later) == {"2025-03": ""}


def test_without_a_proof_of_life_a_month_is_withheld_and_paid_when_it_comes() -> None:
    award = a_pension(starts=date(2024, 1, 1), amount=500_000, decided_on=date(2024, 1, 10))
    run("2025-01", "2025-02")
    assert lines(award)["2025-01"] == ""
    assert lines(award)["2025-02"] == "life"
    assert "202502" not in money_of(award)
    prove_life(award.pk, date(2025, 2, 25), "branch", an_order())
    done = run("2025-03")
    assert (done.lines, done.released) == (1, 1)
    assert Release.objects.get().month == date(2025, 2, 1)
    assert money_of(award)["202502"] == RunLine.objects.get(month=date(2025, 2, 1)).amount
    assert lines(award)["2025-02"] == "life"  # what the run found stays


def test_a_proof_of_an_earlier_day_takes_nothing_away() -> None:
    award = a_pension(starts=date(2024, 1, 1), decided_on=date(2024, 1, 10))
    prove_life(award.pk, date(2025, 6, 1), "video", an_order())
    prove_life(award.pk, date(2024, 6, 1), "letter", an_order())
    award.refresh_from_db()
    assert award.alive_until == date(2026, 6, 1)
    assert award.proofs.count() == 3


def test_a_suspended_pension_is_withheld_and_paid_when_it_is_let_go() -> None:
    award = a_pension()
    suspend(award.pk, an_order(), "rekening dilaporkan dipakai orang lain")
    run("2025-01")
    assert lines(award) == {"2025-01": "suspended"}
    resume(award.pk, an_order(), "rekening sudah diperiksa")
    run("2025-02")
    assert list(money_of(award)) == ["202501", "202502"]


def test_the_month_of_death_is_owed_and_later_months_are_claimed_back() -> None:
    award = a_pension(amount=800_000)
    run("2025-01", "2025-02", "2025-03")
    raised = money_of(award)["202503"]
    end(award.pk, an_order(), EndReason.DEATH, date(2025, 1, 31), "akta kematian 12/2025")
    assert Overpayment.objects.get().amount == 2 * raised
    assert owed(award) == 800_000
    run("2025-04")
    assert "2025-04" not in lines(award)


def test_the_books_hold_what_was_claimed_back() -> None:
    award = a_pension(amount=800_000)
    run("2025-01", "2025-02")
    end(award.pk, an_order(), EndReason.DEATH, date(2025, 1, 3), "akta kematian")
    back = Overpayment.objects.get().amount
    sums = Entry.objects.filter(account_id="5040").aggregate(debit=Sum("debit"), credit=Sum("credit"))
    assert sums["debit"] - sums["credit"] == 800_000
    assert Entry.objects.filter(account_id="1300").aggregate(sum=Sum("debit"))["sum"] == back


def test_a_death_certificate_frees_what_was_withheld_until_then() -> None:
    award = a_pension(starts=date(2024, 1, 1), decided_on=date(2024, 1, 10))
    run("2025-02", "2025-03", "2025-04")
    assert lines(award)["2025-04"] == "life"
    end(award.pk, an_order(), EndReason.DEATH, date(2025, 3, 9), "akta kematian")
    run("2025-05")
    assert Release.objects.count() == 2
    assert max(money_of(award)) == "202503"


def test_who_marries_again_is_no_longer_covered_on_that_day() -> None:
    first, second = (a_pension("jp_widow") for _ in range(2))
    run("2025-01")
    end(first.pk, an_order(), EndReason.REMARRIED, date(2025, 2, 1), "akta nikah")
    end(second.pk, an_order(), EndReason.REMARRIED, date(2025, 2, 2), "akta nikah")
    run("2025-02")
    assert (list(lines(first)), list(lines(second))) == (["2025-01"], ["2025-01", "2025-02"])


def test_a_child_is_paid_until_the_month_before_its_birthday_and_then_the_award_ends() -> None:
    born = date(2002, 3, 1)
    award = open_from(decided("jp_child", children=(Child("Ayu", born, 600_000),)), load())[0]
    assert award.ends == date(2025, 2, 28)
    run("2025-01", "2025-02", "2025-03")
    award.refresh_from_db()
    assert list(lines(award)) == ["2025-01", "2025-02"]
    assert (award.state, award.end_reason) == ("ended", "age")


def test_a_mistaken_end_is_undone_and_the_months_between_are_paid() -> None:
    award = a_pension()
    run("2025-01")
    end(award.pk, an_order(), EndReason.DEATH, date(2025, 1, 20), "laporan tetangga")
    run("2025-02", "2025-03")
    from tests.pensions.people import an_officer

    from naungan.access.models import Role

    reopen(award.pk, an_order(an_officer(Role.HEAD_OFFICE)), "orangnya datang sendiri")
    run("2025-04")
    assert list(lines(award)) == ["2025-01", "2025-02", "2025-03", "2025-04"]


def test_decisions_are_opened_once() -> None:
    decided()
    assert len(open_awards().awards) == 1
    assert open_awards() == type(open_awards())((), ())
