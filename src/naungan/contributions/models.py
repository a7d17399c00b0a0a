"""Nouns of contributions: the month, what was frozen, owed, billed, paid, and who stands where.

The big table has the key (close_month, payer, participation, for_month). `close_month` is the month in
whose close the row was made, `for_month` the month it is about; they differ for corrections.
References of the tables that a close fills are checked a statement at a time (a foreign key would check
a million rows singly); the rows they refer to are never deleted.
"""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from naungan.contributions.database_functions import PAYER_NOT_FROZEN
from naungan.guards import append_only, every_new_row, refers, transition
from naungan.ledger import chart
from naungan.registry.models import Payer

AMOUNTS = ("jkk", "jkm", "jht_employer", "jht_employee", "jp_employer", "jp_employee")
TOTAL_OF_AMOUNTS = sum((F(name) for name in AMOUNTS[1:]), F(AMOUNTS[0]))


# Money that arrives is in the books in the same statement, whoever wrote it: bank against suspense.
POSTED_ON_ARRIVAL = pgtrigger.Trigger(
    name="payment_posted_on_arrival",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    referencing=transition(new="new_rows"),
    func=f"""
        WITH months AS (
            SELECT date_trunc('month', paid_on)::date AS month, min(id) AS first, count(*) AS payments,
                   sum(amount)::bigint AS amount
            FROM new_rows GROUP BY 1
        ), journals AS (
            INSERT INTO ledger_journal (month, kind, reference, memo)
            SELECT month, 'payment', 'payment:' || first, payments || ' pembayaran diterima' FROM months
            RETURNING id, reference
        )
        INSERT INTO ledger_entry (journal_id, account_id, debit, credit)
        SELECT j.id, side.account, side.debit, side.credit
        FROM months m JOIN journals j ON j.reference = 'payment:' || m.first
        CROSS JOIN LATERAL (
            VALUES ('{chart.BANK}', m.amount, 0::bigint), ('{chart.SUSPENSE}', 0::bigint, m.amount)
        ) AS side (account, debit, credit);
        RETURN NULL;
    """,
)


class Month(models.Model):
    """A contribution month (its first day) and how far its close is."""

    month = models.DateField(primary_key=True)
    state = models.TextField(
        choices=[("open", "Terbuka"), ("frozen", "Dibekukan"), ("closed", "Ditutup")],
        default="open",
        db_default="open",
    )
    as_of = models.DateField(null=True, help_text="last day whose payments count in the close")
    law_version = models.TextField(default="", db_default="", blank=True)
    frozen_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="month_first_day", condition=Q(month__day=1))]
        triggers = [
            pgtrigger.Trigger(
                name="month_moves_forward",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF TG_OP = 'DELETE' OR (OLD.state, NEW.state) NOT IN
                        (('open','open'), ('open','frozen'), ('frozen','frozen'), ('frozen','closed'))
                    THEN
                        RAISE EXCEPTION 'month % is %: a close is never undone', OLD.month, OLD.state
                        USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]


class PayerMonth(models.Model):
    """What was true of a payer when a month was frozen: class, reliefs, funds, who reported."""

    pk = models.CompositePrimaryKey("close_month", "payer_id")
    close_month = models.DateField()
    payer_id = models.BigIntegerField()
    part = models.SmallIntegerField(help_text="which part of the close works on it")
    kind = models.SmallIntegerField()
    jkk_class = models.SmallIntegerField(help_text="1 to 5; 0 where no class applies")
    relief_pp49 = models.BooleanField()
    relief_pp7 = models.BooleanField()
    public_funds = models.BooleanField(help_text="paid from APBN or APBD")
    reported = models.BooleanField(help_text="a wage report for the month came in")
    by_contract = models.BooleanField(help_text="a project that pays by contract value, not by wages")
    people = models.IntegerField()

    class Meta:
        triggers = [append_only("payer_month_append_only", "a frozen month is never changed")]


class Assessment(models.Model):
    """A person-month: what was reported of one participation, frozen, and what it owes by the law of that month.

    Rupiah, by programme and payer. For a correction (`for_month` before `close_month`) the facts as they
    are known now, and the difference to what was assessed before. `jkp_*` is the booking inside JKK and
    JKM and the State's part: never billed to the payer. `jp_deferred` is the part of JP put off by
    PP 49/2020: owed, but not billed now. The table is partitioned by `close_month`: a close makes its
    month as a table of its own and attaches it (assess.py).
    """

    pk = models.CompositePrimaryKey("close_month", "payer_id", "participation_id", "for_month")
    close_month = models.DateField()
    for_month = models.DateField()
    payer_id = models.BigIntegerField()
    participation_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    born = models.IntegerField(help_text="days since 1970-01-01")
    joined = models.DateField(help_text="first day of the month in which the participation began")
    region_id = models.SmallIntegerField()
    segment = models.SmallIntegerField()
    programmes = models.SmallIntegerField(help_text="0: nothing is due for this month after all")
    source = models.SmallIntegerField(choices=[(1, "Dilaporkan"), (2, "Bulan lalu"), (3, "Pendaftaran")])
    foreign = models.BooleanField()
    continues = models.BooleanField()
    transport = models.BooleanField()
    by_contract = models.BooleanField(help_text="the project owes by contract value: the person owes nothing singly")
    several = models.BooleanField(help_text="the person had other participations too, then or at another time")
    wage = models.BigIntegerField()
    month_wage = models.BigIntegerField()
    jkk = models.BigIntegerField()
    jkm = models.BigIntegerField()
    jht_employer = models.BigIntegerField()
    jht_employee = models.BigIntegerField()
    jp_employer = models.BigIntegerField()
    jp_employee = models.BigIntegerField()
    jp_deferred = models.BigIntegerField()
    jkp_from_jkk = models.BigIntegerField()
    jkp_from_jkm = models.BigIntegerField()
    jkp_from_state = models.BigIntegerField()
    total = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="assessment_total", condition=Q(total=TOTAL_OF_AMOUNTS)),
            models.CheckConstraint(
                name="assessment_negative_only_as_correction",
                condition=Q(total__gte=0) | Q(for_month__lt=F("close_month")),
            ),
        ]
        triggers = [
            append_only("assessment_append_only", "an assessment is never changed: a correction is a new one"),
            every_new_row(
                "assessment_of_a_frozen_payer",
                PAYER_NOT_FROZEN.format(rows="new_rows"),
                "an assessment needs its payer frozen for the month",
            )[0],
        ]


