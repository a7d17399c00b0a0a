"""No page of claims asks the database more for more claims, papers, payees and steps of the log."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.asking import asking_more, shown_by
from tests.claims.claiming import DIED, Office, a_sent, a_worker, an_office, approved, by, verified
from tests.claims.pages.test_own import ACCIDENT
from tests.claims.pages.walking import (
    a_member,
    a_photo,
    begun,
    day,
    in_step,
    named_payee,
    post,
    sent_papers,
    told_family,
    told_who,
)
from tests.claims.test_appeal import WHY
from tests.factories import a_region
from tests.signing_in import sign_in

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.claims.appeal import appeal
from naungan.claims.decide import check, decide, refuse
from naungan.claims.kinds import ClaimKind
from naungan.claims.models import Claim, Paper
from naungan.claims.pages.guided import steps_of
from naungan.claims.papers import receive_paper
from naungan.claims.verify import ask_for, schedule

pytestmark = pytest.mark.django_db
MANY = 12
DESK = ("queue", "desk", "paper", "decisions", "decision", "recomputed", "appeals", "service", "service_chart")
GUEST = ("home", "begin", "checklist", "new", "step", "draft_paper", "sent", "follow", "followed", "followed_paper")
OWN = ("mine", "begin_own", "own", "own_paper")
EMPLOYER = ("accident", "reported")


def test_every_address_of_claims_is_asked_for_below() -> None:
    assert {f"claims:{name}" for name in DESK + GUEST + OWN + EMPLOYER} == shown_by("claims")


@pytest.mark.parametrize("role", [Role.BRANCH, Role.AUDITOR])
def test_every_page_of_the_desk_asks_little_for_many_claims(role: Role) -> None:
    office = an_office()
    decision = approved(a_worker(), office)
    for _ in range(MANY):
        decide(verified(a_sent(a_worker()), office).pk, by(office.maker))
        appeal(_refused(a_sent(a_worker()), office).pk, by(None), "Iuran selalu dibayar.")
    claim = _with_much(a_sent(a_worker()))
    paper = Paper.objects.filter(claim=claim).earliest("pk")
    at = f"/klaim/kantor/putusan/{decision.pk}/"
    client = Client()
    sign_in(client, role, region=a_region() if role == Role.BRANCH else None)
    lists = ["", "?keadaan=semua", "?keadaan=need-doc", "?cari=JKM"]
    pages = [
        *(f"/klaim/kantor/{one}" for one in lists), f"/klaim/kantor/{claim.pk}/", f"/klaim/kantor/berkas/{paper.pk}/",
        "/klaim/kantor/putusan/", at, f"{at}hitung-ulang/", "/klaim/kantor/keberatan/",
        "/klaim/kantor/waktu-layanan/",
        "/klaim/kantor/waktu-layanan/grafik/",
    ]  # fmt: skip
    assert asking_more(client, pages) == {}


def test_every_step_without_an_account_asks_little(client: Client) -> None:
    person = a_member(died_on=None)
    starts = ["/klaim/", "/klaim/baru/", "/klaim/baru/meninggal/", "/klaim/baru/meninggal/mulai/", "/klaim/ikuti/"]
    assert asking_more(client, starts) == {}
    address = begun(client, person)
    told_who(client, address)
    told_family(client, address, spouse=1, children=3)
    for number in range(4):
        named_payee(client, address, name=f"Anak {number}", account_number=f"1234-5678-{number}0")
    sent_papers(client, address, *["death_certificate", "heir_ktp", "family_card", "heirs_statement"] * 3)
    claim = Claim.objects.get(person=person)
    paper = Paper.objects.filter(claim=claim).earliest("pk")
    pages = [in_step(address, one) for one in steps_of(claim.kind)]
    assert asking_more(client, [*pages, f"{address.rpartition('/')[0].rpartition('/')[0]}/berkas/{paper.pk}/"]) == {}
    assert post(client, in_step(address, "periksa"), {"true": "1"}).status_code == 302
    at = f"/klaim/ikuti/{claim.number}/"
    assert asking_more(client, [f"/klaim/terkirim/{claim.number}/", at, f"{at}berkas/{paper.pk}/"]) == {}
    asked = ask_for(verified(claim, an_office()).pk, by(an_office().maker), ("family_card",), "Fotonya kabur.")
    assert (asked.state, asking_more(client, [at])) == ("need-doc", {})


@pytest.mark.parametrize("kind", [("jht", ClaimKind.JHT_PREPARATION), ("jkk", ClaimKind.JKK), ("jkp", ClaimKind.JKP)])
def test_every_page_of_a_workers_own_claim_asks_little(client: Client, kind: tuple[str, ClaimKind]) -> None:
    working = a_worker()
    sign_in(client, Role.WORKER, person=working.person)
    begin = f"/klaim/saya/ajukan/{kind[0]}/"
    assert asking_more(client, ["/klaim/saya/", begin]) == {}
    day_of_it = day("event_on", timezone.localdate())
    address = post(client, begin, {"kind": kind[1].value, **day_of_it}).headers["Location"]
    account = {"bank_code": "008", "account_number": "1400-0001", "account_name": working.person.name}
    assert post(client, in_step(address, "rekening"), account).status_code == 302
    claim = Claim.objects.get()
    assert asking_more(client, [in_step(address, one) for one in steps_of(claim.kind)]) == {}


def test_an_heirs_own_claims_ask_little_in_every_state(client: Client) -> None:
    working, office = a_worker(died_on=DIED), an_office()
    account = sign_in(client, Role.HEIR, person=working.person)
    heir = Actor(account.pk, account.name, Role.HEIR, None, None, working.person_id)
    claim = _with_much(a_sent(working, heir), heir)
    paper = Paper.objects.filter(claim=claim).earliest("pk")
    at = f"/klaim/saya/{claim.pk}/"
    assert asking_more(client, ["/klaim/saya/", at, f"{at}berkas/{paper.pk}/"]) == {}
    schedule(claim.pk, by(office.maker), timezone.now() + timedelta(days=3), "Kantor cabang")
    assert asking_more(client, [at]) == {}
    claim = _refused(claim, office)
    assert asking_more(client, [at]) == {}
    appeal(claim.pk, by(heir), "Iuran selalu dibayar.")
    assert asking_more(client, [at]) == {}


def test_the_accident_pages_of_an_employer_ask_little(client: Client) -> None:
    working = a_worker()
    sign_in(client, Role.EMPLOYER_MAKER, payer=working.payer)
    assert asking_more(client, ["/klaim/kecelakaan/"]) == {}
    answer = post(client, "/klaim/kecelakaan/", {"number": working.person.nik, **ACCIDENT})
    assert asking_more(client, [answer.headers["Location"]]) == {}


def _with_much(claim: Claim, sender: Actor | None = None) -> Claim:
    """A claim with many papers."""
    for number in range(MANY):
        receive_paper(claim.pk, by(sender), "family_card", a_photo(100 + number))
    return claim


def _refused(claim: Claim, office: Office) -> Claim:
    decision = refuse(verified(claim, office).pk, by(office.maker), WHY)
    check(decision.pk, by(office.checker), agrees=True)
    return Claim.objects.get(pk=claim.pk)
