"""Whether a batch is covered: by each programme in the ledger, and by the account it is paid from."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from naungan.disbursements.errors import FundsShort
from naungan.disbursements.models import Batch
from naungan.ledger import chart
from naungan.saying import gettext as _
from naungan.wording import rupiah

# What the ledger holds for a programme, before what was decided and is not paid: what was decided is an expense
# already, so it is added again; what is on its way to the bank is not there a second time.
BY_FUND = """
WITH held AS (
    SELECT a.fund, sum(e.credit - e.debit)::bigint AS amount
    FROM ledger_entry e JOIN ledger_account a ON a.code = e.account_id WHERE a.fund <> '' GROUP BY a.fund
), unpaid AS (
    SELECT p.fund, sum(p.amount)::bigint AS amount
    FROM claims_payable p
    WHERE NOT EXISTS (SELECT 1 FROM disbursements_transfer t
                      WHERE t.payable_id = p.id AND t.state IN ('sent', 'paid'))
    GROUP BY p.fund
), going AS (
    SELECT fund, sum(amount)::bigint AS amount, count(*) AS transfers
    FROM disbursements_transfer WHERE batch_id = %(batch)s AND state <> 'dropped' GROUP BY fund
)
SELECT g.fund, g.transfers, g.amount, coalesce(h.amount, 0) + coalesce(u.amount, 0)
FROM going g LEFT JOIN held h USING (fund) LEFT JOIN unpaid u USING (fund) ORDER BY g.fund
"""
# What the books say is in the bank; and the paying account's last closing balance, less what went out of it since.
IN_THE_BANK = f"""
SELECT coalesce(sum(e.debit - e.credit) FILTER (WHERE e.account_id = '{chart.BANK}'), 0)
     - coalesce(sum(e.credit - e.debit) FILTER (WHERE e.account_id = '{chart.IN_TRANSIT}'), 0),
    (SELECT s.closing / 100 - coalesce((
        SELECT sum(t.amount) FROM disbursements_transfer t JOIN disbursements_batch b ON b.id = t.batch_id
        WHERE b.source_id = s.source_id AND (t.state = 'sent' OR t.state = 'paid' AND t.paid_on > s.closed_on)), 0)
     FROM disbursements_statement s WHERE s.source_id = %(source)s ORDER BY s.closed_on DESC, s.id DESC LIMIT 1)
FROM ledger_entry e WHERE e.account_id IN ('{chart.BANK}', '{chart.IN_TRANSIT}')
"""


@dataclass(frozen=True, slots=True)
class Cover:
    """What a batch takes from a programme or an account beside what is there; rupiah. `held` None: not known."""

    fund: str
    transfers: int
    going: int
    held: int | None

    @property
    def enough(self) -> bool:
        """Whether what is there covers what goes; what is not known does not stand in the way."""
        return self.held is None or self.held >= self.going

    @property
    def short(self) -> int:
        """What is missing, in rupiah."""
        return 0 if self.held is None else max(self.going - self.held, 0)


@dataclass(frozen=True, slots=True)
class Covers:
    """The cover of a batch: of every programme, of the books' bank, of the paying account's last statement."""

    funds: tuple[Cover, ...]
    bank: Cover
    source: Cover

    @property
    def enough(self) -> bool:
        """Whether everything is covered."""
        return all(one.enough for one in (*self.funds, self.bank, self.source))


def covers_of(batch: Batch) -> Covers:
    """What a batch that has not gone yet would take, beside what is there."""
    with connection.cursor() as cursor:
        cursor.execute(BY_FUND, {"batch": batch.pk})
        funds = tuple(Cover(fund, count, int(going), int(held)) for fund, count, going, held in cursor.fetchall())
        cursor.execute(IN_THE_BANK, {"source": batch.source_id})
        bank, source = cursor.fetchone()
    transfers, going = sum(one.transfers for one in funds), sum(one.going for one in funds)
    at_source = None if source is None else int(source)
    return Covers(funds, Cover("", transfers, going, int(bank)), Cover("", transfers, going, at_source))


def refuse_uncovered(batch: Batch) -> None:
    """Raise FundsShort, naming the first that is short and by how much."""
    covers = covers_of(batch)
    for one in covers.funds:
        if not one.enough:
            raise FundsShort(
                _("Dana %(fund)s kurang %(short)s untuk %(batch)s. Tidak ada yang dikirim.")
                % {"fund": one.fund, "short": rupiah(one.short), "batch": batch.number}
            )
    for one, where in ((covers.bank, _("Buku bank")), (covers.source, _("Rekening pembayar"))):
        if not one.enough:
            raise FundsShort(
                _("%(where)s kurang %(short)s untuk %(batch)s. Isi dulu rekeningnya.")
                % {"where": where, "short": rupiah(one.short), "batch": batch.number}
            )
