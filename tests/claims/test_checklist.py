"""The checklist of a claim by its situation, and the tasks of its claimant in the order of the pages."""

from __future__ import annotations

import pytest
from tests.claims.claiming import a_draft, a_worker, by, the_wife
from tests.claims.test_papers import a_picture, sent

from naungan.claims.checklist import first_open, papers_wanted, tasks
from naungan.claims.models import Claim, Paper
from naungan.claims.open_claim import save_step
from naungan.claims.papers import receive_paper
from naungan.claims.payees import name_payee
from naungan.law.benefits.claims import documents
from naungan.law.statute import load

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is received in the test's own folder."""
    from django.core.files.storage import FileSystemStorage

    monkeypatch.setattr(Paper._meta.get_field("file"), "storage", FileSystemStorage(str(tmp_path)))


def needed(claim: Claim) -> set[str]:
    return {one.code for one in papers_wanted(claim) if one.needed}


def test_the_papers_are_those_of_the_law_in_its_order() -> None:
    claim = a_draft(a_worker())
    assert tuple(one.code for one in papers_wanted(claim)) == documents(load().on(claim.event_on), "jkm")


def test_a_marriage_book_is_asked_of_a_widow_and_not_of_a_brother() -> None:
    claim = a_draft(a_worker())
    assert "marriage_book" in needed(claim)
    payee = claim.payees.get()
    name_payee(claim.pk, by(None), the_wife(relation="siblings"), payee.pk)
    claim = save_step(claim.pk, by(None), facts={"family": {"siblings": 1}}, claimant=None)
    Claim.objects.filter(pk=claim.pk).update(claimant_relation="siblings", version=claim.version + 1)
    assert "marriage_book" not in needed(Claim.objects.get())


def test_receipts_are_asked_for_where_costs_are_claimed() -> None:
    claim = a_draft(a_worker(), kind="jkk_death")
    assert {"transport_receipts", "jasa_raharja_letter"} & needed(claim) == set()
    jkk = Claim(
        kind="jkk", event_on=claim.event_on, person=claim.person, facts={"spent_on_land": 100, "traffic": True}
    )
    jkk.pk = claim.pk
    assert {"transport_receipts", "jasa_raharja_letter"} <= needed(jkk)
    assert "treatment_receipts" not in needed(jkk)


def test_a_refused_paper_is_open_until_another_one_comes() -> None:
    claim = a_draft(a_worker())
    paper = receive_paper(claim.pk, by(None), "heir_ktp", sent(a_picture()))
    paper.state, paper.reason = "refused", "Terlalu gelap."
    paper.save()
    wanted = next(one for one in papers_wanted(claim) if one.code == "heir_ktp")
    assert (wanted.is_open, wanted.reason) == (True, "Terlalu gelap.")
    receive_paper(claim.pk, by(None), "heir_ktp", sent(a_picture()))
    wanted = next(one for one in papers_wanted(claim) if one.code == "heir_ktp")
    assert (wanted.is_open, wanted.state, len(wanted.papers)) == (False, "received", 2)


def test_the_tasks_come_in_order_and_the_first_open_one_is_next() -> None:
    claim = a_draft(a_worker(), kind="jkk_death")
    assert [(task.code, task.done) for task in tasks(claim)] == [
        ("claimant", True),
        ("facts", False),
        ("papers", False),
        ("payees", True),
        ("send", False),
    ]
    claim = save_step(claim.pk, by(None), facts={"died_on": "2022-12-15"})
    found = first_open(claim)
    assert found is not None
    assert found.code == "papers"
