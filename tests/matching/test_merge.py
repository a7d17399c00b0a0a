"""Two people made one and taken back: the database is as it was, and nobody does it alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from tests.factories import a_participation, a_person, a_self_payer, an_employer
from tests.signing_in import a_grant, an_account

from naungan.access.actor import Actor, actor_as
from naungan.access.models import Role
from naungan.matching.errors import AlreadyJudged, CannotMerge, CannotUndo, NotYours, OwnProposal
from naungan.matching.find import find
from naungan.matching.lines import Line, Verdict
from naungan.matching.merge import agree_to_merge, propose_merge, refuse_merge
from naungan.matching.models import Merge, MergeState
from naungan.matching.undo_merge import undo_merge
from naungan.registry.models import Participation, Person
from naungan.registry.people import issue_card

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
REASON, WHY = "KTP dan KK menunjukkan satu orang", "Ternyata saudara kembar, bukan satu"
# History only grows, and matching writes down what it did; when a row last changed is what it says.
BESIDE = ("event", "matching_", "access_", "django_", "procrastinate_")
CHANGED_AT = {"registry_participation": "recorded_at"}


def officer(role: Role = Role.HEAD_OFFICE) -> Actor:
    account = an_account()
    return actor_as(account, a_grant(account, role))


@pytest.fixture
def two() -> tuple[Person, Person]:
    """Somebody with a job, and the same without NIK with another job, a card and an own payer."""
    kept = a_person(date(1990, 3, 15), name="Muhammad Yusuf", nik=None)
    gone = a_person(date(1990, 3, 15), name="M. Jusuf", nik="6471011503900001")
    a_participation(an_employer(), person=kept)
    a_participation(an_employer(), person=gone)
    a_participation(a_self_payer(gone), person=gone, since=date(2023, 1, 1))
    issue_card(person_id=gone.pk, issued_on=date(2023, 1, 1))
    return kept, gone


def proposed(two: tuple[Person, Person]) -> Merge:
    return propose_merge(actor=officer(), kept_id=two[0].pk, gone_id=two[1].pk, reason=REASON)


def digests() -> dict[str, str]:
    """A digest of every table of the database, whole."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if not any(w in name for w in BESIDE)]
        found = {}
        for name in tables:
            row = f"to_jsonb(t) - '{CHANGED_AT.get(name, '')}'"
            cursor.execute(
                f"SELECT md5(coalesce(string_agg(({row})::text, '|' ORDER BY ({row})::text), '')) FROM {name} t"
            )
            found[name] = cursor.fetchone()[0]
    return found


def test_everything_goes_over_to_the_one_who_remains(two: tuple[Person, Person]) -> None:
    merge = agree_to_merge(actor=officer(), merge_id=proposed(two).pk, now=NOW)
    kept, gone = (Person.objects.get(pk=one.pk) for one in two)
    assert merge.state == MergeState.DONE
    assert (kept.participations.count(), gone.participations.count()) == (3, 0)
    assert (kept.cards.count(), gone.cards.count()) == (1, 0)
    assert (kept.nik, gone.nik) == ("6471011503900001", None)
    assert kept.self_payer.participations.count() == 1


def test_taking_it_back_restores_every_table(two: tuple[Person, Person]) -> None:
    before = digests()
    merge = agree_to_merge(actor=officer(), merge_id=proposed(two).pk, now=NOW)
    assert {name for name, digest in digests().items() if digest != before[name]} == {
        "registry_card", "registry_participation", "registry_payer", "registry_person",
    }  # fmt: skip
    undone = undo_merge(actor=officer(), merge_id=merge.pk, because=WHY, now=NOW)
    assert undone.state == MergeState.UNDONE
    assert digests() == before
    assert len(before) > 40


