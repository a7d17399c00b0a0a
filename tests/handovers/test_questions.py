"""No page of handovers asks the database more for more people."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.asking import asking_more, shown_by
from tests.factories import a_region, a_sponsor
from tests.handovers.people import a_beneficiary, a_granted_claim, an_event
from tests.pensions.people import an_officer
from tests.signing_in import sign_in

from naungan.access.models import Role
from naungan.handovers.events import withdraw

pytestmark = pytest.mark.django_db
MANY = 16


def test_every_page_asks_little_for_many_people_and_many_events() -> None:
    officer, sponsor = an_officer(), a_sponsor()
    events = [an_event(officer) for _ in range(MANY)]
    one, *_ = [a_beneficiary(events[0], sponsor=sponsor) for _ in range(MANY)]
    for event in events[1:]:
        withdraw(a_beneficiary(event, sponsor=sponsor).pk, officer)
    a_beneficiary(events[1], payee=a_granted_claim("Salamah"), sponsor=a_sponsor())
    at = f"/penyerahan/{events[0].pk}/"
    desk = {
        "home": "/penyerahan/", "new": "/penyerahan/baru/", "event": at, "change": f"{at}ubah/",
        "protocol": f"{at}daftar-acara.pdf", "consent": f"{at}{one.pk}/persetujuan/",
        "certificate": f"{at}{one.pk}/piagam.pdf", "cheque": f"{at}{one.pk}/cek.pdf",
    }  # fmt: skip
    own = {"sponsored": "/penyerahan/penanggung/"}
    assert {f"handovers:{name}" for name in desk | own} == shown_by("handovers")
    branch, payer = Client(), Client()
    sign_in(branch, Role.BRANCH, a_region())
    sign_in(payer, Role.SPONSOR, payer=sponsor)
    assert (asking_more(branch, desk.values()), asking_more(payer, own.values())) == ({}, {})