class Bill(models.Model):
    """What a payer is asked for a month: assessments, charges and carried credit. Rupiah."""

    id = models.BigAutoField(primary_key=True)
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="bills", db_constraint=False, db_index=False)
    month = models.DateField()
    people = models.IntegerField()
    jkk = models.BigIntegerField()
    jkm = models.BigIntegerField()
    jht = models.BigIntegerField()
    jp = models.BigIntegerField()
    jp_deferred = models.BigIntegerField()
    jkp_from_jkk = models.BigIntegerField(
        default=0, db_default=0, help_text="inside JKK, goes to JKP when the bill is paid"
    )
    jkp_from_jkm = models.BigIntegerField(
        default=0, db_default=0, help_text="inside JKM, goes to JKP when the bill is paid"
    )
    jkp_from_state = models.BigIntegerField(
        default=0, db_default=0, help_text="owed by the State when the bill is paid, not billed"
    )
    penalty = models.BigIntegerField()
    credit_used = models.BigIntegerField(help_text="credit of earlier corrections set against this bill")
    credit_forward = models.BigIntegerField(help_text="credit left for the next bill")
    total = models.BigIntegerField(help_text="to be paid now")
    due_on = models.DateField()
    payment_code = models.CharField(max_length=16, help_text="of payer and month, so unique as they are")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payer", "month"], name="bill_once_a_month"),
            models.CheckConstraint(
                name="bill_adds_up",
                condition=Q(
                    total=F("jkk")
                    + F("jkm")
                    + F("jht")
                    + F("jp")
                    - F("jp_deferred")
                    + F("penalty")
                    - F("credit_used")
                    + F("credit_forward")
                )
                & Q(total__gte=0, credit_forward__gte=0, credit_used__gte=0, penalty__gte=0),
            ),
        ]
        triggers = [
            append_only("bill_append_only", "a bill is never changed: the next one corrects it"),
            refers("bill_of_a_payer", "payer_id", "registry_payer"),
        ]


class Charge(models.Model):
    """An amount billed to a payer beyond its person-months: a project stage, a late fine, a deferral.

    `close_month` is the month whose bill carries it. Amounts in rupiah.
    """

    id = models.BigAutoField(primary_key=True)
    close_month = models.DateField()
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="charges")
    kind = models.TextField(
        choices=[("stage", "Termin proyek"), ("penalty", "Denda"), ("deferral", "Angsuran JP yang ditunda")]
    )
    sequence = models.IntegerField(help_text="which stage, which full month late, which instalment")
    about_bill = models.ForeignKey(Bill, models.PROTECT, null=True, related_name="charges_about")
    jkk = models.BigIntegerField(default=0, db_default=0)
    jkm = models.BigIntegerField(default=0, db_default=0)
    jp = models.BigIntegerField(default=0, db_default=0)
    penalty = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["payer", "kind", "sequence", "about_bill"], name="charge_once", nulls_distinct=False
            )
        ]
        indexes = [models.Index(fields=["close_month", "payer"], name="charge_month")]
        triggers = [append_only("charge_append_only", "a charge is never changed: a correction is a new one")]


