"""The statement on paper: what stands on it, and that a changed one is found out."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlparse

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.participants.people import a_worker_with_months, signed_in
from tests.participants.reading_pdf import words_of

from naungan.participants.errors import NoSuchCard
from naungan.participants.statement_paper import Stated, read_statement_token, statement_token
from naungan.registry.people import issue_card

pytestmark = pytest.mark.django_db
SAID = Stated("Siti A. R.", date(2022, 12, 31), 570_000, date(2022, 12, 1))


def test_the_paper_has_balance_in_figures_and_words_months_and_how_to_check_it(client: Client) -> None:
    person, _ = a_worker_with_months()
    issue_card(person_id=person.pk, issued_on=date(2022, 10, 5))
    signed_in(client, person)
    response = client.get(reverse("participants:statement"))
    said = words_of(response.content).replace("\u00a0", " ")
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    for words in (
        "Pernyataan saldo jaminan hari tua (JHT)",
        "Siti Aminah Rahayu",
        "Rp 570.000",
        "(lima ratus tujuh puluh ribu rupiah)",
        "Hasil pengembangan belum termasuk",
        "Iuran JHT yang sudah ditagih dan belum dibayar: Rp 285.000",
        "PT Batubara Sejahtera",
        "Oktober 2022",
        "9 Desember 2022",
        "2 dari 2 bulan lunas",
        "Memeriksa pernyataan ini",
    ):
        assert words in said
    assert person.nik is not None
    assert person.nik not in said
    assert f"{person.nik[:4]}********{person.nik[-4:]}" in said


def test_the_address_on_the_paper_repeats_what_the_paper_says() -> None:
    response = Client().get(reverse("card:statement", args=[statement_token(SAID)]))
    said = response.content.decode().replace("\u00a0", " ")
    assert response.status_code == 200
    for words in ("Siti A. R.", "31 Desember 2022", "Rp 570.000", "lima ratus tujuh puluh ribu rupiah"):
        assert words in said


def test_a_paper_in_english(client: Client) -> None:
    person, _ = a_worker_with_months()
    signed_in(client, person)
    client.cookies["django_language"] = "en"
    said = words_of(client.get(reverse("participants:statement")).content).replace("\u00a0", " ")
    assert "five hundred and seventy thousand rupiah" in said
    assert "Pernyataan" not in said


@pytest.mark.parametrize("spoil", [lambda t: "A" + t, lambda t: t[:-1], lambda t: t.replace(":", "."), lambda t: "x"])
def test_a_changed_code_is_not_ours(spoil: object) -> None:
    with pytest.raises(NoSuchCard):
        read_statement_token(spoil(statement_token(SAID)))  # type: ignore[operator]


def test_a_code_is_read_for_a_year(monkeypatch: pytest.MonkeyPatch) -> None:
    token = statement_token(SAID)
    assert read_statement_token(token) == SAID
    later = timezone.now().timestamp() + 367 * 24 * 60 * 60
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    with pytest.raises(NoSuchCard):
        read_statement_token(token)


def test_the_code_carries_no_nik(client: Client) -> None:
    person, _ = a_worker_with_months()
    signed_in(client, person)
    assert urlparse(reverse("card:statement", args=[statement_token(SAID)])).path.startswith("/kartu/pernyataan/")
    assert person.nik not in statement_token(SAID)