def test_whoever_is_merged_away_is_found_as_the_other(two: tuple[Person, Person]) -> None:
    line = Line("1", "6471011503900001", "M. Jusuf", date(1990, 3, 15), "L")
    assert find([line])[0].person_id == two[1].pk
    merge = agree_to_merge(actor=officer(), merge_id=proposed(two).pk, now=NOW)
    assert (find([line])[0].person_id, find([line])[0].verdict) == (two[0].pk, Verdict.SAME)
    undo_merge(actor=officer(), merge_id=merge.pk, because=WHY, now=NOW)
    assert find([line])[0].person_id == two[1].pk


def test_nobody_merges_alone(two: tuple[Person, Person]) -> None:
    actor = officer()
    merge = propose_merge(actor=actor, kept_id=two[0].pk, gone_id=two[1].pk, reason=REASON)
    with pytest.raises(OwnProposal):
        agree_to_merge(actor=actor, merge_id=merge.pk, now=NOW)
    with pytest.raises(NotYours):
        agree_to_merge(actor=officer(Role.AUDITOR), merge_id=merge.pk, now=NOW)
    assert Participation.objects.filter(person=two[1]).count() == 2


def test_the_database_refuses_one_pair_of_eyes_and_a_rewritten_merge(two: tuple[Person, Person]) -> None:
    from django.db import IntegrityError, transaction

    merge = proposed(two)
    for changes in (
        {"state": "done", "checker_id": merge.maker_id, "checker_name": "x"},
        {"reason": "lain"},
        {"state": "undone", "checker_id": officer().account_id, "undone_by_id": merge.maker_id},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Merge.objects.filter(pk=merge.pk).update(**changes)
    with pytest.raises(IntegrityError), transaction.atomic():
        merge.delete()


def test_people_who_work_at_one_payer_at_one_time_are_not_merged(two: tuple[Person, Person]) -> None:
    payer = an_employer()
    a_participation(payer, person=two[0])
    a_participation(payer, person=two[1])
    merge, before = proposed(two), digests()
    with pytest.raises(CannotMerge, match="pembayar yang sama"):
        agree_to_merge(actor=officer(), merge_id=merge.pk, now=NOW)
    assert digests() == before


def test_a_merge_is_decided_once_and_taken_back_once(two: tuple[Person, Person]) -> None:
    merge = proposed(two)
    with pytest.raises(CannotUndo):
        undo_merge(actor=officer(), merge_id=merge.pk, because=WHY, now=NOW)
    refuse_merge(actor=officer(), merge_id=merge.pk, said="Tanggal lahirnya memang berbeda", now=NOW)
    with pytest.raises(AlreadyJudged):
        agree_to_merge(actor=officer(), merge_id=merge.pk, now=NOW)


def test_a_row_that_went_on_is_not_taken_back_silently(two: tuple[Person, Person]) -> None:
    merge = agree_to_merge(actor=officer(), merge_id=proposed(two).pk, now=NOW)
    Participation.objects.filter(pk=merge.moved["participations"][0]).update(person=a_person())
    with pytest.raises(CannotUndo, match="1 baris"):
        undo_merge(actor=officer(), merge_id=merge.pk, because=WHY, now=NOW)
    assert Person.objects.get(pk=two[0].pk).nik == "6471011503900001"


@pytest.mark.parametrize("reason", ["", "sama"])
def test_a_proposal_says_why(two: tuple[Person, Person], reason: str) -> None:
    with pytest.raises(CannotMerge, match="alasannya"):
        propose_merge(actor=officer(), kept_id=two[0].pk, gone_id=two[1].pk, reason=reason)


def test_one_person_is_merged_away_once(two: tuple[Person, Person]) -> None:
    proposed(two)
    with pytest.raises(CannotMerge, match="sudah digabung"):
        propose_merge(actor=officer(), kept_id=a_person().pk, gone_id=two[1].pk, reason=REASON)
    with pytest.raises(CannotMerge, match="dua orang"):
        propose_merge(actor=officer(), kept_id=two[0].pk, gone_id=two[0].pk, reason=REASON)