class Payment(models.Model):
    """Money that came in. Without a payer (unknown code) it waits in suspense. Rupiah."""

    id = models.BigAutoField(primary_key=True)
    payment_code = models.TextField()
    payer = models.ForeignKey(Payer, models.PROTECT, null=True, related_name="payments", db_index=False)
    amount = models.BigIntegerField()
    paid_on = models.DateField()
    bank_reference = models.TextField(unique=True)

    class Meta:
        constraints = [models.CheckConstraint(name="payment_positive", condition=Q(amount__gt=0))]
        indexes = [models.Index(fields=["payer", "paid_on"], name="payment_payer")]
        triggers = [
            append_only("payment_append_only", "a payment is never changed: post a reversal"),
            POSTED_ON_ARRIVAL,
        ]


class Allocation(models.Model):
    """A part of a payment set against a bill: oldest shortfall first. Rupiah."""

    id = models.BigAutoField(primary_key=True)
    payment = models.ForeignKey(
        Payment, models.PROTECT, related_name="allocations", db_constraint=False, db_index=False
    )
    bill = models.ForeignKey(Bill, models.PROTECT, related_name="allocations", db_constraint=False)
    amount = models.BigIntegerField()
    close_month = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payment", "bill"], name="allocation_once"),
            models.CheckConstraint(name="allocation_positive", condition=Q(amount__gt=0)),
        ]
        triggers = [
            append_only("allocation_append_only", "an allocation is never changed"),
            refers("allocation_of_a_payment", "payment_id", "contributions_payment"),
            refers("allocation_to_a_bill", "bill_id", "contributions_bill"),
            every_new_row(
                "allocation_within_payment_and_bill",
                """
                SELECT 1 FROM contributions_payment p JOIN contributions_allocation a ON a.payment_id = p.id
                WHERE p.id IN (SELECT payment_id FROM new_rows)
                GROUP BY p.id, p.amount HAVING sum(a.amount) > p.amount
                UNION ALL
                SELECT 1 FROM contributions_bill b JOIN contributions_allocation a ON a.bill_id = b.id
                WHERE b.id IN (SELECT bill_id FROM new_rows)
                GROUP BY b.id, b.total HAVING sum(a.amount) > b.total
                """,
                "more would be allocated than was paid or billed",
            )[0],
        ]


class Settlement(models.Model):
    """A bill that is done with: paid in full, or cancelled because the membership lapsed.

    When paid, the day of the last instalment is the payment date (workflows.md 2.4). A lapsed
    self-paid or sponsored membership leaves no debt (law.md 2.5): its untouched bills are cancelled.
    """

    bill = models.OneToOneField(
        Bill, models.PROTECT, primary_key=True, related_name="settlement", db_constraint=False
    )
    paid = models.BooleanField(default=True, db_default=True)
    settled_on = models.DateField()
    close_month = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["close_month"], name="settlement_month")]
        triggers = [
            append_only("settlement_append_only", "a settlement is never changed"),
            refers("settlement_of_a_bill", "bill_id", "contributions_bill"),
        ]


class PayerStanding(models.Model):
    """What a payer's payments say of its people's standing in a month, frozen by the close."""

    pk = models.CompositePrimaryKey("month", "payer_id")
    month = models.DateField()
    payer_id = models.BigIntegerField()
    paid_through = models.DateField(null=True, help_text="last month settled by payment, all before it too")
    unpaid_bills = models.SmallIntegerField(help_text="bills due by then and not settled")
    grace_months = models.SmallIntegerField(help_text="unpaid months the law of the month tolerates")
    books_begin = models.DateField(help_text="nobody is behind for months before it")

    class Meta:
        triggers = [append_only("payer_standing_append_only", "a standing is never changed")]


class Standing(models.Model):
    """Where a participation stands in a month: pending, active, in grace or lapsed.

    A view (database_functions.py) over two frozen tables, the assessed person-month and its payer's
    standing: the rule is written once, and a million rows need not be written again every month.
    """

    pk = models.CompositePrimaryKey("month", "payer_id", "participation_id")
    month = models.DateField()
    payer_id = models.BigIntegerField()
    participation_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    region_id = models.SmallIntegerField()
    segment = models.SmallIntegerField()
    several = models.BooleanField()
    standing = models.SmallIntegerField(
        choices=[
            (0, "Belum berlaku (iuran pertama belum diterima)"),
            (1, "Aktif"),
            (2, "Masa tenggang"),
            (3, "Berhenti (iuran tidak dibayar)"),
        ]
    )
    unpaid_months = models.SmallIntegerField()

    class Meta:
        managed = False
        db_table = "contributions_standing"


class Savings(models.Model):
    """A contribution on the JHT account of a participation; rupiah. A person's balance is the sum over theirs.

    A view (database_functions.py): what was assessed for JHT in `bill_month` is the participant's from the
    close in which that bill was settled. Neither assessments nor settlements ever change, so nor does it.
    """

    pk = models.CompositePrimaryKey("close_month", "payer_id", "participation_id", "for_month", "bill_month")
    close_month = models.DateField(help_text="the month in whose close the bill was settled")
    bill_month = models.DateField()
    for_month = models.DateField()
    payer_id = models.BigIntegerField()
    participation_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "contributions_savings"


# A noun of this room in a file of its own.
from naungan.contributions.reversals import Reversal as Reversal  # noqa: E402
