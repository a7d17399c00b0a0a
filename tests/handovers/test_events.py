"""An event from plan to record: who may be in it, what they agreed to, and that it can be taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.handovers.people import ALL, a_beneficiary, a_granted_claim, an_event
from tests.pensions.people import an_officer

from naungan.handovers.errors import FaceOfAMinor, NoConsent, NotGranted, NotReady, OverAlready
from naungan.handovers.events import (
    Agreement,
    agree,
    cancel,
    hand_over,
    hold,
    invite,
    is_minor,
    take_off,
    withdraw,
)
from naungan.handovers.models import Consent
from naungan.handovers.shown import programme, said_of

pytestmark = pytest.mark.django_db
CHILD = date(2012, 6, 1)


def test_who_agreed_is_in_the_programme_with_what_they_agreed_to() -> None:
    found = a_beneficiary()
    (said,) = programme(found.event)
    assert (said.name, said.amount, said.face, said.story) == (
        "Aminah",
        42_000_000,
        True,
        "Suaminya nelayan di Manggar.",
    )


def test_nobody_is_shown_before_they_agreed() -> None:
    found = a_beneficiary(shows=None)
    assert programme(found.event) == []
    with pytest.raises(NoConsent):
        said_of(found.event, found.pk)


@settings(max_examples=16, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.sampled_from(sorted(ALL))))
def test_only_what_was_agreed_to_is_said(shows: set[str]) -> None:
    found = a_beneficiary(shows=frozenset(shows))
    said = said_of(found.event, found.pk)
    told = {"name": bool(said.name), "amount": said.amount is not None, "photo": said.face, "story": bool(said.story)}
    assert {name for name, there in told.items() if there} == shows
    assert bool(said.lines) == ("amount" in shows)


def test_a_consent_taken_back_takes_the_name_from_everything_at_once() -> None:
    found = a_beneficiary()
    withdraw(found.pk, an_officer())
    assert programme(found.event) == []
    with pytest.raises(NoConsent):
        withdraw(found.pk, an_officer())


def test_a_consent_can_be_taken_back_after_the_event() -> None:
    found = a_beneficiary()
    hold(found.event_id)
    withdraw(found.pk, an_officer())
    assert programme(found.event) == []


def test_who_agrees_again_has_one_consent_in_force() -> None:
    found = a_beneficiary()
    agree(found.pk, Agreement(frozenset({"name"}), "Aminah", date(2022, 12, 21), "map 13"), an_officer())
    assert Consent.objects.filter(beneficiary=found, withdrawn_at__isnull=True).count() == 1
    assert said_of(found.event, found.pk).amount is None


def test_the_face_of_a_child_is_never_shown_whoever_agrees() -> None:
    found = a_beneficiary(shows=None, payee=a_granted_claim("Ayu", CHILD))
    with pytest.raises(FaceOfAMinor, match="di bawah umur"):
        agree(found.pk, Agreement(ALL, "Aminah, ibu", date(2022, 12, 20), "map 12"), an_officer())
    agree(found.pk, Agreement(ALL - {"photo"}, "Aminah, ibu", date(2022, 12, 20), "map 12"), an_officer())
    said = said_of(found.event, found.pk)
    assert (said.face, said.minor) == (False, True)


def test_somebody_is_of_age_on_the_birthday_that_the_law_names() -> None:
    payee = a_granted_claim("Ayu", date(2004, 12, 31))
    assert is_minor(payee, date(2022, 12, 30))
    assert not is_minor(payee, date(2022, 12, 31))


def test_somebody_without_a_birth_day_counts_as_under_age() -> None:
    payee = a_granted_claim()
    payee.born_on = None
    assert is_minor(payee, date(2022, 12, 31))


def test_a_claim_that_is_not_granted_has_no_place() -> None:
    payee = a_granted_claim(final=False)
    with pytest.raises(NotGranted, match=payee.claim.number):
        invite(an_event().pk, payee.claim, payee)


def test_the_payee_of_another_claim_has_no_place() -> None:
    with pytest.raises(NotGranted):
        invite(an_event().pk, a_granted_claim().claim, a_granted_claim())


def test_who_is_invited_twice_has_one_place() -> None:
    event, payee = an_event(), a_granted_claim()
    first = invite(event.pk, payee.claim, payee)
    take_off(first.pk)
    assert invite(event.pk, payee.claim, payee).pk == first.pk
    assert event.beneficiaries.count() == 1


def test_who_is_taken_off_is_in_no_paper() -> None:
    found = a_beneficiary()
    take_off(found.pk)
    assert programme(found.event) == []


def test_an_event_takes_place_on_its_day_and_not_before() -> None:
    event = an_event(on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(NotReady, match="harinya"):
        hold(event.pk)


def test_an_event_that_is_over_is_not_planned_again() -> None:
    event = an_event()
    hold(event.pk)
    with pytest.raises(OverAlready, match="sudah berlangsung"):
        cancel(event.pk)
    with pytest.raises(OverAlready):
        invite(event.pk, a_granted_claim().claim, a_granted_claim())


def test_what_was_handed_over_is_written_down_once_and_after_the_event() -> None:
    found, officer = a_beneficiary(), an_officer()
    at = datetime(2022, 12, 31, 2, tzinfo=UTC)
    with pytest.raises(NotReady, match="sudah berlangsung"):
        hand_over(found.pk, "Gubernur", "Aminah", "piagam", at, officer)
    hold(found.event_id)
    hand_over(found.pk, "Gubernur", "Aminah", "piagam", at, officer)
    assert said_of(found.event, found.pk).handed.by == "Gubernur"  # type: ignore[union-attr]
    with pytest.raises(OverAlready):
        hand_over(found.pk, "Gubernur", "Aminah", "piagam", at, officer)


def test_nothing_is_handed_over_in_public_without_consent() -> None:
    found = a_beneficiary()
    hold(found.event_id)
    withdraw(found.pk, an_officer())
    with pytest.raises(NoConsent):
        hand_over(found.pk, "Gubernur", "Aminah", "piagam", datetime(2022, 12, 31, 2, tzinfo=UTC), an_officer())


@pytest.mark.parametrize(("given_by", "paper"), [("", "map 1"), ("Aminah", " ")])
def test_a_consent_says_who_gave_it_and_where_its_paper_is(given_by: str, paper: str) -> None:
    found = a_beneficiary(shows=None)
    with pytest.raises(NotReady, match="siapa yang menyetujui"):
        agree(found.pk, Agreement(ALL, given_by, date(2022, 12, 20), paper), an_officer())
