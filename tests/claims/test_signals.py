"""Every signal with a case that raises it and a near miss that does not; and that a signal refuses nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from django.db import connection
from tests.claims.claiming import DIED, Office, a_sent, a_worker, an_actor, an_office, by, verified
from tests.claims.entitlement.cases import a_claim, a_payee_of
from tests.factories import a_participation, a_person, a_sponsor, a_wage_report, an_employer, month

from naungan.access.models import Account, Role
from naungan.claims.decide import check, decide
from naungan.claims.errors import BadFact, WrongMove
from naungan.claims.models import Claim, Paper, Payable, Signal
from naungan.claims.moves import State
from naungan.claims.signal_rules import RULES
from naungan.claims.signals import raise_signals, reason_of, see_signal
from naungan.claims.verify import investigate
from naungan.registry.models import Participation, Person

pytestmark = pytest.mark.django_db
_serial = count(1)
SENT = datetime(2022, 12, 30, 3, tzinfo=UTC)


def raised(claim: Claim) -> set[str]:
    """The codes of the signals that a claim raises."""
    raise_signals([claim.pk])
    return set(Signal.objects.filter(claim=claim).values_list("code", flat=True))


def enrolled(days_before: int) -> Claim:
    worker = a_participation(an_employer(since=date(2015, 1, 1)), since=DIED - timedelta(days=days_before))
    return a_claim("jkm", worker.person, DIED)


def wages(before: int, at_the_event: int, kind: str = "jkk_stmb") -> Claim:
    worker = a_participation(an_employer(), before)
    for text in ("2022-05", "2022-06", "2022-07", "2022-08"):
        a_wage_report(worker.payer, month(text), {worker: before})
    a_wage_report(worker.payer, month("2022-11"), {worker: at_the_event})
    return a_claim(kind, worker.person, DIED)


def phones(people: int, phone: str = "+628115550001") -> Claim:
    claims = [a_claim("jkm", a_worker().person, DIED, claimant_phone=phone) for _ in range(people)]
    return claims[-1]


def accounts(people: int, relation: str = "spouse") -> Claim:
    claims = [a_claim("jkm", a_worker().person, DIED, state=State.DRAFT) for _ in range(people)]
    for claim in claims:
        a_payee_of(claim, relation, account_number="77001122")
    Claim.objects.update(state=State.SUBMITTED, version=2)
    return claims[-1]


def papers(digest: str) -> Claim:
    for one, content in ((a_claim("jkm", a_worker().person, DIED), "a" * 64), (None, digest)):
        claim = one or a_claim("jkm", a_worker().person, DIED)
        Paper.objects.create(
            claim=claim, kind="ktp", file="x", name="x", content_type="image/png", size=1, sha256=content
        )
    return claim


def asked_after_death(died: date | None) -> Claim:
    person = a_worker(died_on=died).person
    return a_claim("jht_resign", person, date(2022, 11, 1))


def paid_after_death(due_on: date) -> Claim:
    person = a_worker().person
    pension = a_claim("jp_old_age", person, date(2022, 1, 1))
    payee = a_payee_of(pension, "self")
    Payable.objects.create(
        reference=f"JP-{next(_serial)}",
        claim=pension,
        payee=payee,
        fund="JP",
        what="pension",
        amount=1,
        due_on=due_on,
    )
    return a_claim("jkm", person, DIED)


def twice(kind: str, other: str, days: int) -> Claim:
    person = a_worker().person
    a_claim(other, person, DIED - timedelta(days=days))
    return a_claim(kind, person, DIED)


def reported(text: str, kind: str = "jkm") -> Claim:
    worker = a_worker()
    a_wage_report(worker.payer, month(text), {worker: 5_000_000})
    return a_claim(kind, worker.person, DIED)


def newcomer(phone_days: int, account_days: int) -> Claim:
    person = a_person(phone="+628110000001")
    a_participation(an_employer(), person=person)
    Person.objects.filter(pk=person.pk).update(phone="+628110000002")
    actor = an_actor(Role.WORKER, person=person)
    _aged("access_account", "joined_at", account_days, actor.account_id)
    _aged("registry_personevent", "pgh_created_at", phone_days, person.pk)
    account = Account.objects.get(pk=actor.account_id)
    return a_claim("jht_resign", person, date(2022, 11, 1), origin="claimant", account=account, submitted_at=SENT)


def _aged(table: str, column: str, days: int, row: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [SENT - timedelta(days=days), row])


def cluster(people: int) -> Claim:
    sponsor, joined = a_sponsor(), date(2022, 10, 1)
    claims = [a_claim("jkm", a_participation(sponsor, 1_000_000, since=joined).person, DIED) for _ in range(people)]
    return claims[-1]


Case = Callable[[], Claim]
CASES: dict[str, tuple[Case, Case]] = {
    "enrolled-before-death": (lambda: enrolled(89), lambda: enrolled(90)),
    "wage-raised": (lambda: wages(4_000_000, 5_000_001), lambda: wages(4_000_000, 5_000_000)),
    "one-phone": (lambda: phones(3), lambda: phones(2)),
    "one-account": (lambda: accounts(3), lambda: accounts(2)),
    "same-paper": (lambda: papers("a" * 64), lambda: papers("b" * 64)),
    "dead-still-paid": (lambda: asked_after_death(date(2022, 12, 29)), lambda: asked_after_death(None)),
    "two-claims": (lambda: twice("jkm", "jkk_death", 0), lambda: twice("jkm", "jht_resign", 0)),
    "working-after": (lambda: reported("2023-01"), lambda: reported("2022-12")),
    "new-everything": (lambda: newcomer(6, 6), lambda: newcomer(6, 8)),
    "cluster": (lambda: cluster(3), lambda: cluster(2)),
}  # fmt: skip


def test_every_rule_has_its_case() -> None:
    assert set(CASES) == {rule.code for rule in RULES}


@pytest.mark.parametrize("code", list(CASES))
def test_a_pattern_is_seen(code: str) -> None:
    assert code in raised(CASES[code][0]())


@pytest.mark.parametrize("code", list(CASES))
def test_a_near_miss_is_left_alone(code: str) -> None:
    assert code not in raised(CASES[code][1]())


def test_a_pension_due_after_the_death_is_seen_and_one_before_is_not() -> None:
    after, before = paid_after_death(DIED + timedelta(days=17)), paid_after_death(DIED - timedelta(days=14))
    assert [("dead-still-paid" in raised(claim)) for claim in (after, before)] == [True, False]


def test_a_phone_known_longer_is_no_newcomer() -> None:
    assert "new-everything" not in raised(newcomer(8, 6))


def test_a_clinic_receives_for_many() -> None:
    assert "one-account" not in raised(accounts(4, "facility"))


def test_somebody_enrolled_again_after_years_is_seen() -> None:
    payer = an_employer()
    worker = a_participation(payer, since=date(2016, 1, 1), until=date(2018, 1, 1))
    a_participation(payer, person=worker.person, since=DIED - timedelta(days=20))
    assert raised(a_claim("jkm", worker.person, DIED)) == {"enrolled-before-death"}


def test_two_different_days_of_one_death_exclude_each_other_however_far_apart() -> None:
    assert "two-claims" in raised(twice("jkm", "jkm", 200))


def test_dismissed_and_resigned_near_in_time_exclude_each_other() -> None:
    assert ["two-claims" in raised(twice("jkp", "jht_resign", days)) for days in (30, 31)] == [True, False]


def test_an_ordinary_claim_raises_nothing_and_a_signal_is_raised_once() -> None:
    assert raised(a_claim("jkm", a_worker().person, DIED)) == set()
    claim = enrolled(10)
    assert (raise_signals([claim.pk]), raise_signals([claim.pk])) == (1, 0)


def test_facts_of_a_signal_hold_numbers_and_days_and_no_name() -> None:
    claim = twice("jkm", "jkk_death", 0)
    raise_signals([claim.pk])
    other = Claim.objects.exclude(pk=claim.pk).get()
    assert Signal.objects.get(claim=claim, code="two-claims").facts == {"claims": [other.number]}


@pytest.fixture
def office() -> Office:
    return an_office()


def a_suspect() -> Claim:
    worker: Participation = a_worker(since=DIED - timedelta(days=10))
    return a_sent(worker)


def test_a_signal_asks_for_one_more_pair_of_eyes_and_refuses_nothing(office: Office) -> None:
    decision = decide(verified(a_suspect(), office).pk, by(office.maker))
    assert (decision.needed_checks, decision.outcome) == (2, "approved")
    check(decision.pk, by(office.checker), agrees=True)
    assert Claim.objects.get().state == State.CHECKING
    check(decision.pk, by(office.third), agrees=True)
    assert Claim.objects.get().state == State.APPROVED


def test_a_signal_that_was_cleared_asks_for_nobody_more(office: Office) -> None:
    claim = verified(a_suspect(), office)
    signal = Signal.objects.get()
    see_signal(signal.pk, by(office.third), "cleared", "Masuk kerja sesudah lulus sekolah.")
    assert decide(claim.pk, by(office.maker)).needed_checks == 1


def test_a_signal_may_lead_to_a_further_examination(office: Office) -> None:
    claim = investigate(a_suspect().pk, by(office.maker), "Tanyakan kepada pemberi kerja.")
    assert claim.state == State.INVESTIGATING


def test_a_signal_is_answered_once_with_words_by_an_officer(office: Office) -> None:
    a_suspect()
    signal = Signal.objects.get()
    with pytest.raises(BadFact):
        see_signal(signal.pk, by(office.maker), "cleared", "")
    with pytest.raises(WrongMove):
        see_signal(signal.pk, by(None), "cleared", "Wajar.")
    see_signal(signal.pk, by(office.maker), "confirmed", "Perlu dicek.")
    with pytest.raises(WrongMove):
        see_signal(signal.pk, by(office.checker), "cleared", "Wajar.")


def test_a_signal_says_why_in_the_language_of_whoever_reads(office: Office) -> None:
    a_suspect()
    assert reason_of(Signal.objects.get()) == "Meninggal tidak lama sesudah didaftarkan."
