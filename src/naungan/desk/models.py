"""Nouns of the desk: what two officers decide together, who was called, whom to call, who owes."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from naungan.access.models import Account, Role
from naungan.guards import append_only, never
from naungan.registry.models import Payer, Person, Region


class Kind(models.TextChoices):
    """What a command does."""

    WAGE = "wage", gettext_lazy("Koreksi upah")
    PERSON = "person", gettext_lazy("Koreksi data diri")
    DEATH = "death", gettext_lazy("Pencatatan meninggal dunia")
    DEATH_UNDONE = "death-undone", gettext_lazy("Pembatalan pencatatan meninggal")
    DATES = "dates", gettext_lazy("Koreksi masa kepesertaan")
    IDENTIFY = "identify", gettext_lazy("Pengenalan pembayaran")
    CLOSE = "close", gettext_lazy("Tutup bulan")


class State(models.TextChoices):
    """Where a command is."""

    PROPOSED = "proposed", gettext_lazy("Menunggu keputusan")
    APPLIED = "applied", gettext_lazy("Disetujui dan dijalankan")
    REFUSED = "refused", gettext_lazy("Ditolak")
    WITHDRAWN = "withdrawn", gettext_lazy("Ditarik pengusul")


# Every sentence here is for a programme that got round the verbs: people read those of decide.py.
COMMAND_MOVES = """
    IF OLD.state <> 'proposed' OR NEW.state = 'proposed' THEN
        RAISE EXCEPTION 'command % is %: it is decided once', OLD.id, OLD.state
        USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.kind, NEW.key, NEW.maker_id, NEW.maker_role, NEW.made_at, NEW.person_id, NEW.payer_id, NEW.region_id,
        NEW.about, NEW.before, NEW.after, NEW.reason, NEW.evidence)
       IS DISTINCT FROM
       (OLD.kind, OLD.key, OLD.maker_id, OLD.maker_role, OLD.made_at, OLD.person_id, OLD.payer_id, OLD.region_id,
        OLD.about, OLD.before, OLD.after, OLD.reason, OLD.evidence)
    THEN
        RAISE EXCEPTION 'what was proposed is never rewritten' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""
# A page acts for somebody, and signs for nobody else: neither as maker nor as checker.
SIGNS_FOR_ITSELF = """
    IF current_setting('role') <> 'none' AND nullif(current_setting('naungan.account', true), '') IS NOT NULL AND (
        (TG_OP = 'INSERT' AND NEW.maker_id <> current_setting('naungan.account')::bigint)
        OR (NEW.checker_id IS NOT NULL AND NEW.checker_id <> current_setting('naungan.account')::bigint))
    THEN
        RAISE EXCEPTION 'nobody signs for another' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""


class Command(models.Model):
    """Something that one officer proposes and another decides: maker, checker, key, result.

    `about` names the thing by number (participation, payment, month), `before` is how it stood when it was
    proposed and `after` how it should be; money in rupiah, days in ISO form. `key` makes a second click the
    same command. `region` is the region whose officers see it; none: every officer does. Names are kept as
    they were: they tell who signed.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField(choices=Kind.choices)
    key = models.UUIDField(unique=True)
    state = models.TextField(choices=State.choices, default=State.PROPOSED, db_default=State.PROPOSED)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    payer = models.ForeignKey(Payer, models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    about = models.JSONField()
    before = models.JSONField()
    after = models.JSONField()
    reason = models.TextField()
    evidence = models.TextField(help_text="which paper shows it: letter, identity card, certificate")
    maker = models.ForeignKey(Account, models.PROTECT, related_name="+")
    maker_name = models.TextField()
    maker_role = models.TextField(choices=Role.choices)
    made_at = models.DateTimeField(db_default=models.functions.Now())
    checker = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    checker_name = models.TextField(default="", db_default="", blank=True)
    checker_role = models.TextField(choices=Role.choices, default="", db_default="", blank=True)
    decided_at = models.DateTimeField(null=True)
    said = models.TextField(default="", db_default="", blank=True, help_text="why it was decided so")
    result = models.JSONField(null=True, help_text="what applying it brought")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="command_maker_is_never_checker", condition=Q(checker__isnull=True) | ~Q(checker=F("maker"))
            ),
            models.CheckConstraint(
                name="command_decided_by_somebody",
                condition=Q(state=State.PROPOSED, checker__isnull=True, decided_at__isnull=True)
                | Q(state=State.WITHDRAWN, checker__isnull=True, decided_at__isnull=False)
                | Q(state__in=[State.APPLIED, State.REFUSED], checker__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="command_applied_has_a_result",
                condition=Q(state=State.APPLIED, result__isnull=False)
                | (~Q(state=State.APPLIED) & Q(result__isnull=True)),
            ),
            models.CheckConstraint(name="command_says_why", condition=~Q(reason="") & ~Q(evidence="")),
            models.CheckConstraint(name="command_refusal_says_why", condition=~Q(state=State.REFUSED) | ~Q(said="")),
            models.UniqueConstraint(
                fields=["kind", "about"],
                condition=Q(state=State.PROPOSED),
                name="command_one_at_a_time_about_a_thing",
            ),
        ]
        indexes = [
            models.Index(F("state"), F("id").desc(), name="command_state"),
            models.Index(F("person"), F("id").desc(), name="command_person"),
            models.Index(F("payer"), F("id").desc(), name="command_payer"),
        ]
        triggers = [
            never("command_never_deleted", pgtrigger.Delete | pgtrigger.Truncate, "a command is never deleted"),
            pgtrigger.Trigger(
                name="command_moves", level=pgtrigger.Row, when=pgtrigger.Before, operation=pgtrigger.Update,
                func=COMMAND_MOVES,
            ),
            pgtrigger.Trigger(
                name="command_signed", level=pgtrigger.Row, when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update, func=SIGNS_FOR_ITSELF,
            ),
        ]  # fmt: skip


