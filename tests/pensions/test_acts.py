"""What officers do to a pension: open to whom, once for every key, never without words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.pensions.people import a_pension, an_officer, an_order, decided

from naungan.access.models import Role
from naungan.claims.act import Order
from naungan.pensions.act import end, reopen, resume, suspend
from naungan.pensions.errors import NoSuchAward, WrongDay, WrongMove
from naungan.pensions.models import Award, AwardStep
from naungan.pensions.moves import BY_NAME, MOVES, EndReason, State, moves_open
from naungan.pensions.opening import open_awards
from naungan.pensions.proof import prove_life

pytestmark = pytest.mark.django_db


def test_the_same_order_twice_is_one() -> None:
    award, order = a_pension(), an_order()
    suspend(award.pk, order, "diperiksa")
    suspend(award.pk, order, "diperiksa")
    award.refresh_from_db()
    assert (award.state, award.version) == (State.SUSPENDED, 2)
    assert AwardStep.objects.filter(name="suspend").count() == 1


def test_a_key_of_another_pension_is_refused() -> None:
    one, other, order = a_pension(), a_pension(), an_order()
    prove_life(one.pk, date(2025, 1, 3), "branch", order)
    with pytest.raises(WrongMove, match="pensiun lain"):
        prove_life(other.pk, date(2025, 1, 3), "branch", order)


def test_nothing_is_held_back_without_a_reason() -> None:
    with pytest.raises(WrongMove, match="Tulis alasannya"):
        suspend(a_pension().pk, an_order(), "  ")


def test_an_auditor_moves_nothing() -> None:
    with pytest.raises(WrongMove, match="Sebagai pemeriksa"):
        suspend(a_pension().pk, an_order(an_officer(Role.AUDITOR)), "ingin tahu")


def test_a_branch_does_not_open_again_what_ended() -> None:
    award = a_pension()
    end(award.pk, an_order(), EndReason.DEATH, date(2025, 3, 1), "akta")
    with pytest.raises(WrongMove, match="petugas cabang"):
        reopen(award.pk, an_order(), "keliru")
    assert reopen(award.pk, an_order(an_officer(Role.REGION)), "keliru").state == State.RUNNING


def test_what_has_ended_is_not_held_back() -> None:
    award = a_pension()
    end(award.pk, an_order(), EndReason.DEATH, date(2025, 3, 1), "akta")
    with pytest.raises(WrongMove, match="sekarang berakhir"):
        suspend(award.pk, an_order(), "diperiksa")
    with pytest.raises(WrongMove, match="sekarang berakhir"):
        resume(award.pk, an_order(), "sudah jelas")


@pytest.mark.parametrize(
    "work",
    [
        lambda award, order, day: end(award, order, EndReason.DEATH, day, "akta"),
        lambda award, order, day: prove_life(award, day, "branch", order),
    ],
)
def test_a_day_that_has_not_come_is_refused(work: Callable[[int, Order, date], Award]) -> None:
    with pytest.raises(WrongDay, match="belum tiba"):
        work(a_pension().pk, an_order(), timezone.localdate() + timedelta(days=1))


def test_an_end_is_moved_to_an_earlier_day_only() -> None:
    award = a_pension()
    end(award.pk, an_order(), EndReason.DEATH, date(2025, 6, 9), "laporan")
    with pytest.raises(WrongDay, match="9 Juni 2025"):
        end(award.pk, an_order(), EndReason.DEATH, date(2025, 6, 9), "akta")
    assert end(award.pk, an_order(), EndReason.DEATH, date(2025, 5, 9), "akta").ends == date(2025, 5, 9)


def test_a_pension_that_does_not_exist_is_said_so() -> None:
    with pytest.raises(NoSuchAward, match="12345"):
        prove_life(12345, date(2025, 1, 1), "branch", an_order())


def test_a_way_of_proving_that_nobody_knows_is_refused() -> None:
    with pytest.raises(WrongDay, match="Cara pembuktian"):
        prove_life(a_pension().pk, date(2025, 1, 3), "rumor", an_order())


def test_a_child_without_a_birth_day_waits_for_an_officer() -> None:
    decision = decided("jp_child")
    decision.claim.payees.model.objects.filter(claim=decision.claim)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE claims_payee SET born_on = NULL WHERE claim_id = %s", [decision.claim_id])
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    opened = open_awards()
    assert opened.awards == ()
    assert next(why for _, why in opened.left).startswith("Tanggal lahir")


def test_the_table_of_moves_is_what_each_role_finds_open() -> None:
    assert moves_open(State.RUNNING, Role.BRANCH) == {"suspend", "end"}
    assert moves_open(State.SUSPENDED, Role.BRANCH) == {"resume", "end"}
    assert moves_open(State.ENDED, Role.REGION) == {"end", "reopen"}
    assert moves_open(State.RUNNING, Role.WORKER) == frozenset()
    assert {move.name for move in MOVES} == set(BY_NAME)
