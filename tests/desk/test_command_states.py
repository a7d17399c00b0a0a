"""Whatever officers try in whatever order: two sign, once, and what is applied is what was proposed."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk.conftest import TODAY, Branch, an_officer

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.desk.changes.person import proposal
from naungan.desk.decide import approve, refuse, withdraw
from naungan.desk.models import Command, State
from naungan.desk.propose import propose
from naungan.errors import Refused
from naungan.registry.models import Person

pytestmark = pytest.mark.django_db
NAMES = ("Siti Aminah", "Siti Aminah Nur", "Sitti Aminah")
OFFICER = st.integers(0, 3)
ACT = st.one_of(
    st.tuples(st.just("propose"), OFFICER, st.sampled_from(NAMES)),
    st.tuples(st.sampled_from(["approve", "refuse", "withdraw"]), OFFICER, st.integers(0, 5)),
    st.tuples(st.just("meanwhile"), OFFICER, st.sampled_from(NAMES)),
)


@given(acts=st.lists(ACT, min_size=1, max_size=12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_two_sign_once_and_the_log_tells_how_it_came(branch: Branch, acts: list[tuple[str, int, str | int]]) -> None:
    with transaction.atomic():
        officers = [an_officer(role, region) for role, region in _crew(branch)]
        name, commands = NAMES[0], list[int]()
        for word, who, what in acts:
            name = _act(branch, officers[who], word, what, commands, name)
            _nothing_is_wrong(branch, name, officers)
        transaction.set_rollback(True)


def _crew(branch: Branch) -> list[tuple[Role, object]]:
    return [
        (Role.BRANCH, branch.region),
        (Role.BRANCH, branch.region),
        (Role.REGION, branch.region),
        (Role.AUDITOR, None),
    ]


def _act(branch: Branch, officer: Actor, word: str, what: str | int, commands: list[int], name: str) -> str:
    """Try one act; the name of the person as it should be afterwards."""
    if word == "meanwhile":
        Person.objects.filter(pk=branch.person.pk).update(name=what)
        return str(what)
    person = Person.objects.get(pk=branch.person.pk)
    try:
        with transaction.atomic():
            if word == "propose":
                told = proposal(person, {"name": what})
                made = propose(
                    actor=officer, proposal=told, reason="nama di KTP", evidence="KTP asli", key=uuid4(), today=TODAY
                )
                commands.append(made.pk)
            elif commands:
                number = commands[int(what) % len(commands)]
                if word == "approve":
                    done = approve(actor=officer, command_id=number, now=timezone.now(), today=TODAY)
                    return str(done.after["name"])
                if word == "refuse":
                    refuse(actor=officer, command_id=number, said="bukti belum cukup", now=timezone.now())
                else:
                    withdraw(actor=officer, command_id=number, now=timezone.now())
    except Refused:
        return name
    return name


def _nothing_is_wrong(branch: Branch, name: str, officers: list[Actor]) -> None:
    assert Person.objects.get(pk=branch.person.pk).name == name
    waiting = 0
    for command in Command.objects.all():
        waiting += command.state == State.PROPOSED
        signed = command.checker_id is not None
        assert signed == (command.state in (State.APPLIED, State.REFUSED))
        assert command.checker_id != command.maker_id
        assert officers[3].account_id not in (command.maker_id, command.checker_id)
        assert (command.result is not None) == (command.state == State.APPLIED)
    assert waiting <= 1