class Contact(models.Model):
    """Whom to call at a payer. One that no longer holds is ended, never overwritten."""

    id = models.BigAutoField(primary_key=True)
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="contacts")
    name = models.TextField()
    position = models.TextField(default="", db_default="", blank=True)
    phone = models.TextField(help_text="+62...")
    email = models.TextField(default="", db_default="", blank=True)
    noted_at = models.DateTimeField(db_default=models.functions.Now())
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["payer", "phone"], condition=Q(ended_at__isnull=True), name="contact_once"
            ),
            models.CheckConstraint(name="contact_phone_international", condition=Q(phone__regex=r"^\+[0-9]{8,15}$")),
        ]
        triggers = [
            never("contact_never_deleted", pgtrigger.Delete | pgtrigger.Truncate, "a contact is ended, not deleted"),
            pgtrigger.Trigger(
                name="contact_only_ends",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL
                       OR (OLD.payer_id, OLD.name, OLD.position, OLD.phone, OLD.email, OLD.account_id)
                          IS DISTINCT FROM
                          (NEW.payer_id, NEW.name, NEW.position, NEW.phone, NEW.email, NEW.account_id)
                    THEN
                        RAISE EXCEPTION 'a contact ends once and otherwise never changes'
                        USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]


class Outcome(models.TextChoices):
    """What came of a call."""

    PROMISED = "promised", gettext_lazy("Berjanji membayar")
    PAID = "paid", gettext_lazy("Mengaku sudah membayar")
    DISPUTED = "disputed", gettext_lazy("Menyangkal tagihan")
    CALL_BACK = "call-back", gettext_lazy("Minta dihubungi lagi")
    NO_ANSWER = "no-answer", gettext_lazy("Tidak diangkat")
    WRONG_NUMBER = "wrong-number", gettext_lazy("Nomor salah")
    CLOSED = "closed", gettext_lazy("Usaha tutup atau pindah")


class Channel(models.TextChoices):
    """How somebody was reached."""

    PHONE = "phone", gettext_lazy("Telepon")
    WHATSAPP = "whatsapp", gettext_lazy("WhatsApp")
    VISIT = "visit", gettext_lazy("Kunjungan")
    LETTER = "letter", gettext_lazy("Surat")


class Call(models.Model):
    """That a payer was called: by whom, how, what came of it, and when to come back to it. Rupiah."""

    id = models.BigAutoField(primary_key=True)
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="calls")
    at = models.DateTimeField(db_default=models.functions.Now())
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    account_name = models.TextField()
    channel = models.TextField(choices=Channel.choices)
    outcome = models.TextField(choices=Outcome.choices)
    spoke_with = models.TextField(default="", db_default="", blank=True)
    note = models.TextField(default="", db_default="", blank=True)
    promised = models.BigIntegerField(null=True, help_text="rupiah")
    next_on = models.DateField(null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="call_promise_has_a_day", condition=~Q(outcome=Outcome.PROMISED) | Q(next_on__isnull=False)
            ),
            models.CheckConstraint(
                name="call_promise_positive", condition=Q(promised__isnull=True) | Q(promised__gt=0)
            ),
        ]
        indexes = [
            models.Index(F("payer"), F("id").desc(), name="call_payer"),
            models.Index(fields=["next_on"], name="call_next"),
        ]
        triggers = [append_only("call_append_only", "a call is never rewritten: note another")]


