"""A report of wrong data: kept, sent, looked into, answered; by the right people in the right order."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import a_person, a_region
from tests.participants.people import a_worker, signed_in
from tests.signing_in import an_account, sign_in

from naungan.access.actor import Actor
from naungan.access.models import Account, Role
from naungan.access.scope import scoped
from naungan.participants.errors import BadReport, ReportMoved
from naungan.participants.models import MOVES, DataReport, ReportState, ReportStep
from naungan.participants.report import Told, draft_of, keep_draft, receipt_fits, send_report
from naungan.participants.report_answer import answer_report, take_up
from naungan.registry.models import Payer, Person

pytestmark = pytest.mark.django_db
FORM = "participants:report_new"


@pytest.fixture
def worker(client: Client) -> tuple[Person, Payer, Account]:
    person, employer = a_worker()
    return person, employer, signed_in(client, person)


def a_sent_report(worker: tuple[Person, Payer, Account]) -> DataReport:
    person, employer, account = worker
    told = Told("wage", payer_id=employer.pk, month=date(2022, 12, 1), wage=6_000_000)
    draft = keep_draft(person_id=person.pk, account_id=account.pk, told=told)
    return send_report(report_id=draft.pk, account_id=account.pk)


def test_a_wrong_wage_is_sent_from_the_page_and_gets_a_receipt(
    client: Client, worker: tuple[Person, Payer, Account]
) -> None:
    _, employer, _ = worker
    fields = {"kind": "wage", "payer": employer.pk, "month": "Desember 2022", "wage": "6.000.000", "send": "1"}
    response = client.post(reverse(FORM), fields, follow=True)
    report = DataReport.objects.get()
    assert (report.state, report.stated_wage, report.month) == ("received", 6_000_000, date(2022, 12, 1))
    assert report.region == a_region()
    assert report.receipt is not None
    assert receipt_fits(report.receipt)
    assert report.receipt in response.content.decode()


def test_what_is_missing_is_said_at_its_field_and_the_rest_is_kept(
    client: Client, worker: tuple[Person, Payer, Account]
) -> None:
    person, employer, account = worker
    response = client.post(reverse(FORM), {"kind": "wage", "payer": employer.pk, "month": "12-2022", "send": "1"})
    assert response.status_code == 400
    assert "Isi upah sebulan yang benar" in response.content.decode()
    assert '<a href="#wage">' in response.content.decode()
    draft = draft_of(person.pk, account.pk)
    assert draft is not None
    assert (draft.payer_id, draft.month, draft.state) == (employer.pk, date(2022, 12, 1), "draft")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "wage", "wage": "enam juta"}, "wage"),
        ({"kind": "wage", "wage": "-5"}, "wage"),
        ({"kind": "month", "month": "bulan lalu"}, "month"),
        ({"kind": "month", "month": "2999-01"}, "month"),
        ({"kind": "name", "send": "1"}, "name"),
        ({"kind": "employer", "payer": "999999999", "send": "1"}, "payer"),
        ({"kind": "employer", "payer": "satu", "send": "1"}, "payer"),
        ({"kind": "wage", "words": "x" * 3_000}, "words"),
    ],
)
def test_what_cannot_be_read_is_refused_where_it_stands(
    client: Client, worker: object, fields: dict[str, str], field: str
) -> None:
    response = client.post(reverse(FORM), fields)
    assert response.status_code == 400
    assert f'<a href="#{field}">' in response.content.decode()


def test_an_unknown_kind_is_refused(client: Client, worker: object) -> None:
    assert client.post(reverse(FORM), {"kind": "nonsense"}).status_code == 400
    assert not DataReport.objects.exists()


def test_a_payer_of_somebody_else_cannot_be_named(client: Client, worker: tuple[Person, Payer, Account]) -> None:
    person, _, account = worker
    _, another = a_worker(a_person())
    with pytest.raises(BadReport) as refused:
        keep_draft(person_id=person.pk, account_id=account.pk, told=Told("wage", payer_id=another.pk))
    assert refused.value.field == "payer"


def test_a_draft_comes_back_and_can_be_thrown_away(client: Client, worker: object) -> None:
    client.post(reverse(FORM), {"kind": "name", "name": "Siti Aminah", "words": "Salah ketik", "keep": "1"})
    said = client.get(reverse(FORM)).content.decode()
    assert 'value="Siti Aminah"' in said
    assert "Salah ketik" in said
    client.post(reverse("participants:report_discard"))
    assert not DataReport.objects.exists()


def test_sending_twice_makes_one_report(worker: tuple[Person, Payer, Account]) -> None:
    report = a_sent_report(worker)
    again = send_report(report_id=report.pk, account_id=worker[2].pk)
    assert again.receipt == report.receipt
    assert ReportStep.objects.filter(report=report).count() == 1


def test_the_answer_reaches_the_worker_with_article_and_next_step(
    client: Client, worker: tuple[Person, Payer, Account]
) -> None:
    report, officer = a_sent_report(worker), an_account("Dewi Petugas")
    take_up(report_id=report.pk, account_id=officer.pk)
    answer_report(
        report_id=report.pk,
        account_id=officer.pk,
        corrected=False,
        reason="Slip upah menunjukkan 5 juta; selisihnya lembur.",
        article="PP 46/2015 pasal 17",
        next_step="Kirim slip upah pokok ke kantor cabang.",
    )
    said = client.get(reverse("participants:report", args=[report.receipt])).content.decode()
    for words in ("Ditolak", "selisihnya lembur", "PP 46/2015 pasal 17", "Kirim slip upah pokok", "Diperiksa"):
        assert words in said


@pytest.mark.parametrize("left_out", ["reason", "article", "next_step"])
def test_a_refusal_says_why_by_which_rule_and_what_next(worker: tuple[Person, Payer, Account], left_out: str) -> None:
    report, officer = a_sent_report(worker), an_account()
    take_up(report_id=report.pk, account_id=officer.pk)
    said = {"reason": "a", "article": "b", "next_step": "c"} | {left_out: " "}
    with pytest.raises(BadReport) as refused:
        answer_report(report_id=report.pk, account_id=officer.pk, corrected=False, **said)
    assert refused.value.field == left_out
    with pytest.raises(IntegrityError, match="report_step_refusal_says_why"), transaction.atomic():
        ReportStep.objects.create(report=report, state="refused", account=officer, **(said | {left_out: ""}))


def test_nobody_answers_their_own_report_or_one_nobody_took_up(worker: tuple[Person, Payer, Account]) -> None:
    report, officer = a_sent_report(worker), an_account()
    with pytest.raises(ReportMoved, match="orang lain"):
        take_up(report_id=report.pk, account_id=worker[2].pk)
    with pytest.raises(ReportMoved, match="diterima"):
        answer_report(report_id=report.pk, account_id=officer.pk, corrected=True, reason="Sudah")
    take_up(report_id=report.pk, account_id=officer.pk)
    with pytest.raises(ReportMoved, match="diperiksa"):
        take_up(report_id=report.pk, account_id=an_account().pk)


@pytest.mark.parametrize("old", ReportState.values)
def test_the_database_refuses_every_move_that_is_not_in_the_table(
    worker: tuple[Person, Payer, Account], old: str
) -> None:
    on_the_way = {"draft": (), "received": (), "checking": ("checking",), "corrected": ("checking", "corrected"),
                  "refused": ("checking", "refused")}  # fmt: skip
    for new in ReportState.values:
        with transaction.atomic():
            told = Told("name", name="Siti")
            report = keep_draft(person_id=worker[0].pk, account_id=worker[2].pk, told=told)
            if old != "draft":
                send_report(report_id=report.pk, account_id=worker[2].pk)
            for state in on_the_way[old]:
                DataReport.objects.filter(pk=report.pk).update(state=state)
            assert _moved(report, old, new) is (new in MOVES[old]), (old, new)
            transaction.set_rollback(True)


def _moved(report: DataReport, old: str, new: str) -> bool:
    sent = {"receipt": "x", "sent_at": "2022-12-31T00:00Z"} if old == "draft" and new != "draft" else {}
    if new in MOVES[old]:
        return DataReport.objects.filter(pk=report.pk).update(state=new, **sent) == 1
    with pytest.raises(IntegrityError, match="cannot go"), transaction.atomic():
        DataReport.objects.filter(pk=report.pk).update(state=new, **sent)
    return False


def test_a_sent_report_is_neither_changed_nor_deleted(worker: tuple[Person, Payer, Account]) -> None:
    report = a_sent_report(worker)
    with pytest.raises(IntegrityError, match="nor change"), transaction.atomic():
        DataReport.objects.filter(pk=report.pk).update(state="checking", stated_wage=1)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        ReportStep.objects.filter(report=report).update(reason="anders")
    with pytest.raises(IntegrityError, match="was sent"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM participants_datareport WHERE id = %s", [report.pk])


def test_the_desk_of_the_region_sees_it_others_do_not(client: Client, worker: tuple[Person, Payer, Account]) -> None:
    report = a_sent_report(worker)
    draft = keep_draft(person_id=worker[0].pk, account_id=worker[2].pk, told=Told("name", name="Rahasia"))
    elsewhere = a_region("62.71", "Kota Palangka Raya")
    for region, seen in ((a_region(), [report.pk]), (elsewhere, [])):
        officer = sign_in(Client(), Role.BRANCH, region=region)
        with scoped(Actor(officer.pk, officer.name, Role.BRANCH, region.pk, None, None)):
            assert list(DataReport.objects.values_list("pk", flat=True)) == seen
    assert draft.pk not in [report.pk]


def test_an_heir_does_not_see_what_the_worker_wrote_nor_the_other_way_in_drafts(
    client: Client, worker: tuple[Person, Payer, Account]
) -> None:
    report = a_sent_report(worker)
    heir = Client()
    signed_in(heir, worker[0], Role.HEIR)
    assert heir.get(reverse("participants:report", args=[report.receipt])).status_code == 404
    assert report.receipt not in heir.get(reverse("participants:reports")).content.decode()


def test_another_worker_gets_404(worker: tuple[Person, Payer, Account]) -> None:
    report, other = a_sent_report(worker), Client()
    signed_in(other, a_person())
    assert other.get(reverse("participants:report", args=[report.receipt])).status_code == 404


@given(st.integers(1, 9_999_999), st.integers(0, 12), st.integers(1, 9))
def test_a_receipt_with_one_digit_wrong_does_not_fit(number: int, place: int, off: int) -> None:
    digits = f"2212{number:07d}"
    digits += f"{98 - int(digits) * 100 % 97:02d}"
    assert receipt_fits(f"LD-{digits}")
    wrong = digits[:place] + str((int(digits[place]) + off) % 10) + digits[place + 1 :]
    assert not receipt_fits(wrong)
