"""No page of pensions asks the database more for more pensions and months."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.asking import asking_more, shown_by
from tests.factories import a_person, a_region, month
from tests.pensions.people import a_pension, an_order
from tests.signing_in import sign_in

from naungan.access.models import Role
from naungan.pensions.act import resume, suspend
from naungan.pensions.proof import prove_life
from naungan.pensions.run import pay_month

pytestmark = pytest.mark.django_db
MANY = 16


def test_every_page_asks_little_for_many_pensions_and_many_months() -> None:
    person = a_person(date(1966, 1, 1))
    mine = a_pension(person=person)
    others = [a_pension() for _ in range(MANY)]
    pay_month(month("2025-01"))
    for one in (mine, *others):
        suspend(one.pk, an_order(), "rekening diperiksa")
    for number in range(2, 7):
        pay_month(month(f"2025-{number:02d}"))
    prove_life(mine.pk, date(2025, 6, 30), "video", an_order())
    resume(mine.pk, an_order(), "sudah jelas")
    desk = {"home": "/pensiun/", "withheld": "/pensiun/ditahan/", "award": f"/pensiun/{mine.pk}/"}
    own = {"mine": "/pensiun/saya/"}
    assert {f"pensions:{name}" for name in desk | own} == shown_by("pensions")
    for role in (Role.BRANCH, Role.HEAD_OFFICE):
        officer = Client()
        sign_in(officer, role, region=a_region() if role == Role.BRANCH else None)
        assert asking_more(officer, desk.values()) == {}
    pensioner = Client()
    sign_in(pensioner, Role.WORKER, person=person)
    assert asking_more(pensioner, own.values()) == {}
