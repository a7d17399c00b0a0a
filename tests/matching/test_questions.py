"""No page of matching asks the database more for more lines, pairs and merges."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.asking import asking_more, shown_by
from tests.factories import a_person, a_region
from tests.matching.test_merge import officer
from tests.signing_in import sign_in

from naungan.access.models import Role
from naungan.matching.lines import Line
from naungan.matching.merge import propose_merge
from naungan.matching.models import Verdict
from naungan.matching.run import match_list
from naungan.registry.models import Person

pytestmark = pytest.mark.django_db
MANY = 16
NAME = "Muhammad Yusuf Wahyudi"


def test_every_page_asks_little_for_many_lists_and_merges() -> None:
    maker = officer()
    for day in (7, 17):
        a_person(date(1987, 3, day), name=NAME, region=a_region(), sex="L")
    lines = [
        Line(f"{number}", None, "M. Yusuf Wahjudi", date(1987, 3, 5), "L", "Ds. Manggar", "64.71", "Aminah")
        for number in range(MANY)
    ]
    runs = [match_list(lines, name=f"Calon {number}") for number in range(3)]
    runs += [match_list(lines[:1], name=f"Calon kecil {number}") for number in range(MANY)]
    assert runs[0].pairs.filter(verdict=Verdict.UNSURE).count() > MANY
    merges = [
        propose_merge(actor=maker, kept_id=_somebody().pk, gone_id=_somebody().pk, reason="KTP dan KK sama")
        for _ in range(MANY)
    ]
    pages = {
        "runs": "/padanan/", "review": f"/padanan/{runs[0].pk}/", "merges": "/padanan/gabung/",
        "merge": f"/padanan/gabung/{merges[0].pk}/",
    }  # fmt: skip
    assert {f"matching:{name}" for name in pages} == shown_by("matching")
    passing = f"/padanan/{runs[0].pk}/?lewati={runs[0].pairs.filter(verdict=Verdict.UNSURE)[0].pk}"
    for role in (Role.HEAD_OFFICE, Role.BRANCH):
        client = Client()
        sign_in(client, role, region=a_region() if role == Role.BRANCH else None)
        assert asking_more(client, [*pages.values(), passing]) == {}


def _somebody() -> Person:
    return a_person(region=a_region())
