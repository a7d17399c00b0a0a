"""The REST API: the same verbs as the pages, for programs."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from tests.contributions.closing import close
from tests.factories import a_participation, a_person, an_employer, an_open_month
from tests.signing_in import a_grant, an_account

from naungan.access.models import Role
from naungan.access.tokens import make_token
from naungan.contributions.models import Payment
from naungan.coverage.publish import load_statistics
from naungan.intake.models import Upload
from naungan.registry.models import Payer

pytestmark = pytest.mark.django_db
DECEMBER = "2022-12-01"


def token(role: Role, **scope: Any) -> dict[str, str]:
    account = an_account()
    return {"authorization": f"Bearer {make_token(account, a_grant(account, role, **scope), 'penggajian')}"}


def post(client: Client, path: str, body: Any, headers: dict[str, str] | None = None) -> Any:
    return client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=headers or {})


def get(client: Client, path: str, headers: dict[str, str] | None = None) -> Any:
    return client.get(f"/api/v1{path}", headers=headers or {})


def problem(answer: Any) -> tuple[int, str, str | None]:
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert set(told) == {
        "type", "title", "status", "code", "detail", "detail_id", "detail_en", "field", "trace_id"
    }  # fmt: skip
    return answer.status_code, told["code"], told["field"]


def test_a_contribution_is_worked_out_with_its_receipt_and_every_step(client: Client) -> None:
    inputs = {"wage": 12_000_000, "jkk_class": "II"}
    answer = post(client, "/contributions/calculations", {"month": "2022-12", "inputs": inputs})
    told = answer.json()
    assert (answer.status_code, told["answer"]["total"], told["receipt"]["month"]) == (200, 1_057_128, "2022-12")
    assert [step["step"] for step in told["explanation"]][-1] == "total"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"month": "2022-13"}, (422, "invalid-field", "asked.month")),
        ({"month": "2022-12", "segment": "ASN"}, (422, "invalid-field", "asked.segment")),
        ({"month": "2022-12", "inputs": {"wage": -1}}, (422, "question-error", "wage")),
        ({"month": "2022-12", "inputs": {"upah": 1}}, (422, "question-error", "upah")),
        ({"month": "2014-12", "inputs": {"wage": 5_000_000}}, (422, "question-error", "date")),
    ],
)
def test_a_question_that_cannot_be_answered_names_its_field(
    client: Client, body: dict[str, Any], expected: tuple[int, str, str]
) -> None:
    assert problem(post(client, "/contributions/calculations", body)) == expected


def test_why_the_law_cannot_answer_is_told_in_both_languages(client: Client) -> None:
    told = post(client, "/contributions/calculations", {"month": "2022-12", "inputs": {"wage": -1}}).json()
    assert (told["detail_id"], told["detail_en"]) == (
        "wage: terbaca -1; tidak boleh negatif",
        "wage: reads -1; it cannot be negative",
    )


def test_a_refusal_is_told_in_both_languages_whatever_the_reader_speaks(client: Client) -> None:
    address, headers = "/contributions/bills?cursor=xyz", token(Role.EMPLOYER_MAKER, payer=an_employer())
    words = (
        "Halaman daftar pada alamat ini tidak dapat dibaca. Mulai lagi dari halaman pertama.",
        "The page of the list in this address cannot be read. Start again from the first page.",
    )
    for language in ("id", "en"):
        client.cookies["django_language"] = language
        told = get(client, address, headers).json()
        assert (told["detail_id"], told["detail_en"]) == words
        assert told["title"] == "The address names a page of a list that this list does not have."


def test_a_refusal_names_what_was_read_in_both_languages(client: Client) -> None:
    told = get(client, "/coverage/targets/99?as_of=2022-12-31").json()
    assert (told["detail_id"], told["detail_en"]) == (
        "Angka cakupan per 2022-12-31 belum dihitung. Jalankan: naungan close-month 2022-12.",
        "The coverage figures on 2022-12-31 are not computed yet. Run: naungan close-month 2022-12.",
    )


def test_a_body_that_is_no_json_is_a_problem_document(client: Client) -> None:
    answer = client.post("/api/v1/contributions/calculations", "{", content_type="application/json")
    assert problem(answer) == (400, "bad-request", None)


@pytest.mark.parametrize("path", ["/contributions/bills", "/people", f"/contributions/bills/KT000001-000/{DECEMBER}"])
def test_without_a_token_nothing_of_anybody_is_told(client: Client, path: str) -> None:
    assert problem(get(client, path)) == (401, "unauthorized", None)
    assert problem(get(client, path, {"authorization": "Bearer naungan_wrong"})) == (401, "unauthorized", None)


def test_an_employer_reports_wages_once_and_gets_its_bill(client: Client) -> None:
    payer = an_employer()
    person = a_person()
    a_participation(payer, person=person, wage=5_000_000)
    an_open_month("2022-12")
    headers = token(Role.EMPLOYER_MAKER, payer=payer) | {"idempotency-key": "des-2022"}
    body = {"month": DECEMBER, "lines": [{"nik": person.nik, "name": person.name, "wage": 5_100_000}]}
    first, again = post(client, "/wage-reports", body, headers), post(client, "/wage-reports", body, headers)
    assert (first.status_code, first.json()["stored"], again.json()) == (201, 1, first.json())
    changed = {**body, "lines": [{**body["lines"][0], "wage": 5_200_000}]}
    assert problem(post(client, "/wage-reports", changed, headers)) == (409, "other-request", None)

    close("2022-12")
    bill = get(client, f"/contributions/bills/{payer.code}/{DECEMBER}", headers).json()
    assert [line["wage"] for line in bill["lines"]] == [5_100_000]
    assert get(client, "/contributions/bills", headers).json()["bills"][0]["total"] == bill["total"]


def test_another_employers_bill_is_not_there(client: Client) -> None:
    theirs = an_employer()
    a_participation(theirs)
    an_open_month("2022-12")
    close("2022-12")
    headers = token(Role.EMPLOYER_MAKER, payer=an_employer())
    assert problem(get(client, f"/contributions/bills/{theirs.code}/{DECEMBER}", headers)) == (
        404,
        "unknown-bill",
        None,
    )
    assert get(client, "/contributions/bills", headers).json() == {"bills": [], "next": None}


def test_bills_come_a_page_at_a_time_each_once(client: Client) -> None:
    payers = [an_employer() for _ in range(5)]
    for payer in payers:
        a_participation(payer)
    an_open_month("2022-12")
    close("2022-12")
    headers, cursor, seen = token(Role.HEAD_OFFICE), "", []
    while cursor is not None:
        page = get(client, f"/contributions/bills?limit=2&cursor={cursor}", headers).json()
        seen += [bill["payer_code"] for bill in page["bills"]]
        cursor = page["next"]
    assert sorted(seen) == sorted(Payer.objects.values_list("code", flat=True))


def test_a_cursor_of_ones_own_making_is_refused(client: Client) -> None:
    headers = token(Role.HEAD_OFFICE)
    assert problem(get(client, "/contributions/bills?cursor=abc", headers)) == (400, "wrong-cursor", None)


PAYMENT = {"payment_code": "221200000000010", "amount": 16_800, "paid_on": "2022-12-15", "bank_reference": "B-1"}


def test_payments_are_taken_in_once(client: Client) -> None:
    headers = token(Role.HEAD_OFFICE)
    first, again = (post(client, "/contributions/payments", {"payments": [PAYMENT]}, headers) for _ in range(2))
    assert (first.status_code, first.json()["stored"], again.json()["seen_before"]) == (201, 1, 1)
    assert Payment.objects.count() == 1


def test_a_payment_that_contradicts_itself_takes_none_in(client: Client) -> None:
    both = {"payments": [PAYMENT, {**PAYMENT, "amount": 1}]}
    answer = post(client, "/contributions/payments", both, token(Role.HEAD_OFFICE))
    assert problem(answer) == (409, "payment-file-refused", None)
    assert Payment.objects.count() == 0


def test_an_employer_may_not_tell_the_bank(client: Client) -> None:
    headers = token(Role.EMPLOYER_MAKER, payer=an_employer())
    assert problem(post(client, "/contributions/payments", {"payments": [PAYMENT]}, headers))[0] == 403


def test_a_person_is_found_by_nik_in_the_body_and_the_look_is_kept(client: Client) -> None:
    person = a_participation(an_employer()).person
    headers = token(Role.HEAD_OFFICE)
    found = post(client, "/people/search", {"nik": person.nik}, headers).json()
    assert (found["id"], found["nik_masked"]) == (person.id, f"{person.nik[:4]}********{person.nik[-4:]}")
    months = get(client, f"/people/{person.id}/months", headers)
    assert months.json() == {"months": []}
    assert [look.what for look in person.looks.order_by("id")] == ["api: people/search", "api: people/months"]


def test_a_worker_sees_themselves_and_nobody_else(client: Client) -> None:
    payer = an_employer()
    mine, other = a_participation(payer).person, a_participation(payer).person
    headers = token(Role.WORKER, person=mine)
    assert [one["id"] for one in get(client, "/people", headers).json()["people"]] == [mine.id]
    assert problem(get(client, f"/people/{other.id}", headers)) == (404, "not-found", None)
    assert problem(post(client, "/people/search", {"nik": other.nik}, headers)) == (404, "not-found", None)


def test_coverage_that_was_not_computed_is_not_there(client: Client) -> None:
    answer = get(client, "/coverage/figures?as_of=2022-12-31")
    assert problem(answer) == (404, "not-computed-yet", None)


def test_published_figures_keep_their_source(client: Client) -> None:
    load_statistics()
    published = get(client, "/coverage/published/64?period=2022-12").json()["published"]
    assert all(one["source"] for one in published)
    assert 66.0 in [one["value"] for one in published]


def test_the_document_is_openapi_31_and_says_what_may_go_wrong(client: Client) -> None:
    document = get(client, "/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    for path, operations in document["paths"].items():
        for told in operations.values():
            wrong = [answer for status, answer in told["responses"].items() if int(status) >= 400]
            assert (path, [list(answer["content"]) for answer in wrong]) == (
                path, [["application/problem+json"]] * len(wrong)
            )  # fmt: skip


def test_the_documentation_names_every_operation(client: Client) -> None:
    page = client.get("/api/dokumentasi/").content.decode()
    document = get(client, "/openapi.json").json()
    operations = [f"{method.upper()} {path}" for path, methods in document["paths"].items() for method in methods]
    assert [one for one in operations if one not in page] == []


def test_an_address_that_is_not_there_is_told_as_a_problem_too(client: Client) -> None:
    assert problem(get(client, "/peserta")) == (404, "not-found", None)
    assert problem(post(client, "/peserta", {})) == (404, "not-found", None)


@pytest.mark.parametrize(
    "path", ["/contributions/bills?payer_code=%00", "/contributions/bills/%00/2022-12-01", "/coverage/published/%00"]
)
def test_what_no_number_of_anybody_can_hold_is_refused_at_the_door(client: Client, path: str) -> None:
    assert problem(get(client, path, token(Role.HEAD_OFFICE)))[:2] == (422, "invalid-field")


def test_a_name_that_no_text_can_hold_is_refused_and_leaves_nothing(client: Client) -> None:
    payer = an_employer()
    an_open_month("2022-12")
    body = {"month": DECEMBER, "lines": [{"nik": a_person().nik, "name": "a\x00b", "wage": 5_100_000}]}
    status, _, _ = problem(post(client, "/wage-reports", body, token(Role.EMPLOYER_MAKER, payer=payer)))
    assert (status, Upload.objects.count()) == (422, 0)
