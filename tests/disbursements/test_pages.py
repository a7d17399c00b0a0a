"""The pages of disbursing: who may come in, what each does, and that an auditor only reads."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.disbursements.bank import Booked, notice
from tests.disbursements.money import a_claim, a_source, an_officer, by, funds, gathered, references, sent
from tests.disbursements.money import officers as two_officers
from tests.factories import a_region
from tests.signing_in import sign_in

from naungan.access.models import Look, Role
from naungan.disbursements.check import check
from naungan.disbursements.models import BankLine, Batch, Match, OrderFile, Transfer
from naungan.disbursements.moves import State

pytestmark = pytest.mark.django_db
AMOUNT = 42_000_000


def officer(role: Role = Role.BRANCH) -> Client:
    """Somebody signed in."""
    client = Client()
    sign_in(client, role, region=a_region() if role in (Role.BRANCH, Role.REGION) else None)
    return client


def at(name: str, *arguments: object) -> str:
    return reverse(f"disbursements:{name}", args=arguments)


def everything() -> list[str]:
    """Every page with something on it: a sent batch, a draft with a name to judge, a file, a waiting line."""
    funds()
    a_claim({"amount": AMOUNT})
    batch, _file = sent(two_officers())
    head = officer(Role.HEAD_OFFICE)
    lines = (Booked(AMOUNT, names=references(batch)[0], reference="B1"), Booked(7, reference="B2", remark="BIAYA"))
    upload(head, notice(*lines))
    a_claim({"account_name": "BUDI SANTOSO"})
    draft = gathered(an_officer())
    return [
        at("home"), at("batch", batch.pk), at("batch", draft.pk), at("release", draft.pk),
        at("name", draft.transfers.get().pk), at("file", batch.pk), at("answers"), at("answer", 1 + 0),
        at("waiting"), at("line", BankLine.objects.get(bank_reference="B2").pk), at("proof"),
    ]  # fmt: skip


def upload(client: Client, content: bytes, name: str = "bank.xml") -> str:
    """Where taking in a file leads to, or the refusal."""
    answer = client.post(at("answers"), {"file": SimpleUploadedFile(name, content)})
    return answer.headers.get("Location", "") or answer.content.decode()


def test_the_whole_way_from_due_to_paid_on_the_pages() -> None:
    funds()
    source = a_source()
    a_claim({"amount": AMOUNT})
    maker, releaser, bank = officer(), officer(), officer(Role.HEAD_OFFICE)
    day = "2099-01-31"
    made = maker.post(at("home"), {"source": source.code, "until": day, "execute_on": day})
    batch = Batch.objects.get()
    assert made.headers["Location"] == at("batch", batch.pk)
    maker.post(at("acting", batch.pk), {"act": "check", "version": "1"})
    batch.refresh_from_db()
    assert batch.state == State.CHECKED
    assert "Tinjau dan lepas" not in maker.get(at("batch", batch.pk)).content.decode()
    review = releaser.get(at("release", batch.pk)).content.decode()
    assert "empat puluh dua juta rupiah" in review
    maker.post(at("release", batch.pk), {"version": "2"})
    assert OrderFile.objects.count() == 0
    releaser.post(at("release", batch.pk), {"version": "2"})
    file = OrderFile.objects.get()
    assert releaser.get(at("file", batch.pk)).content == bytes(file.content)
    booked = Booked(AMOUNT, names=references(batch)[0], reference="B1")
    assert upload(bank, notice(booked)).startswith("/pembayaran-manfaat/jawaban/")
    batch.refresh_from_db()
    assert (batch.state, Transfer.objects.get().state) == (State.CLOSED, "paid")


def test_a_waiting_line_is_settled_by_a_person_on_its_page() -> None:
    funds()
    a_claim({"amount": AMOUNT})
    sent(two_officers())
    head = officer(Role.HEAD_OFFICE)
    upload(head, notice(Booked(AMOUNT, reference="B1", remark="TRF")))
    line, transfer = BankLine.objects.get(), Transfer.objects.get()
    assert transfer.reference in head.get(at("line", line.pk)).content.decode()
    head.post(at("line", line.pk), {"transfer": str(transfer.pk), "said": ""})
    assert Match.objects.count() == 0
    head.post(at("line", line.pk), {"transfer": str(transfer.pk), "said": "kata bank"})
    transfer.refresh_from_db()
    assert (transfer.state, Match.objects.get().said) == ("paid", "kata bank")


def test_a_broken_file_is_said_at_its_field_and_nothing_is_kept() -> None:
    a_source()
    head = officer(Role.HEAD_OFFICE)
    answer = head.post(at("answers"), {"file": SimpleUploadedFile("x.xml", b"<rusak")})
    assert answer.status_code == 422
    assert "bukan XML yang utuh" in answer.content.decode()
    assert head.post(at("answers"), {}).status_code == 422


def test_judging_a_name_is_a_look_that_the_person_can_read() -> None:
    claim = a_claim({"account_name": "BUDI SANTOSO"})
    draft = gathered(an_officer())
    client = officer()
    page = client.get(at("name", draft.transfers.get().pk)).content.decode()
    assert "BUDI SANTOSO" in page
    assert Look.objects.get(person_id=claim.person_id).what == "rekening penerima manfaat"
    client.post(at("name", draft.transfers.get().pk), {"agrees": "yes", "said": "surat kuasa", "version": "1"})
    assert draft.transfers.get().judgement.said == "surat kuasa"


def test_lists_show_an_account_by_its_last_digits_alone() -> None:
    a_claim({"account_number": "1234567890"})
    batch = gathered(an_officer())
    page = officer().get(at("batch", batch.pk)).content.decode()
    assert ("••••7890" in page, "1234567890" in page) == (True, False)


def test_an_auditor_reads_and_changes_nothing() -> None:
    pages = everything()
    pages[7] = at("answer", BankLine.objects.get(bank_reference="B2").file_id)
    auditor, draft = officer(Role.AUDITOR), Batch.objects.get(state=State.DRAFT)
    closed = {at("release", draft.pk), pages[4], pages[5]}
    for address in pages:
        assert auditor.get(address).status_code == (403 if address in closed else 200), address
    assert auditor.post(at("acting", draft.pk), {"act": "cancel", "said": "x"}).status_code == 403
    auditor.post(at("home"), {"source": a_source().code, "until": "2099-01-01", "execute_on": "2099-01-01"})
    auditor.post(at("answers"), {"file": SimpleUploadedFile("x.xml", b"x")})
    line = BankLine.objects.get(bank_reference="B2")
    auditor.post(at("line", line.pk), {"transfer": "none", "said": "biaya"})
    assert (Batch.objects.count(), hasattr(BankLine.objects.get(pk=line.pk), "match")) == (2, False)


def test_another_branch_sees_neither_batch_nor_line() -> None:
    pages = everything()
    other = Client()
    sign_in(other, Role.BRANCH, region=a_region("64.72", "Kota Samarinda"))
    batch, line = Batch.objects.earliest("id"), BankLine.objects.get(bank_reference="B2")
    for address in (at("batch", batch.pk), at("file", batch.pk), at("line", line.pk), pages[4]):
        assert other.get(address).status_code == 404, address
    assert batch.number not in other.get(at("home")).content.decode()


@pytest.mark.parametrize("role", [Role.WORKER, Role.EMPLOYER_MAKER, Role.SPONSOR])
def test_nobody_but_staff_comes_in(role: Role) -> None:
    from tests.factories import a_person, an_employer

    client = Client()
    of_person = role is Role.WORKER
    sign_in(client, role, person=a_person() if of_person else None, payer=None if of_person else an_employer())
    for name in ("home", "answers", "waiting", "proof"):
        assert client.get(at(name)).status_code == 403
    assert Client().get(at("home")).status_code == 302


def test_a_batch_given_back_needs_words() -> None:
    funds()
    a_claim()
    two = two_officers()
    batch = gathered(two.maker)
    check(batch, by(two.maker))
    client = officer()
    client.post(at("acting", batch.pk), {"act": "give_back", "said": ""})
    batch.refresh_from_db()
    assert batch.state == State.CHECKED
    client.post(at("acting", batch.pk), {"act": "give_back", "said": "periksa lagi"})
    batch.refresh_from_db()
    assert batch.state == State.DRAFT
