"""Unsure pairs before officers: what is kept of a list, who judges, what is written down, who sees it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.factories import a_person, a_region
from tests.signing_in import a_grant, an_account, sign_in

from naungan.access.actor import Actor, actor_as
from naungan.access.models import Look, Role
from naungan.matching.errors import AlreadyJudged, NotYours
from naungan.matching.judge import judge
from naungan.matching.lines import Line
from naungan.matching.models import Judgement, MatchRun, Merge, Pair, Verdict
from naungan.matching.run import match_list
from naungan.registry.models import Person
from naungan.registry.people import issue_card

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
BORN = date(1987, 3, 5)


def officer(role: Role = Role.HEAD_OFFICE, **scope: Any) -> Actor:
    account = an_account()
    return actor_as(account, a_grant(account, role, **scope))


@pytest.fixture
def people() -> list[Person]:
    """Two of one name, born in one month in one district."""
    return [
        a_person(date(1987, 3, day), name="Muhammad Yusuf Wahyudi", region=a_region(), sex="L") for day in (7, 17)
    ]


@pytest.fixture
def run(people: list[Person]) -> MatchRun:
    """A list with one line that may be either, and one that is nobody."""
    lines = [
        Line("1", None, "M. Yusuf Wahjudi", BORN, "L", "Ds. Manggar", "64.71", "Aminah"),
        Line("2", None, "Tenri Lapuang", date(1950, 1, 3), "P"),
    ]
    return match_list(lines, name="Calon penerima 2026")


def test_a_line_that_may_be_two_people_is_kept_beside_both(run: MatchRun, people: list[Person]) -> None:
    pairs = list(run.pairs.order_by("person_id"))
    assert [(pair.reference, pair.person_id, pair.verdict) for pair in pairs] == [
        ("1", people[0].pk, Verdict.UNSURE), ("1", people[1].pk, Verdict.UNSURE),
    ]  # fmt: skip
    assert (run.lines, pairs[0].line["mother_name"], pairs[0].evidence[0]) == (2, "Aminah", "name-same")


def test_who_is_one_of_them_is_not_the_other(run: MatchRun) -> None:
    first, second = run.pairs.order_by("id")
    actor = officer()
    judge(actor=actor, pair_id=first.pk, version=1, verdict=Verdict.SAME, said="KTP dilihat", now=NOW)
    second.refresh_from_db()
    assert (second.verdict, second.version) == (Verdict.DIFFERENT, 2)
    assert [(one.pair_id, one.before, one.after, one.who) for one in Judgement.objects.order_by("id")] == [
        (second.pk, "unsure", "different", actor.name), (first.pk, "unsure", "same", actor.name),
    ]  # fmt: skip


def test_two_officers_at_once_do_not_overwrite_each_other(run: MatchRun) -> None:
    pair = run.pairs.order_by("id")[0]
    judge(actor=officer(), pair_id=pair.pk, version=1, verdict=Verdict.DIFFERENT, now=NOW)
    with pytest.raises(AlreadyJudged, match="berbeda"):
        judge(actor=officer(), pair_id=pair.pk, version=1, verdict=Verdict.SAME, now=NOW)
    with pytest.raises(NotYours):
        judge(actor=officer(Role.AUDITOR), pair_id=pair.pk, version=2, verdict=Verdict.SAME, now=NOW)


@pytest.mark.parametrize("changes", [{"probability": 0.5}, {"line": {}}, {"evidence": []}, {"reference": "9"}])
def test_what_was_compared_is_never_rewritten(run: MatchRun, changes: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        run.pairs.update(**changes)
    with pytest.raises(IntegrityError), transaction.atomic():
        run.pairs.all().delete()


def test_an_officer_judges_pair_after_pair(client: Client, run: MatchRun) -> None:
    sign_in(client, Role.BRANCH, region=a_region())
    page = client.get(f"/padanan/{run.pk}/").content.decode()
    assert ("M. Yusuf Wahjudi" in page, "Nama sama bunyinya" in page, "2 pasangan menunggu." in page) == (True,) * 3
    pair = run.pairs.filter(verdict=Verdict.UNSURE).order_by("-probability", "id")[0]
    put_off = client.get(f"/padanan/{run.pk}/?lewati={pair.pk}").content.decode()
    assert f"/padanan/pasangan/{pair.pk}/" not in put_off
    done = client.post(
        f"/padanan/pasangan/{pair.pk}/", {"act": "sama", "version": "1", "said": "lewat telepon"}, follow=True
    )
    assert "Tidak ada lagi yang menunggu" in done.content.decode()
    assert Look.objects.filter(what="Penilaian padanan", person_id=pair.person_id).exists()


@pytest.mark.parametrize(
    ("sent", "status"), [({}, 422), ({"act": "sama", "version": "7"}, 409), ({"act": "x", "version": "1"}, 422)]
)
def test_a_form_that_says_nothing_or_too_late_changes_nothing(
    client: Client, run: MatchRun, sent: dict[str, str], status: int
) -> None:
    sign_in(client, Role.HEAD_OFFICE)
    pair = run.pairs.order_by("id")[0]
    assert client.post(f"/padanan/pasangan/{pair.pk}/", sent).status_code == status
    assert Judgement.objects.count() == 0


@pytest.mark.parametrize("address", ["/padanan/", "/padanan/{run}/", "/padanan/gabung/"])
def test_only_staff_come_in(client: Client, run: MatchRun, people: list[Person], address: str) -> None:
    path = address.format(run=run.pk)
    assert client.get(path).status_code == 302
    sign_in(client, Role.WORKER, person=people[0])
    assert client.get(path).status_code == 403


def test_a_branch_elsewhere_sees_no_pair(client: Client, run: MatchRun) -> None:
    sign_in(client, Role.BRANCH, region=a_region("61.71", "Kota Pontianak"))
    assert "Tidak ada lagi yang menunggu" in client.get(f"/padanan/{run.pk}/").content.decode()
    assert client.post(f"/padanan/pasangan/{run.pairs.first().pk}/", {"act": "sama"}).status_code == 404  # type: ignore[union-attr]
    assert Pair.objects.filter(verdict=Verdict.UNSURE).count() == 2


def test_a_merge_from_proposal_to_undoing_on_its_pages(client: Client, people: list[Person]) -> None:
    cards = [issue_card(person_id=person.pk, issued_on=date(2024, 1, 1)).kpj for person in people]
    maker, checker = Client(), client
    sign_in(maker, Role.HEAD_OFFICE)
    sign_in(checker, Role.HEAD_OFFICE)
    wrong = maker.post(
        "/padanan/gabung/", {"kept": cards[0], "gone": "XX", "reason": "KTP dan KK menunjukkan satu orang"}
    )
    assert (wrong.status_code, "KPJ ini tidak ada" in wrong.content.decode()) == (409, True)
    maker.post(
        "/padanan/gabung/", {"kept": cards[0], "gone": cards[1], "reason": "KTP dan KK menunjukkan satu orang"}
    )
    merge = Merge.objects.get()
    path = f"/padanan/gabung/{merge.pk}/"
    assert maker.post(f"{path}putuskan/", {"act": "agree"}).status_code == 409
    assert "Kedua orang berdampingan" in checker.get(path).content.decode()
    assert checker.post(f"{path}putuskan/", {"act": "agree"}).status_code == 302
    assert people[0].cards.count() == 2
    assert maker.post(f"{path}putuskan/", {"act": "undo", "said": ""}).status_code == 409
    maker.post(f"{path}putuskan/", {"act": "undo", "said": "Ternyata dua orang berbeda"})
    assert (people[0].cards.count(), people[1].cards.count()) == (1, 1)
