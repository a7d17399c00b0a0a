"""No page of a sponsor asks the database more for more money, lists, candidates and people."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from tests.asking import asking_more, shown_by
from tests.contributions.closing import close
from tests.factories import a_payment, a_person
from tests.signing_in import sign_in
from tests.sponsorship.people import JANUARY, PENAJAM, a_list, a_row, a_scheme, born, nik
from tests.sponsorship.test_flow import TODAY

from naungan.access.models import Role
from naungan.sponsorship.decree import make_decree
from naungan.sponsorship.enrol import enrol
from naungan.sponsorship.models import Candidate, Decree, Scheme
from naungan.sponsorship.money import add_budget, commit, realise
from naungan.sponsorship.open_scheme import set_quota

pytestmark = pytest.mark.django_db
MANY = 16


def test_every_page_asks_little_for_many_candidates_and_much_money(tmp_path: Path) -> None:
    scheme = a_scheme(highest_decile=4)
    decree = _a_year(scheme, tmp_path)
    payer, listing = scheme.payer_id, decree.lines.earliest("pk").candidate.listing_id
    known = Candidate.objects.get(name="Orang 1", listing=listing)
    assert known.person_id is not None
    asked = "uang=3.000.000.000&orang=15000&mulai=2025-01&lama=12&paling_sedikit=12"
    pages = {
        "home": [_at("home")], "year": [f"{_at('year', payer)}?tahun=2023"], "budget": [_at("budget", payer)],
        "new_scheme": [_at("new_scheme", payer)], "scheme": [_at("scheme", payer, scheme.pk)],
        "list": [_at("list", payer, listing), f"{_at('list', payer, listing)}?putusan=rejected"],
        "candidate": [_at("candidate", payer, known.pk)],
        "decree": [_at("decree", payer, decree.pk), f"{_at('decree', payer, decree.pk)}?bagian=cadangan"],
        "paper": [_at("paper", payer, decree.pk, name) for name in PAPERS],
        "planner": [
            _at("planner", payer), f"{_at('planner', payer)}?{asked}",
            f"{_at('planner', payer)}?uang=201600&daftar={listing}&mulai=2025-01&lama=12",
        ],
        "frontier": [f"{_at('frontier', payer)}?{asked}"],
    }  # fmt: skip
    assert {f"sponsorship:{name}" for name in pages} == shown_by("sponsorship")
    own, branch = Client(), Client()
    sign_in(own, Role.SPONSOR, payer=scheme.payer)
    sign_in(branch, Role.BRANCH, region=scheme.payer.region)
    assert own.get(pages["home"][0]).status_code == 302  # its own year
    assert asking_more(own, [one for name, of in pages.items() if name != "home" for one in of]) == {}
    assert asking_more(branch, [*pages["home"], *pages["year"], *pages["decree"], *pages["paper"]]) == {}


PAPERS = ("sk.pdf", "sk.xlsx", "audit.zip", "ditolak.xlsx")


def _at(name: str, *arguments: object) -> str:
    return reverse(f"sponsorship:{name}", args=arguments)


def _a_year(scheme: Scheme, folder: Path) -> Decree:
    """Lists with people of every verdict, a decree with its people under cover, months billed, money of all kinds."""
    a_person(born(1), nik=nik(1, born(1)), name="Orang 1")
    for part in range(3):
        serials = range(part * MANY + 1, (part + 1) * MANY + 1)
        rows = [a_row(n, f"Orang {n}", decile="9" if n % 5 == 0 else "1") for n in serials]
        a_list(folder, scheme, rows, f"desa-{part}.csv")
    set_quota(scheme, PENAJAM, MANY)
    decree = make_decree(scheme, number="188/1/2023", signed_on=TODAY.replace(month=1), signed_by="Bupati")
    enrol(decree)
    for number in range(4):
        line = add_budget(
            scheme.payer, year=2023, account_code="510202020006", label="Iuran JKK", fund="apbd",
            document=f"DPA {number}/2023", amount=10_000_000, from_month=JANUARY,
        )  # fmt: skip
        commit(line, scheme, 1_000_000, f"PKS {number}")
        realise(line, a_payment(scheme.payer, 50_400, TODAY), f"SP2D {number}")
        a_payment(scheme.payer, 16_800, TODAY)
    for month in ("2023-01", "2023-02"):
        close(month)
    return decree
