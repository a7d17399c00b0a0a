"""Each kind of correction, from proposal to what it brought; settled in the open month, never in a closed one."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.contributions.closing import close
from tests.desk.conftest import DECEMBER, NOVEMBER, OCTOBER, TODAY, Branch, an_officer
from tests.factories import a_payment

from naungan.access.models import Role
from naungan.contributions.identify import Share, identify_payment
from naungan.contributions.models import Assessment, Bill, Payment
from naungan.contributions.proof import prove
from naungan.contributions.suspense import waiting_payment
from naungan.desk.changes import dates, death, identify, person, wage
from naungan.desk.changes.handling import Proposal
from naungan.desk.decide import approve
from naungan.desk.errors import ProposalRefused, StaleProposal
from naungan.desk.models import Command, State
from naungan.desk.propose import propose
from naungan.intake.correct_wage import wage_in_force
from naungan.registry.errors import AlreadyRegistered, BadParticipation, BadPerson, NikNotConfirmed
from naungan.registry.models import Person

pytestmark = pytest.mark.django_db
WHY, PAPER = "data berbeda dengan dokumen", "surat perusahaan 7/XII/2022"


def ask(branch: Branch, proposal: Proposal) -> Command:
    return propose(
        actor=an_officer(region=branch.region),
        proposal=proposal,
        reason=WHY,
        evidence=PAPER,
        key=uuid4(),
        today=TODAY,
    )


def agree(branch: Branch, command: Command) -> Command:
    boss = an_officer(Role.REGION, branch.region)
    return approve(actor=boss, command_id=command.pk, now=timezone.now(), today=TODAY)


def do(branch: Branch, proposal: Proposal) -> Command:
    return agree(branch, ask(branch, proposal))


def test_a_wage_of_a_closed_month_is_settled_in_the_open_one(branch: Branch) -> None:
    done = do(branch, wage.proposal(branch.worker, OCTOBER, 6_000_000))
    assert (done.before, done.result["adjusts"]) == ({"wage": 5_000_000, "back_pay": 0}, "2022-12-01")  # type: ignore[index]
    assert wage_in_force(branch.worker, OCTOBER).wage == 6_000_000
    close("2022-12")
    correction = Assessment.objects.get(close_month=DECEMBER, for_month=OCTOBER)
    assert (correction.wage, correction.total > 0) == (6_000_000, True)
    assert all(proof.holds for proof in prove())


def test_a_name_birth_and_nik_are_corrected_together(branch: Branch) -> None:
    nik = "6471016003900009"
    changes = {"name": "Siti Aminah Nur", "born_on": "1990-03-20", "sex": "P", "nik": nik}
    done = do(branch, person.proposal(branch.person, changes))
    found = Person.objects.get(pk=branch.person.pk)
    assert (found.name, found.born_on, found.nik) == ("Siti Aminah Nur", date(1990, 3, 20), nik)
    assert done.before["name"] == "Siti Aminah"


def test_a_nik_that_disagrees_needs_to_be_confirmed_by_the_maker(branch: Branch) -> None:
    changes = {"nik": "6471016003910009"}
    with pytest.raises(NikNotConfirmed):
        ask(branch, person.proposal(branch.person, changes))
    done = do(branch, person.proposal(branch.person, changes, confirmed=("N03", "N04")))
    assert (done.state, Person.objects.get(pk=branch.person.pk).nik) == (State.APPLIED, changes["nik"])


def test_a_nik_of_somebody_else_is_refused_at_once(branch: Branch, elsewhere: Branch) -> None:
    with pytest.raises(AlreadyRegistered, match="sudah terdaftar"):
        ask(branch, person.proposal(branch.person, {"nik": elsewhere.person.nik}))
    assert Command.objects.count() == 0


def test_a_death_ends_the_participation_and_is_taken_back_again(branch: Branch) -> None:
    done = do(branch, death.proposal(branch.person, date(2022, 12, 5)))
    branch.worker.refresh_from_db()
    assert (done.result["ended"], branch.worker.during.upper) == (1, date(2023, 1, 1))  # type: ignore[index]
    undone = do(branch, death.proposal(Person.objects.get(pk=branch.person.pk), None))
    branch.worker.refresh_from_db()
    assert (undone.result["restored"], branch.worker.during.upper) == (1, None)  # type: ignore[index]


def test_a_death_that_cannot_be_is_refused_at_once(branch: Branch) -> None:
    with pytest.raises(BadPerson):
        ask(branch, death.proposal(branch.person, date(2023, 6, 1)))
    with pytest.raises(ProposalRefused, match="tidak mengubah apa pun"):
        ask(branch, death.proposal(branch.person, None))


def test_months_after_a_later_start_are_taken_off_in_the_open_month(branch: Branch) -> None:
    do(branch, dates.proposal(branch.worker, NOVEMBER, None))
    close("2022-12")
    correction = Assessment.objects.get(close_month=DECEMBER, for_month=OCTOBER)
    assert correction.total == -Assessment.objects.get(close_month=OCTOBER, for_month=OCTOBER).total
    assert all(proof.holds for proof in prove())


def test_days_that_cannot_be_are_refused_at_once(branch: Branch) -> None:
    with pytest.raises(BadParticipation):
        ask(branch, dates.proposal(branch.worker, date(2022, 1, 1), date(2021, 1, 1), "resigned"))
    branch.worker.refresh_from_db()
    assert branch.worker.during.lower == date(2020, 1, 1)


def test_money_is_identified_with_four_eyes_and_the_books_hold(branch: Branch) -> None:
    bill = Bill.objects.get(month=OCTOBER)
    lost = waiting_payment(a_payment(None, bill.total, date(2022, 12, 10)).pk)
    assert lost is not None
    done = do(branch, identify.proposal(lost, [Share(branch.employer.pk, OCTOBER, bill.total)], (branch.region.pk,)))
    (made,) = done.result["payments"]  # type: ignore[index]
    assert Payment.objects.get(pk=made).payer_id == branch.employer.pk
    assert all(proof.holds for proof in prove())


def test_money_that_was_identified_meanwhile_is_not_given_twice(branch: Branch) -> None:
    lost = waiting_payment(a_payment(None, 100, date(2022, 12, 10)).pk)
    assert lost is not None
    command = ask(branch, identify.proposal(lost, [Share(branch.employer.pk, OCTOBER, 100)]))
    task = Command.objects.get(pk=command.pk)
    identify_payment(payment_id=lost.id, shares=[Share(branch.employer.pk, OCTOBER, 100)], reason=task.reason)
    with pytest.raises(StaleProposal):
        agree(branch, command)


def test_what_is_tried_at_the_proposal_leaves_nothing(branch: Branch) -> None:
    before = wage_in_force(branch.worker, OCTOBER)
    ask(branch, wage.proposal(branch.worker, OCTOBER, 6_000_000))
    assert wage_in_force(branch.worker, OCTOBER) == before
