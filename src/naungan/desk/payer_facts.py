"""Everything about one payer that an officer asks for on the telephone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from naungan.desk.asking import objects_as, one_row, rows_as
from naungan.desk.models import Channel, Outcome
from naungan.registry.models import Payer

MONTHS_SHOWN, NOTES_SHOWN = 36, 15

# Everything beside the bills, each as a list of its own.
BESIDE = """
SELECT
  (SELECT json_agg(c ORDER BY c.since DESC) FROM (
      SELECT jkk_class, lower(during) AS since, upper(during) AS until
      FROM registry_riskclass WHERE payer_id = %(payer)s) c),
  (SELECT json_agg(d ORDER BY d.code) FROM (
      SELECT y.id, y.code, y.name, e.scale, upper(y.life) AS closed_on FROM registry_employer mine
      JOIN registry_employer e ON e.npp = mine.npp AND e.payer_id <> mine.payer_id
      JOIN registry_payer y ON y.id = e.payer_id WHERE mine.payer_id = %(payer)s LIMIT 50) d),
  (SELECT json_agg(t ORDER BY t.id DESC) FROM (
      SELECT id, name, position, phone, email FROM desk_contact
      WHERE payer_id = %(payer)s AND ended_at IS NULL LIMIT 20) t),
  (SELECT json_agg(n) FROM (
      SELECT id, at, account_name, channel, outcome, spoke_with, note, promised, next_on FROM desk_call
      WHERE payer_id = %(payer)s ORDER BY id DESC LIMIT %(notes)s) n),
  (SELECT json_agg(p) FROM (
      SELECT id, payment_code, amount, paid_on, bank_reference,
             amount - coalesce((SELECT sum(a.amount) FROM contributions_allocation a WHERE a.payment_id = p.id), 0)
                 AS left_over
      FROM contributions_payment p WHERE payer_id = %(payer)s AND paid_on <= %(day)s
      ORDER BY paid_on DESC, id DESC LIMIT %(notes)s) p),
  (SELECT json_agg(u) FROM (
      SELECT id, kind, state, made_at, maker_name FROM desk_command
      WHERE payer_id = %(payer)s ORDER BY id DESC LIMIT %(notes)s) u),
  (SELECT to_json(o) FROM desk_owing o WHERE o.payer_id = %(payer)s)
"""
# A month has a bill, a report, or both; who was reported anew within a month counts once.
MONTHS = """
SELECT m.month, b.people, b.total, b.penalty, b.due_on, b.payment_code, s.settled_on, s.paid,
       coalesce((SELECT sum(a.amount) FROM contributions_allocation a WHERE a.bill_id = b.id), 0)::bigint,
       r.reports, r.reported_at
FROM (SELECT month FROM contributions_bill WHERE payer_id = %(payer)s
      UNION SELECT for_month FROM intake_wagereport WHERE payer_id = %(payer)s) m
LEFT JOIN contributions_bill b ON b.payer_id = %(payer)s AND b.month = m.month
LEFT JOIN contributions_settlement s ON s.bill_id = b.id
LEFT JOIN LATERAL (
    SELECT count(*) AS reports, min(reported_at) AS reported_at FROM intake_wagereport w
    WHERE w.payer_id = %(payer)s AND w.for_month = m.month
) r ON true
ORDER BY m.month DESC LIMIT %(months)s
"""


@dataclass(frozen=True, slots=True)
class ClassOnRecord:
    """A JKK class and the days between which it holds."""

    jkk_class: int
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Division:
    """Another division of the same employer."""

    id: int
    code: str
    name: str
    scale: str
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class ContactNoted:
    """Somebody to ask for."""

    id: int
    name: str
    position: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class CallNoted:
    """A call, as it was noted; rupiah promised."""

    id: int
    at: datetime
    account_name: str
    channel: str
    outcome: str
    spoke_with: str
    note: str
    promised: int | None
    next_on: date | None

    @property
    def outcome_words(self) -> Any:
        """What came of it, in words."""
        return Outcome(self.outcome).label

    @property
    def channel_words(self) -> Any:
        """How the payer was reached, in words."""
        return Channel(self.channel).label


@dataclass(frozen=True, slots=True)
class PaymentIn:
    """A payment; `left_over` is what no bill has taken yet. Rupiah."""

    id: int
    payment_code: str
    amount: int
    paid_on: date
    bank_reference: str
    left_over: int


@dataclass(frozen=True, slots=True)
class CommandSeen:
    """A command about the payer or person."""

    id: int
    kind: str
    state: str
    made_at: datetime
    maker_name: str


@dataclass(frozen=True, slots=True)
class BilledMonth:
    """A month of a payer: its bill, what was paid on it, its reports. Rupiah; None where there is no bill."""

    month: date
    people: int | None
    total: int | None
    penalty: int | None
    due_on: date | None
    payment_code: str | None
    settled_on: date | None
    paid: bool | None
    allocated: int
    reports: int
    reported_at: datetime | None

    @property
    def left(self) -> int:
        """What is still to be paid; nothing of a bill that is done with."""
        return 0 if self.total is None or self.settled_on else self.total - self.allocated


@dataclass(frozen=True, slots=True)
class PayerFacts:
    """A payer with all that belongs to it; `owing` is the row of `Owing` as it is, None where nothing is owed."""

    payer: Payer
    classes: tuple[ClassOnRecord, ...]
    divisions: tuple[Division, ...]
    contacts: tuple[ContactNoted, ...]
    calls: tuple[CallNoted, ...]
    payments: tuple[PaymentIn, ...]
    commands: tuple[CommandSeen, ...]
    owing: dict[str, Any] | None
    months: tuple[BilledMonth, ...]

    @property
    def last_bill(self) -> BilledMonth | None:
        """The newest month with a bill."""
        return next((month for month in self.months if month.total is not None), None)


def payer_facts(payer: Payer, day: date) -> PayerFacts:
    """What is known of a payer on a day; as far as the asker may see it."""
    bound = {"payer": payer.pk, "day": day, "notes": NOTES_SHOWN, "months": MONTHS_SHOWN}
    found = one_row(BESIDE, bound)
    assert found is not None
    classes, divisions, contacts, calls, payments, commands, owing = found
    if owing:
        owing["oldest"] = date.fromisoformat(owing["oldest"])
    return PayerFacts(
        payer=payer,
        classes=objects_as(ClassOnRecord, classes),
        divisions=objects_as(Division, divisions),
        contacts=objects_as(ContactNoted, contacts),
        calls=objects_as(CallNoted, calls),
        payments=objects_as(PaymentIn, payments),
        commands=objects_as(CommandSeen, commands),
        owing=owing,
        months=tuple(rows_as(BilledMonth, MONTHS, bound)),
    )
