"""Roles are given with the scope they need, taken back for good, and remembered with who did it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from tests.access.world import World
from tests.factories import a_person, a_region, an_employer
from tests.signing_in import a_grant, an_account

from naungan.access.actor import grants_of
from naungan.access.errors import BadGrant
from naungan.access.grants import Over, account_of, grant, grants, make_account, revoke
from naungan.access.models import Account, Grant, Role

pytestmark = pytest.mark.django_db
BY = "uji"


def test_each_role_is_given_with_its_scope(world: World) -> None:
    person = a_person(died_on=date(2022, 1, 1))
    scopes = {
        Role.BRANCH: Over(region="64.71"),
        Role.REGION: Over(region="64"),
        Role.HEAD_OFFICE: Over(),
        Role.EMPLOYER_MAKER: Over(payer=world.here.employer.code),
        Role.EMPLOYER_APPROVER: Over(payer=world.here.employer.code),
        Role.SPONSOR: Over(payer=world.here.sponsor.code),
        Role.WORKER: Over(nik=str(world.here.worker.nik)),
        Role.HEIR: Over(nik=str(person.nik)),
        Role.AUDITOR: Over(),
        Role.ADMINISTRATOR: Over(),
    }
    account = an_account()
    for role, over in scopes.items():
        grant(account, role, over, BY)
    assert [one.role for one in grants_of(account)] == list(scopes)


@pytest.mark.parametrize(
    ("role", "over"),
    [
        (Role.BRANCH, Over()),
        (Role.BRANCH, Over(region="99.99")),
        (Role.HEAD_OFFICE, Over(region="64.71")),
        (Role.EMPLOYER_MAKER, Over()),
        (Role.EMPLOYER_MAKER, Over(payer="TIDAK-ADA")),
        (Role.WORKER, Over(nik="6471010101900009")),
        (Role.WORKER, Over(payer="X")),
    ],
)
def test_a_scope_that_does_not_fit_is_refused_and_nothing_is_left(role: Role, over: Over) -> None:
    a_region()
    with pytest.raises(BadGrant):
        grant(an_account(), role, over, BY)
    assert Grant.objects.count() == 0


def test_an_heir_of_somebody_alive_is_refused() -> None:
    with pytest.raises(BadGrant):
        grant(an_account(), Role.HEIR, Over(nik=str(a_person().nik)), BY)


def test_the_same_role_twice_is_refused() -> None:
    account, payer = an_account(), an_employer()
    grant(account, Role.EMPLOYER_MAKER, Over(payer=payer.code), BY)
    with pytest.raises(BadGrant):
        grant(account, Role.EMPLOYER_MAKER, Over(payer=payer.code), BY)


def test_a_role_ends_on_its_day() -> None:
    account = an_account()
    with pytest.raises(BadGrant):
        grant(account, Role.AUDITOR, Over(), BY, until=timezone.localdate())
    given = grant(account, Role.AUDITOR, Over(), BY, until=timezone.localdate() + timedelta(days=1))
    assert grants() == [given]


def test_a_role_taken_back_is_over_at_once_and_stays_in_the_history() -> None:
    account = an_account()
    given = grant(account, Role.AUDITOR, Over(), "Lia")
    revoke(given.pk, "Tono")
    assert grants_of(account) == []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.pgh_label, c.metadata->>'by' FROM access_grantevent e "
            "JOIN pghistory_context c ON c.id = e.pgh_context_id ORDER BY e.pgh_id"
        )
        assert cursor.fetchall() == [("insert", "Lia"), ("update", "Tono")]
    with pytest.raises(BadGrant):
        revoke(given.pk, BY)


def test_it_can_be_given_again_the_same_day() -> None:
    account = an_account()
    revoke(grant(account, Role.AUDITOR, Over(), BY).pk, BY)
    grant(account, Role.AUDITOR, Over(), BY)
    assert [one.role for one in grants_of(account)] == [Role.AUDITOR]


def test_the_last_administrator_stays() -> None:
    first, second = (grant(an_account(), Role.ADMINISTRATOR, Over(), BY) for _ in range(2))
    revoke(first.pk, BY)
    with pytest.raises(BadGrant, match="terakhir"):
        revoke(second.pk, BY)


def test_the_database_itself_keeps_the_last_administrator() -> None:
    last = a_grant(an_account(), Role.ADMINISTRATOR)
    for statement in (
        "UPDATE access_grant SET during = daterange(lower(during), lower(during) + 1)",
        "UPDATE access_account SET is_active = false",
        "DELETE FROM access_grant",
        "DELETE FROM access_account",
        "TRUNCATE access_grant CASCADE",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert grants() == [last]


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        ("branch", "NULL, NULL, NULL"),
        ("employer-maker", "NULL, NULL, 1"),
        ("administrator", "1, NULL, NULL"),
        ("king", "NULL, NULL, NULL"),
    ],
)
def test_the_database_refuses_a_role_without_its_scope(role: str, scope: str) -> None:
    account = an_account()
    with pytest.raises(DatabaseError, match="grant_has_the_scope_of_its_role"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_grant (account_id, role, region_id, payer_id, person_id, during) "
            f"VALUES (%s, %s, {scope}, '[2022-01-01,)')",
            [account.pk, role],
        )


def test_accounts_are_reachable_and_have_an_e_mail_of_their_own() -> None:
    made = make_account("Rina", "Rina@Contoh.test", "0812-3456-7890")
    assert (made.email, made.phone) == ("rina@contoh.test", "+6281234567890")
    assert account_of("RINA@contoh.TEST") == made
    for name, email, phone in (
        ("", "a@b.test", ""), ("A", "", ""), ("A", "bukan-email", ""), ("A", "rina@CONTOH.test", "")
    ):  # fmt: skip
        with pytest.raises(BadGrant):
            make_account(name, email, phone)
    assert Account.objects.count() == 1
