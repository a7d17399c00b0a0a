"""A card is checked without seeing a NIK, and only as long as it is good."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.signing import Signer
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import JKK, JKM, a_participation, a_person, an_employer
from tests.participants.people import signed_in

from naungan.participants.card import card_of, check_card, make_card, short_name, token_of
from naungan.participants.errors import NoSuchCard
from naungan.participants.models import ShownCard
from naungan.participants.qr import qr_svg
from naungan.registry.models import Person

pytestmark = pytest.mark.django_db
TODAY = date(2022, 12, 31)


@pytest.fixture
def holder(client: Client) -> Person:
    person = a_person(name="Siti Aminah Rahayu", mother_name="Ibu Rahasia")
    a_participation(an_employer(), person=person, programmes=JKK | JKM, wage=7_654_321)
    signed_in(client, person)
    return person


def a_card(person: Person, client: Client, today: date = TODAY) -> ShownCard:
    return make_card(person_id=person.pk, account_id=int(client.session["_auth_user_id"]), today=today)


def test_a_third_party_learns_a_short_name_and_whether_it_protects_and_no_more(
    client: Client, holder: Person
) -> None:
    token = token_of(a_card(holder, client, timezone.localdate()))
    response = Client().get(reverse("card:check", args=[token]))
    said = response.content.decode()
    assert response.status_code == 200
    assert "Siti A. R." in said
    assert "Terlindungi" in said
    assert "JKK" in said
    for secret in (holder.nik, "Aminah", "Ibu Rahasia", "7.654.321", "Pembayar", "15 Maret 1990"):
        assert str(secret) not in said


def test_the_card_says_whom_it_is_of_and_until_when(client: Client, holder: Person) -> None:
    found = check_card(token_of(a_card(holder, client)), TODAY)
    assert (found.short_name, found.expires_on, found.programmes) == ("Siti A. R.", TODAY + timedelta(days=365), 3)


@pytest.mark.parametrize("spoil", [lambda t: t + "x", lambda t: "9" + t, lambda t: t.split(".")[0], lambda t: "."])
def test_a_code_that_was_changed_does_not_answer(client: Client, holder: Person, spoil: object) -> None:
    token = token_of(a_card(holder, client))
    with pytest.raises(NoSuchCard):
        check_card(spoil(token), TODAY)  # type: ignore[operator]


def test_a_number_signed_for_another_purpose_does_not_answer(client: Client, holder: Person) -> None:
    card = a_card(holder, client)
    with pytest.raises(NoSuchCard):
        check_card(Signer(salt="something else", sep=".").sign(str(card.pk)), TODAY)


def test_a_card_answers_on_its_last_day_and_not_after(client: Client, holder: Person) -> None:
    card = a_card(holder, client)
    assert check_card(token_of(card), card.expires_on).short_name == "Siti A. R."
    with pytest.raises(NoSuchCard):
        check_card(token_of(card), card.expires_on + timedelta(days=1))


def test_a_new_card_ends_the_old_one(client: Client, holder: Person) -> None:
    client.post(reverse("participants:card_new"))
    old = ShownCard.objects.get(person=holder)
    client.post(reverse("participants:card_new"))
    assert Client().get(reverse("card:check", args=[token_of(old)])).status_code == 404
    found = card_of(holder.pk, timezone.localdate())
    assert found is not None
    assert Client().get(reverse("card:check", args=[token_of(found[0])])).status_code == 200


def test_unknown_changed_and_replaced_codes_get_the_same_answer(client: Client, holder: Person) -> None:
    old = token_of(a_card(holder, client, timezone.localdate()))
    a_card(holder, client, timezone.localdate())
    answers = set()
    for token in (old, old[:-1] + "_", "123456.abc"):
        response = Client().get(reverse("card:check", args=[token]))
        said = re.search(r'class="p-answer-sentence">(.*?)</p>', response.content.decode())
        assert said is not None
        answers.add((response.status_code, said[1]))
    assert len(answers) == 1


def test_whoever_tries_codes_is_slowed_down(client: Client) -> None:
    address = reverse("card:check", args=["1.nonsense"])
    statuses = [client.get(address).status_code for _ in range(40)]
    assert statuses[0] == 404
    assert statuses[-1] == 429


def test_the_database_keeps_a_revoked_card_revoked(client: Client, holder: Person) -> None:
    old = a_card(holder, client)
    a_card(holder, client)
    for broken in ({"revoked_at": None}, {"expires_on": date(2099, 1, 1)}):
        with pytest.raises(IntegrityError, match="revoked once"), transaction.atomic():
            ShownCard.objects.filter(pk=old.pk).update(**broken)
    with pytest.raises(IntegrityError, match="not deleted"), transaction.atomic():
        old.delete()


def test_the_card_is_a_picture_and_a_paper_that_are_not_kept_on_the_way(client: Client, holder: Person) -> None:
    a_card(holder, client, timezone.localdate())
    for name, begins in (("card_png", b"\x89PNG"), ("card_pdf", b"%PDF-"), ("card_qr", b"<?xml")):
        response = client.get(reverse(f"participants:{name}"))
        assert response.content.startswith(begins)
        assert response["Cache-Control"] == "private, no-store"


def test_the_code_has_a_quiet_zone_on_white() -> None:
    drawn = qr_svg("https://contoh.id/kartu/1.abc/").decode()
    assert 'fill="white"' in drawn
    assert "<script" not in drawn


@pytest.mark.parametrize(
    ("name", "short"), [("Siti Aminah Rahayu", "Siti A. R."), ("Suharto", "Suharto"), ("M. Rizky", "M. R.")]
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(Person(name=name)) == short
