"""The pages of a worker and of an heir: what they say, what they leave out, and to whom they do not open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import a_person, a_region
from tests.participants.people import a_worker_with_months, signed_in
from tests.signing_in import sign_in

from naungan.access.models import Role
from naungan.participants.card import make_card
from naungan.participants.report import Told, keep_draft
from naungan.registry.people import record_death

pytestmark = pytest.mark.django_db
MINE = ("home", "months", "savings", "card", "looks", "reports", "report_new", "contact", "guide")
NOT_FOR_HEIRS = ("savings", "statement", "card", "card_png", "card_pdf", "card_qr", "looks", "contact")


def words(response: Any) -> str:
    return str(response.content.decode()).replace("\u00a0", " ")


@pytest.mark.parametrize("name", MINE)
def test_every_page_shows_and_asks_the_database_little(
    client: Client, name: str, django_assert_max_num_queries: Any
) -> None:
    person, _ = a_worker_with_months()
    account = signed_in(client, person)
    make_card(person_id=person.pk, account_id=account.pk, today=timezone.localdate())
    address = reverse(f"participants:{name}")
    client.get(address)
    with django_assert_max_num_queries(15):
        response = client.get(address)
    assert response.status_code == 200
    assert person.nik not in words(response)


def test_home_answers_in_one_sentence_with_the_day_it_is_known_for(client: Client) -> None:
    person, _ = a_worker_with_months()
    signed_in(client, person)
    said = words(client.get(reverse("participants:home")))
    assert (
        "Ya, terlindungi pada 31 Desember 2022 selama masih bekerja, dibayar oleh PT Batubara Sejahtera, "
        "untuk kecelakaan kerja, kematian, hari tua, pensiun, dan kehilangan pekerjaan." in said
    )
    assert "Jawaban di atas untuk 31 Desember 2022" in said
    assert "Per tanggal 31 Desember 2022" in said
    assert "PP 44/2015" in said


def test_months_tell_wage_contributions_payment_and_what_is_not_yet_due(client: Client) -> None:
    person, _ = a_worker_with_months()
    signed_in(client, person)
    said = words(client.get(reverse("participants:months")))
    assert "2 bulan lunas" in said
    assert "Rp 5.000.000" in said
    assert "Jatuh tempo" in said
    assert "16 Jan 2023" in said
    assert "belum dibayar" not in said


def test_savings_are_what_the_ledger_gives_and_say_what_they_leave_out(client: Client) -> None:
    person, _ = a_worker_with_months()
    signed_in(client, person)
    said = words(client.get(reverse("participants:savings")))
    assert "Rp 570.000" in said  # two months of 5.7 % of 5 million
    assert "lima ratus tujuh puluh ribu rupiah" in said
    assert "Hasil pengembangan belum termasuk" in said
    assert "2 dari 2 bulan" in said


def test_an_heir_reads_in_the_third_person_that_the_dead_was_covered(client: Client) -> None:
    person, _ = a_worker_with_months()
    record_death(person_id=person.pk, died_on=date(2022, 12, 20), reported_on=date(2023, 1, 5))
    signed_in(client, person, Role.HEIR)
    said = words(client.get(reverse("participants:home")))
    assert "Perlindungan Siti Aminah Rahayu" in said
    assert "Terlindungi saat meninggal dunia pada 20 Desember 2022" in said
    assert "Kami turut berdukacita" in said
    assert "Apakah saya" not in said
    assert "PT Batubara Sejahtera" in words(client.get(reverse("participants:months")))
    assert "Akta kematian" in words(client.get(reverse("participants:guide")))


@pytest.mark.parametrize("name", NOT_FOR_HEIRS)
def test_an_heir_does_not_see_money_card_looks_or_contact(client: Client, name: str) -> None:
    person, _ = a_worker_with_months(months=("2022-12",))
    signed_in(client, person, Role.HEIR)
    assert client.get(reverse(f"participants:{name}")).status_code == 403


@pytest.mark.parametrize("name", [*MINE, "statement", "card_png", "card_pdf", "card_qr"])
def test_nobody_else_comes_in(client: Client, name: str) -> None:
    address = reverse(f"participants:{name}")
    assert client.get(address).status_code == 302
    sign_in(client, Role.BRANCH, region=a_region())
    assert client.get(address).status_code == 403


def test_a_worker_sees_nothing_of_another_by_changing_an_address(client: Client) -> None:
    other, _ = a_worker_with_months()
    account = signed_in(Client(), other)
    keep_draft(person_id=other.pk, account_id=account.pk, told=Told("name", name="Siti Aminah"))
    signed_in(client, a_person(name="Budi Santoso"))
    for name in MINE:
        said = words(client.get(reverse(f"participants:{name}")))
        assert "Siti" not in said
        assert "PT Batubara Sejahtera" not in said


def test_a_person_without_anything_is_told_so(client: Client) -> None:
    signed_in(client, a_person())
    assert "belum ada kepesertaan atas nama ini" in words(client.get(reverse("participants:home")))
    assert "Belum ada bulan yang dibukukan" in words(client.get(reverse("participants:months")))
    assert "nol rupiah" in words(client.get(reverse("participants:savings")))
    assert "Belum ada yang melihat data Anda" in words(client.get(reverse("participants:looks")))


def test_names_are_text_and_never_markup(client: Client) -> None:
    person, _ = a_worker_with_months(a_person(name="<script>alert(1)</script>"), months=("2022-12",))
    signed_in(client, person)
    for name in ("home", "months", "savings", "guide"):
        assert "<script>alert" not in words(client.get(reverse(f"participants:{name}")))
    assert client.get(reverse("participants:statement")).content.startswith(b"%PDF-")


@pytest.mark.parametrize("name", MINE)
def test_no_page_carries_styles_or_scripts_of_its_own(client: Client, name: str) -> None:
    person, _ = a_worker_with_months(months=("2022-12",))
    signed_in(client, person)
    said = words(client.get(reverse(f"participants:{name}")))
    assert " style=" not in said
    assert "<style" not in said
    assert " onclick=" not in said
