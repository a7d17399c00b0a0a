"""What the database refuses, whoever writes: every guard is broken into."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests.factories import month
from tests.pensions.people import a_pension, an_order, decided

from naungan.pensions.act import suspend
from naungan.pensions.models import Award
from naungan.pensions.run import pay_month

pytestmark = pytest.mark.django_db


@pytest.fixture
def award() -> Award:
    """A pension with a paid month, a withheld one, and a run that is open."""
    made = a_pension()
    pay_month(month("2025-01"))
    suspend(made.pk, an_order(), "diperiksa")
    pay_month(month("2025-02"))
    sql("INSERT INTO pensions_run (month, pay_on, law_version) VALUES ('2025-03-01', '2025-03-31', '')")
    made.refresh_from_db()
    return made


def sql(statement: str, **bound: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, bound or None)


LINE = (
    "INSERT INTO pensions_runline (month, award_id, run_id, amount, why) "
    "SELECT %(month)s, %(award)s, id, %(amount)s, "
)
RATE = "INSERT INTO pensions_rate (award_id, since, amount, joint, law_version) VALUES "
OPEN = " FROM pensions_run WHERE state = 'running'"
BREAKS = {
    "a second line of a month": (f"{LINE} 'life' {OPEN}", {"month": "2025-02-01"}, "pensions_runline_pkey"),
    "a paid month without money": (f"{LINE} '' {OPEN}", {"month": "2025-03-01"}, "a paid month is money owed"),
    "a withheld month that is owed": (
        f"WITH p AS (INSERT INTO claims_payable (reference, claim_id, payee_id, fund, what, amount, due_on) "
        f"SELECT naungan_pension_reference('2025-03-01', id), claim_id, payee_id, 'JP', 'x', 5, '2025-03-31' "
        f"FROM pensions_award WHERE id = %(award)s RETURNING 1) {LINE} 'life' {OPEN}",
        {"month": "2025-03-01"},
        "a paid month is money owed",
    ),
    "a month before the pension": (f"{LINE} 'life' {OPEN}", {"month": "2024-12-01"}, "a paid month is money owed"),
    "a month after the run": (f"{LINE} 'life' {OPEN}", {"month": "2025-04-01"}, "a paid month is money owed"),
    "a line of nobody": (
        f"{LINE} 'life' {OPEN}", {"month": "2025-03-01", "award": 999_999}, "a paid month is money owed"
    ),
    "a line of a run that is done": (
        f"{LINE} 'life' FROM pensions_run WHERE month = '2025-02-01'", {"month": "2025-03-01", "award": None},
        "not-null constraint",
    ),
    "a reason nobody knows": (f"{LINE} 'malas' {OPEN}", {"month": "2025-03-01"}, "line_positive"),
    "a release of a paid month": (
        "INSERT INTO pensions_release (month, award_id, run_id, amount) "
        "SELECT '2025-01-01', %(award)s, id, %(amount)s FROM pensions_run WHERE state = 'running'",
        {},
        "only a withheld month is released",
    ),
    "a release without money": (
        "INSERT INTO pensions_release (month, award_id, run_id, amount) "
        "SELECT '2025-02-01', %(award)s, id, %(amount)s FROM pensions_run WHERE state = 'running'",
        {},
        "only a withheld month is released",
    ),
    "the same money twice": (
        "INSERT INTO claims_payable (reference, claim_id, payee_id, fund, what, amount, due_on) "
        "SELECT reference, claim_id, payee_id, fund, what, amount, due_on FROM claims_payable",
        {},
        "claims_payable_reference",
    ),
    "a line rewritten": ("UPDATE pensions_runline SET amount = 1", {}, "a month is paid or withheld once"),
    "a line deleted": ("DELETE FROM pensions_runline", {}, "a month is paid or withheld once"),
    "a rate rewritten": ("UPDATE pensions_rate SET amount = 1", {}, "a rate is never changed"),
    "a second rate from a day": (
        RATE + "(%(award)s, '2025-01-01', 1, 1, '')",
        {},
        "pensions_rate_pkey",
    ),
    "a rate before the pension": (
        RATE + "(%(award)s, '2024-12-01', 1, 1, '')",
        {},
        "an award that has begun",
    ),
    "a proof deleted": ("DELETE FROM pensions_proofoflife", {}, "a proof of life is never rewritten"),
    "an award deleted": ("DELETE FROM pensions_award", {}, "an award is ended, not deleted"),
    "another amount": (
        "UPDATE pensions_award SET amount = 2, version = version + 1", {}, "what an award was decided on"
    ),
    "a proof taken back": (
        "UPDATE pensions_award SET alive_until = '2020-01-01', version = version + 1", {}, "not taken back"
    ),
    "a change without a version": ("UPDATE pensions_award SET state = 'running'", {}, "one version at a time"),
    "an end without a reason": (
        "UPDATE pensions_award SET state = 'ended', version = version + 1", {}, "award_ended_says_why"
    ),
    "a run deleted": ("DELETE FROM pensions_run", {}, "a run is never deleted"),
    "a run opened again": (
        "UPDATE pensions_run SET state = 'running', done_at = NULL WHERE month = '2025-01-01'", {},
        "a run is finished once",
    ),
    "a run that skips a month": (
        "INSERT INTO pensions_run (month, pay_on, law_version) VALUES ('2025-09-01', '2025-09-30', '')", {},
        "follows the run of the month before",
    ),
    "a second run of a month": (
        "INSERT INTO pensions_run (month, pay_on, law_version) VALUES ('2025-02-01', '2025-02-28', '')", {},
        "pensions_run_month_key",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(award: Award, name: str) -> None:
    statement, bound, said = BREAKS[name]
    ordinary = {"award": award.pk, "amount": award.amount, "month": None}
    with pytest.raises(DatabaseError, match=said):
        sql(statement, **(ordinary | bound))


def test_an_award_follows_the_final_approval_of_its_own_claim(award: Award) -> None:
    other = decided()
    with pytest.raises(DatabaseError, match="an award follows a final approval"):
        sql(
            "INSERT INTO pensions_award (claim_id, decision_id, payee_id, person_id, region_id, kind, starts, "
            "amount, wage_basis, alive_until, facts) "
            "SELECT %(claim)s, decision_id, payee_id, person_id, region_id, 'jp_parent', starts, amount, wage_basis, "
            "alive_until, facts FROM pensions_award WHERE id = %(award)s",
            claim=other.claim_id,
            award=award.pk,
        )


def test_a_reference_is_one_month_of_one_award() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT naungan_pension_reference(%s, 42), naungan_pension_reference(%s, 1234567890123)",
            [date(2026, 1, 1), date(2026, 12, 1)],
        )
        assert cursor.fetchone() == ("P202601-000000042", "P202612-1234567890123")