class Owing(models.Model):
    """What a payer owes on a day, by how long it has been due. Worked out anew from bills and payments.

    Rupiah. `age_1` are bills due for up to 3 months, `age_2` 4 to 6, `age_3` 7 to 12, `age_4` more (K08).
    `unallocated` is money of theirs that came in and that no close has set against a bill yet: it is taken
    off what they owe, the oldest first, as the next close will do.
    """

    payer = models.OneToOneField(Payer, models.PROTECT, primary_key=True, related_name="owing", db_constraint=False)
    region_id = models.SmallIntegerField()
    kind = models.SmallIntegerField()
    code = models.TextField()
    name = models.TextField()
    people = models.IntegerField()
    months = models.SmallIntegerField()
    oldest = models.DateField(help_text="the first month that is unpaid")
    age_1 = models.BigIntegerField()
    age_2 = models.BigIntegerField()
    age_3 = models.BigIntegerField()
    age_4 = models.BigIntegerField()
    total = models.BigIntegerField()
    unallocated = models.BigIntegerField()
    last_paid_on = models.DateField(null=True)
    last_paid = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="owing_adds_up",
                condition=Q(total=F("age_1") + F("age_2") + F("age_3") + F("age_4"), total__gt=0),
            )
        ]
        indexes = [
            models.Index(F("total").desc(), F("payer"), name="owing_most"),
            models.Index(F("region_id"), F("total").desc(), F("payer"), name="owing_region"),
        ]


class InGrace(models.Model):
    """Somebody in the months of grace after the last closed month. Worked out anew by every close.

    `region_id` is the payer's, `place_id` the work place's. Who has no month left lapses in the next close.
    """

    participation_id = models.BigIntegerField(primary_key=True)
    person_id = models.BigIntegerField()
    payer_id = models.BigIntegerField()
    region_id = models.SmallIntegerField()
    place_id = models.SmallIntegerField()
    sponsored = models.BooleanField()
    unpaid_months = models.SmallIntegerField()
    months_left = models.SmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["sponsored", "months_left", "payer_id"], name="in_grace_order")]


class Awaited(models.Model):
    """An employer from whom the open month's wage report is awaited, and whether it has come."""

    payer_id = models.BigIntegerField(primary_key=True)
    region_id = models.SmallIntegerField()
    people = models.IntegerField()
    reported = models.BooleanField()

    class Meta:
        indexes = [models.Index(F("reported"), F("people").desc(), F("payer_id"), name="awaited_order")]


class Counted(models.Model):
    """What `Owing`, `InGrace` and `Awaited` were worked out from; one row."""

    id = models.SmallIntegerField(primary_key=True, default=1, db_default=1)
    day = models.DateField()
    newest_payment = models.BigIntegerField()
    newest_bill = models.BigIntegerField()
    closes = models.IntegerField(help_text="finished tasks of closes")
    newest_report = models.BigIntegerField()
    newest_payer = models.BigIntegerField()
    worked_out_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="counted_one_row", condition=Q(id=1))]


class NameKey(models.Model):
    """How a name sounds (search_sql.py); each once, so that likeness is asked of few. Kept by a trigger."""

    key = models.TextField(primary_key=True)

    class Meta:
        indexes = [GinIndex(fields=["key"], name="name_key_alike", opclasses=["gin_trgm_ops"])]


class PersonName(models.Model):
    """How a person's name sounds, and when they were born: to be found by. Kept by a trigger."""

    person = models.OneToOneField(
        Person, models.CASCADE, primary_key=True, related_name="sounds_like", db_constraint=False
    )
    key = models.TextField()
    born_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["key", "born_on"], name="person_name_key"),
            models.Index(fields=["born_on"], name="person_name_born"),
        ]
