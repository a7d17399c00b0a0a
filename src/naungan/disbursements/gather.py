"""Gather what is due into a batch: each payable once, to the account as it stands now, its name compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from naungan.claims.moves import DECIDED, states_sql
from naungan.disbursements.act import Order, Work, log, money_moves
from naungan.disbursements.errors import NothingDue, WrongMove
from naungan.disbursements.models import Act, Batch, Source
from naungan.disbursements.moves import HELD, OFFICERS
from naungan.disbursements.names import compare
from naungan.disbursements.sources import refuse_source_of_others
from naungan.saying import gettext as _

MOST = 1_000  # transfers of a batch: checked against the schema in a second or two, and still read by people

# A payable is due when its day has come and its claim stands as decided. One that came back, or whose account
# was refused, waits until the payee's account is another one.
DUE = f"""
FROM claims_payable p
JOIN claims_payee y ON y.id = p.payee_id
JOIN claims_claim c ON c.id = y.claim_id
LEFT JOIN LATERAL (
    SELECT t.attempt, t.state, t.bank_code, t.account_number, t.account_name,
           coalesce((SELECT NOT j.agrees FROM disbursements_namejudgement j WHERE j.transfer_id = t.id), false)
           AS refused
    FROM disbursements_transfer t WHERE t.payable_id = p.id ORDER BY t.attempt DESC LIMIT 1
) last ON true
WHERE p.due_on <= %(until)s
AND (p.claim_id IS NULL OR c.state IN ({states_sql(DECIDED)}))
AND (%(regions)s::int[] IS NULL OR c.region_id = ANY (%(regions)s::int[]))
AND (last.state IS NULL OR last.state NOT IN ({", ".join(f"'{way.value}'" for way in HELD)}))
AND NOT (last.state IS NOT NULL AND (last.state = 'returned' OR last.refused)
         AND (last.bank_code, last.account_number, last.account_name)
             = (y.bank_code, y.account_number, y.account_name))
"""
WITH_ACCOUNT = "AND y.bank_code <> '' AND y.account_number <> '' AND y.account_name <> ''"
DUE_NOW = f"""
SELECT p.id, p.reference, p.fund, p.amount, coalesce(last.attempt, 0) + 1, y.bank_code, y.account_number,
       y.account_name, y.name, y.guardian_name
{DUE} {WITH_ACCOUNT}
ORDER BY p.due_on, p.id LIMIT %(most)s
"""
WAITING = f"""
SELECT count(*) FILTER (WHERE has), coalesce(sum(amount) FILTER (WHERE has), 0), count(*) FILTER (WHERE NOT has)
FROM (SELECT p.amount, (true {WITH_ACCOUNT}) AS has {DUE}) AS due
"""
BELOW = "SELECT naungan_regions_below(%s)::int[]"
INSERT = """
INSERT INTO disbursements_transfer (batch_id, payable_id, place, attempt, reference, fund, amount, bank_code,
    account_number, account_name, payee_name, likeness, percent, because)
SELECT %(batch)s, p.id, s.place, s.attempt,
       p.reference || CASE WHEN s.attempt = 1 THEN '' ELSE '-R' || s.attempt - 1 END,
       p.fund, p.amount, y.bank_code, y.account_number, y.account_name, y.name, s.likeness, s.percent, s.because
FROM unnest(%(payables)s::bigint[], %(attempts)s::int[], %(likeness)s::text[], %(percents)s::int[],
            %(because)s::text[]) WITH ORDINALITY AS s (payable_id, attempt, likeness, percent, because, place)
JOIN claims_payable p ON p.id = s.payable_id
JOIN claims_payee y ON y.id = p.payee_id
"""


@dataclass(frozen=True, slots=True)
class Due:
    """A payable that can be paid: rupiah, and the account its payee has now."""

    payable_id: int
    reference: str
    fund: str
    amount: int
    attempt: int
    bank_code: str
    account_number: str
    account_name: str
    payee: str
    guardian: str


@dataclass(frozen=True, slots=True)
class DueSums:
    """What waits to be gathered: payables and rupiah, and how many cannot go for want of an account."""

    payables: int
    amount: int
    without_account: int


def what_is_due(region_id: int | None, until: date) -> DueSums:
    """What could be gathered for a region and those below it (None: everywhere) up to a day."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING, _asked(region_id, until))
        payables, amount, without = cursor.fetchone()
    return DueSums(payables, int(amount), without)


def gather(source: Source, until: date, execute_on: date, order: Order) -> Batch:
    """A new batch of what is due up to `until`, oldest first, at most `MOST`; the same key again is the same batch.

    Over the actor's region and those below it. Raises NothingDue, and WrongMove for somebody who may not or a
    day of execution that is past.
    """
    if order.actor.role not in OFFICERS:
        raise WrongMove(
            _("Sebagai %(role)s Anda tidak dapat menyusun pembayaran.") % {"role": order.actor.role.label}
        )
    refuse_source_of_others(source, order.actor, shared=True)
    today = timezone.localdate()
    if execute_on < today:
        raise WrongMove(_("Hari pembayaran sudah lewat. Pilih hari ini atau sesudahnya."))
    with money_moves():
        before = Act.objects.filter(key=order.key).select_related("batch").first()
        if before is not None:
            return before.batch
        due = _due(order.actor.region_id, until)
        if not due:
            raise NothingDue(_nothing(what_is_due(order.actor.region_id, until)))
        batch = Batch.objects.create(
            number=_number(today), source=source, region_id=order.actor.region_id, due_until=until,
            execute_on=execute_on, lines=len(due), total=sum(one.amount for one in due),
            made_by_id=order.actor.account_id,
        )  # fmt: skip
        _insert(batch, due)
        log("gather", batch, order, batch.state, Work({}))
    return batch


def _due(region_id: int | None, until: date) -> list[Due]:
    with connection.cursor() as cursor:
        cursor.execute(DUE_NOW, {**_asked(region_id, until), "most": MOST})
        return [Due(*row) for row in cursor.fetchall()]


def _asked(region_id: int | None, until: date) -> dict[str, Any]:
    if region_id is None:
        return {"until": until, "regions": None}
    with connection.cursor() as cursor:
        cursor.execute(BELOW, [region_id])
        return {"until": until, "regions": cursor.fetchone()[0]}


def _nothing(waiting: DueSums) -> str:
    if waiting.without_account:
        return _("Belum ada yang dapat dibayar: %(count)d penerima belum punya rekening. Lengkapi di klaimnya.") % {
            "count": waiting.without_account
        }
    return _("Tidak ada manfaat yang jatuh tempo dan belum dibayar.")


def _number(today: date) -> str:
    """BYR-20260715-0001: the day, and which batch of the day. To be asked where one batch at a time is made."""
    begins = f"BYR-{today:%Y%m%d}-"
    return f"{begins}{Batch.objects.filter(number__startswith=begins).count() + 1:04d}"


def _insert(batch: Batch, due: Sequence[Due]) -> None:
    compared = [compare(one.payee, one.account_name, one.guardian) for one in due]
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT,
            {
                "batch": batch.pk,
                "payables": [one.payable_id for one in due],
                "attempts": [one.attempt for one in due],
                "likeness": [one.likeness.value for one in compared],
                "percents": [one.percent for one in compared],
                "because": [one.because.value for one in compared],
            },
        )
