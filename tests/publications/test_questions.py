"""No page of coverage, mandates and reports asks the database more for more reports, evidence and commitments."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from django.test import Client
from tests.asking import MOST, asking_more, questions, shown_by
from tests.claims.pages.walking import a_photo
from tests.coverage.people import YEAR_END
from tests.pensions.people import an_officer
from tests.signing_in import sign_in

from naungan.access.models import Role
from naungan.mandates.act import Order, submit
from naungan.mandates.commitments import StepFacts, begin, step
from naungan.mandates.evidence import Facts, attach
from naungan.mandates.models import Commitment, Obligation
from naungan.publications.build import publish
from naungan.publications.models import Kind, Publication, PublishedFile
from naungan.registry.models import Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_months")]
MANY = 16
COVERAGE = {
    "home": "/", "ranking": "/cakupan/", "ranking-chart": "/cakupan/grafik/",
    "ranking-file": "/cakupan/peringkat.xlsx", "region": "/cakupan/64/", "region-chart": "/cakupan/64/grafik/",
    "region-file": "/cakupan/64/terbitan.csv", "source": "/cakupan/64/asal/", "change": "/cakupan/64/perubahan/",
    "change-chart": "/cakupan/64/perubahan/grafik/", "members-chart": "/cakupan/64/sumbangan/grafik/",
    "ahead": "/cakupan/KAL/target/?anggap=1", "nearest": "/cakupan/64/poin/",
}  # fmt: skip


@pytest.fixture
def region() -> Region:
    return Region.objects.filter(code="64").latest("id")


@pytest.fixture
def officer(region: Region) -> Client:
    client = Client()
    sign_in(client, Role.REGION, region=region)
    return client


def test_every_page_of_coverage_asks_little(officer: Client) -> None:
    assert {f"coverage:{name}" for name in [*COVERAGE, "ahead-chart"]} == shown_by("coverage")
    assert asking_more(officer, [*COVERAGE.values(), "/cakupan/64/perubahan/?dari=bulan"]) == {}
    assert asking_more(Client(), set(COVERAGE.values()) - {COVERAGE["nearest"]}) == {}
    # Two months are too few to draw what is ahead: the page says so.
    assert len(questions(Client(), "/cakupan/64/target/grafik/", 400)) <= MOST


def test_every_page_of_mandates_asks_little_for_much_evidence(officer: Client, region: Region) -> None:
    actor = an_officer(Role.REGION, region)
    order: Callable[[], Order] = lambda: Order(actor, uuid.uuid4())  # noqa: E731
    obligation = Obligation.objects.get(region=region, duty="I2-KDH-2", period="2022")
    for number in range(MANY):
        facts = Facts("dpa", f"900/{number}/2022", "DPA Disnaker", date(2022, 1, 5), valid_until=date(2099, 12, 31))
        last = attach(obligation.pk, order(), facts, a_photo(number))
    submit(obligation.pk, order())
    made = [_a_commitment(region, number) for number in range(MANY)]
    pages = {
        "region": "/mandat/", "basis": "/mandat/dasar/", "government": "/mandat/64/",
        "begin": "/mandat/64/komitmen/", "commitment": f"/mandat/komitmen/{made[0].pk}/",
        "obligation": f"/mandat/kewajiban/{obligation.pk}/", "file": f"/mandat/bukti/{last.pk}/",
    }  # fmt: skip
    assert {f"mandates:{name}" for name in pages} == shown_by("mandates")
    assert asking_more(officer, pages.values()) == {}


def _a_commitment(region: Region, number: int) -> Commitment:
    actor = an_officer(Role.REGION, region)
    first = StepFacts("approached", date(2022, 11, 1), f"Surat {number}")
    made = begin(region, "APPSI", f"{number}.000 pekerja rentan", first, actor, uuid.uuid4())
    step(made, StepFacts("budget", date(2022, 12, 2), "APBD", "12", 3_000_000), actor, uuid.uuid4())
    return made


def test_every_page_of_reports_asks_little_for_many_reports(officer: Client, region: Region) -> None:
    make = partial(publish, as_of=YEAR_END)
    made = make(Kind.GOVERNOR, "64")
    for district in Region.objects.filter(parent=region, valid__contains=YEAR_END):
        make(Kind.BRANCH, district.code)
    assert Publication.objects.count() > 10
    at, file = f"/laporan/{made.reference}/", PublishedFile.objects.filter(publication=made).earliest("id")
    pages = {"listing": "/laporan/", "publication": at, "file": f"{at}berkas/{file.pk}/"}
    assert {f"publications:{name}" for name in pages} == shown_by("publications")
    assert asking_more(officer, pages.values()) == {}
