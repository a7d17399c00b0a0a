"""What officers send from the desk's pages: read, one verb called, and what is wrong said at its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.desk.conftest import OCTOBER, Branch
from tests.factories import a_payment

from naungan.access.models import Role
from naungan.contributions.models import Bill, Payment, Reversal
from naungan.desk.models import Call, Command, Contact, State
from naungan.registry.models import Person

pytestmark = pytest.mark.django_db
Begin = Callable[..., Client]
WHY = {"reason": "nama berbeda dengan KTP", "evidence": "KTP asli 3 Januari 2023"}


def send(client: Client, page: str, **fields: Any) -> Any:
    return client.post(f"/kantor/{page}", {"key": str(uuid4()), **fields})


def test_a_call_is_noted_from_the_payer_s_page(branch: Branch, signed_in: Begin) -> None:
    client = signed_in(Role.BRANCH, branch.region)
    page = f"pembayar/{branch.employer.pk}/panggilan/"
    sent = send(
        client, page, channel="phone", outcome="promised", promised="1.000.000", next_on="2035-01-06", note="ya"
    )
    assert (sent.status_code, sent.headers["Location"]) == (302, f"/kantor/pembayar/{branch.employer.pk}/")
    assert Call.objects.get().promised == 1_000_000
    assert "Berjanji membayar" in client.get("/kantor/tunggakan/").content.decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"outcome": ""}, "outcome"),
        ({"outcome": "promised"}, "next_on"),
        ({"outcome": "promised", "next_on": "besok"}, "next_on"),
        ({"outcome": "no-answer", "promised": "sejuta"}, "promised"),
        ({"outcome": "no-answer", "note": "x" * 1_001}, "note"),
    ],
)
def test_what_is_wrong_with_a_call_is_said_at_its_field(
    branch: Branch, signed_in: Begin, fields: dict[str, str], field: str
) -> None:
    sent = send(
        signed_in(Role.BRANCH, branch.region), f"pembayar/{branch.employer.pk}/panggilan/", channel="phone", **fields
    )
    assert (sent.status_code, [name for name, _ in sent.context["form"].errors], Call.objects.count()) == (
        422,
        [field],
        0,
    )
    assert f'href="#{field}"' in sent.content.decode()


def test_a_contact_is_noted_shown_and_ended(branch: Branch, signed_in: Begin) -> None:
    client = signed_in(Role.BRANCH, branch.region)
    page = f"pembayar/{branch.employer.pk}/narahubung/"
    assert send(client, page, contact_name="Rahma", contact_phone="123").status_code == 422
    send(client, page, contact_name="Rahma <script>", contact_phone="0812-3456-7890")
    contact = Contact.objects.get()
    told = client.get("/kantor/tunggakan/").content.decode()
    assert ("Rahma &lt;script&gt;" in told, "<script>Rahma" in told) == (True, False)
    send(client, f"{page}{contact.pk}/akhiri/")
    contact.refresh_from_db()
    assert contact.ended_at is not None


def test_a_letter_is_a_pdf_and_only_for_who_owes(branch: Branch, signed_in: Begin) -> None:
    client = signed_in(Role.BRANCH, branch.region)
    sent = client.get(f"/kantor/pembayar/{branch.employer.pk}/surat.pdf")
    assert (sent.status_code, sent.content[:5]) == (200, b"%PDF-")
    a_payment(branch.employer, 10**9, OCTOBER)
    assert client.get(f"/kantor/pembayar/{branch.employer.pk}/surat.pdf").status_code == 404


def test_a_correction_goes_from_one_officer_to_another(branch: Branch, signed_in: Begin) -> None:
    maker, checker = signed_in(Role.BRANCH, branch.region), signed_in(Role.BRANCH, branch.region)
    sent = send(
        maker, f"orang/{branch.person.pk}/koreksi/data/", name="Siti Aminah Nur", born_on="1990-03-15", sex="L", **WHY
    )
    command = Command.objects.get()
    assert (sent.status_code, sent.headers["Location"]) == (302, f"/kantor/usulan/{command.pk}/")
    assert "Setujui dan jalankan" not in maker.get(f"/kantor/usulan/{command.pk}/").content.decode()
    assert send(maker, f"usulan/{command.pk}/putuskan/", act="approve").status_code == 409
    assert "Setujui dan jalankan" in checker.get(f"/kantor/usulan/{command.pk}/").content.decode()
    assert send(checker, f"usulan/{command.pk}/putuskan/", act="approve").status_code == 302
    assert Person.objects.get(pk=branch.person.pk).name == "Siti Aminah Nur"
    told = checker.get(f"/kantor/orang/{branch.person.pk}/jejak/").content.decode()
    assert ("Siti Aminah Nur" in told, f"/kantor/usulan/{command.pk}/" in told) == (True, True)


@pytest.mark.parametrize(
    ("what", "fields", "field"),
    [
        ("data", {"name": "", "born_on": "1990-03-15", "sex": "L"}, "name"),
        ("data", {"name": "Siti", "born_on": "kemarin", "sex": "L"}, "born_on"),
        ("data", {"name": "Siti", "born_on": "1990-03-15", "sex": "L", "nik": "123"}, "nik"),
        ("data", {"name": "Siti", "born_on": "1990-03-15", "sex": "L", "nik": "6471011503910001"}, "nik"),
        ("data", {"name": "Siti Aminah", "born_on": "1990-03-15", "sex": "L"}, ""),
        ("data", {"name": "Siti", "born_on": "1990-03-15", "sex": "L", "reason": ""}, "reason"),
        ("data", {"name": "Siti", "born_on": "1990-03-15", "sex": "L", "evidence": " "}, "evidence"),
        ("meninggal", {"died_on": ""}, "died_on"),
        ("meninggal", {"died_on": "2090-01-01"}, ""),
        ("batal-meninggal", {}, ""),
    ],
)
def test_what_cannot_be_corrected_is_said_and_nothing_is_kept(
    branch: Branch, signed_in: Begin, what: str, fields: dict[str, str], field: str
) -> None:
    client = signed_in(Role.BRANCH, branch.region)
    sent = send(client, f"orang/{branch.person.pk}/koreksi/{what}/", **{**WHY, **fields})
    assert (sent.status_code, [name for name, _ in sent.context["form"].errors]) == (422, [field])
    assert Command.objects.count() == 0


def test_a_nik_that_disagrees_can_be_confirmed(branch: Branch, signed_in: Begin) -> None:
    client = signed_in(Role.BRANCH, branch.region)
    page = f"orang/{branch.person.pk}/koreksi/data/"
    fields = {"name": "Siti Aminah", "born_on": "1990-03-15", "sex": "L", "nik": "6471011503910001", **WHY}
    assert 'name="confirmed"' in send(client, page, **fields).content.decode()
    assert send(client, page, confirmed="1", **fields).status_code == 302
    shown = client.get(f"/kantor/usulan/{Command.objects.get().pk}/").content.decode()
    assert ("6471********0001" in shown, fields["nik"] in shown) == (True, False)


def test_wage_and_days_are_proposed_from_their_forms(branch: Branch, signed_in: Begin) -> None:
    client = signed_in(Role.BRANCH, branch.region)
    work = branch.worker.pk
    assert (
        send(client, f"kepesertaan/{work}/koreksi/upah/", month="2022-10", wage="6.000.000", **WHY).status_code == 302
    )
    assert send(client, f"kepesertaan/{work}/koreksi/masa/", since="2020-02-01", until="", **WHY).status_code == 302
    assert [(one.kind, one.after) for one in Command.objects.order_by("id")] == [
        ("wage", {"wage": 6_000_000, "back_pay": 0}),
        ("dates", {"since": "2020-02-01", "until": None, "because": ""}),
    ]


def test_money_is_proposed_to_its_owner_and_given_by_another_officer(branch: Branch, signed_in: Begin) -> None:
    bill = Bill.objects.get(month=OCTOBER)
    lost = a_payment(None, bill.total + 500, OCTOBER.replace(month=12))
    client = signed_in(Role.BRANCH, branch.region)
    sent = send(
        client,
        f"titipan/{lost.pk}/",
        code_1=branch.employer.code.lower(),
        month_1="2022-10",
        amount_1=str(bill.total),
        **WHY,
    )
    command = Command.objects.get()
    assert (sent.status_code, command.after["shares"][1]) == (
        302,
        {"payer": None, "month": "2022-10-01", "amount": 500},
    )
    boss = signed_in(Role.REGION, branch.region)
    assert send(boss, f"usulan/{command.pk}/putuskan/", act="approve").status_code == 302
    assert (Reversal.objects.count(), Payment.objects.filter(payer=branch.employer).count()) == (1, 1)
    assert client.get(f"/kantor/titipan/{lost.pk}/").status_code == 302


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "code_1"),
        ({"code_1": "TIDAKADA", "month_1": "2022-10", "amount_1": "100"}, "code_1"),
        ({"code_1": "{code}", "month_1": "kapan", "amount_1": "100"}, "month_1"),
        ({"code_1": "{code}", "month_1": "2022-10", "amount_1": "banyak"}, "amount_1"),
        ({"code_1": "{code}", "month_1": "2022-10", "amount_1": "501"}, ""),
    ],
)
def test_a_division_that_cannot_be_is_said(
    branch: Branch, signed_in: Begin, fields: dict[str, str], field: str
) -> None:
    lost = a_payment(None, 500, OCTOBER)
    filled = {name: value.replace("{code}", branch.employer.code) for name, value in fields.items()}
    sent = send(signed_in(Role.BRANCH, branch.region), f"titipan/{lost.pk}/", **filled, **WHY)
    assert (sent.status_code, field in dict(sent.context["form"].errors)) == (422, True)


def test_a_refusal_and_a_withdrawal_end_a_proposal(branch: Branch, signed_in: Begin) -> None:
    maker, checker = signed_in(Role.BRANCH, branch.region), signed_in(Role.BRANCH, branch.region)
    page = f"orang/{branch.person.pk}/koreksi/data/"
    send(maker, page, name="Siti A", born_on="1990-03-15", sex="L", **WHY)
    first = Command.objects.get()
    assert send(checker, f"usulan/{first.pk}/putuskan/", act="refuse").status_code == 409
    assert send(checker, f"usulan/{first.pk}/putuskan/", act="refuse", said="KTP tidak jelas").status_code == 302
    send(maker, page, name="Siti A", born_on="1990-03-15", sex="L", **WHY)
    second = Command.objects.exclude(pk=first.pk).get()
    assert send(maker, f"usulan/{second.pk}/putuskan/", act="withdraw").status_code == 302
    assert send(checker, f"usulan/{second.pk}/putuskan/", act="apa").status_code == 422
    assert sorted(Command.objects.values_list("state", flat=True)) == [State.REFUSED, State.WITHDRAWN]


def test_a_form_without_its_key_is_not_ours(branch: Branch, signed_in: Begin) -> None:
    client = signed_in(Role.BRANCH, branch.region)
    sent = client.post(
        f"/kantor/pembayar/{branch.employer.pk}/panggilan/", {"channel": "phone", "outcome": "no-answer"}
    )
    assert (sent.status_code, Call.objects.count()) == (404, 0)
