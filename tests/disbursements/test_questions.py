"""No page of disbursing asks the database more for more transfers and more lines of the bank."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.asking import asking_more, shown_by
from tests.disbursements.bank import Booked, notice
from tests.disbursements.money import a_claim, a_source, funds, gathered, references, sent
from tests.disbursements.money import officers as two_officers
from tests.factories import a_region
from tests.signing_in import sign_in

from naungan.access.models import Role
from naungan.disbursements.models import BankFile, BankLine

pytestmark = pytest.mark.django_db
MANY, AMOUNT = 16, 42_000_000


def test_every_page_asks_little_for_many_transfers_and_many_lines() -> None:
    funds()
    for _ in range(MANY):
        a_claim({"amount": AMOUNT})
    two = two_officers()
    batch, _file = sent(two, a_source())
    head, branch = Client(), Client()
    sign_in(head, Role.HEAD_OFFICE)
    sign_in(branch, Role.BRANCH, region=a_region())
    paid = [Booked(AMOUNT, names=name, reference=f"B{number}") for number, name in enumerate(references(batch)[:8])]
    strange = [Booked(AMOUNT, reference=f"C{number}", remark="TRF") for number in range(MANY)]
    for number, lines in enumerate((paid, strange)):
        file = SimpleUploadedFile("bank.xml", notice(*lines, identification=f"N{number}"))
        head.post(reverse("disbursements:answers"), {"file": file})
    for _ in range(MANY):
        a_claim({"account_name": "BUDI SANTOSO"})
    draft = gathered(two.maker)
    line = BankLine.objects.get(bank_reference="C1")
    pages = {
        "home": [], "batch": [batch.pk], "release": [draft.pk], "name": [draft.transfers.earliest("pk").pk],
        "file": [batch.pk], "answers": [], "answer": [BankFile.objects.latest("pk").pk], "waiting": [],
        "line": [line.pk], "proof": [],
    }  # fmt: skip
    assert {f"disbursements:{name}" for name in pages} == shown_by("disbursements")
    addresses = [reverse(f"disbursements:{name}", args=numbers) for name, numbers in pages.items()]
    addresses.append(reverse("disbursements:batch", args=[draft.pk]))
    assert asking_more(head, addresses) == {}
    assert asking_more(branch, addresses[:4] + addresses[-1:]) == {}
