"""A person is found by what somebody says of them, by whoever may see them and by nobody else."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from tests.desk.conftest import Branch, an_officer
from tests.factories import a_participation, a_person, a_region, an_employer

from naungan.access.models import Role
from naungan.access.scope import scoped
from naungan.desk.search import Found, find
from naungan.registry.models import Payer
from naungan.registry.people import add_card
from naungan.web.forms import Unreadable

pytestmark = pytest.mark.django_db


def seen(branch: Branch, words: str, role: Role = Role.BRANCH) -> Found:
    with scoped(an_officer(role, branch.region if role == Role.BRANCH else None)):
        return find(words)


@pytest.mark.parametrize(
    "words",
    [
        "Siti Aminah",
        "siti aminnah",
        "Sity Amina",
        "Hj. Siti Aminah",
        "aminah",
        "Siti Aminah 1990",
        "siti aminah 15-03-1990",
    ],
)
def test_a_misspelt_name_finds_the_person(branch: Branch, words: str) -> None:
    assert [one.id for one in seen(branch, words).people] == [branch.person.pk]


@pytest.mark.parametrize("words", ["Siti Aminah 1991", "siti aminah 15 Maret 1991", "Bambang"])
def test_another_name_or_birth_does_not(branch: Branch, words: str) -> None:
    assert seen(branch, words).people == ()


def test_numbers_find_the_one_they_are_of(branch: Branch) -> None:
    add_card(person_id=branch.person.pk, kpj="22000001234", issued_on=date(2022, 1, 1))
    for number in (branch.person.nik, "22000001234", "0812-3456-789", "+62 812 3456 789"):
        assert [one.id for one in seen(branch, str(number)).people] == [branch.person.pk]


def test_an_employer_is_found_by_code_part_of_it_or_name(branch: Branch) -> None:
    Payer.objects.filter(pk=branch.employer.pk).update(name="PT Borneo Sejahtera")
    for words in (branch.employer.code, branch.employer.code[:8], "Borneo Sejahtera", "borneo sejatera"):
        assert [one.id for one in seen(branch, words).payers] == [branch.employer.pk]


def test_what_it_was_read_as_is_said(branch: Branch) -> None:
    assert [str(seen(branch, words).read_as) for words in ("siti", "6471011503900001", "081234567890")] == [
        "nama", "NIK", "nomor telepon",
    ]  # fmt: skip


def test_nobody_of_another_region_is_found(branch: Branch, elsewhere: Branch) -> None:
    assert [one.id for one in seen(branch, "siti aminah").people] == [branch.person.pk]
    assert [one.id for one in seen(elsewhere, "siti aminah").people] == [elsewhere.person.pk]
    assert len(seen(branch, "siti aminah", Role.HEAD_OFFICE).people) == 2
    assert seen(branch, str(elsewhere.person.nik)).people == ()
    assert seen(branch, elsewhere.employer.code).payers == ()


def test_who_lives_elsewhere_but_works_here_is_found(branch: Branch) -> None:
    away = a_person(name="Wahyudi Saputra", region=a_region("64.72", "Kota Samarinda"))
    a_participation(branch.employer, person=away)
    assert [one.id for one in seen(branch, "wahyudi").people] == [away.pk]


def test_the_likest_comes_first_and_more_is_said(branch: Branch) -> None:
    employer = an_employer()
    for number in range(25):
        a_participation(employer, person=a_person(name="Sutrisno" if number else "Sutrisna", region=branch.region))
    found = seen(branch, "sutrisna")
    assert (found.people[0].name, len(found.people), found.more) == ("Sutrisna", 20, True)


@pytest.mark.parametrize("words", ["a", "12", "..", "1990"])
def test_too_little_to_go_by_is_said(branch: Branch, words: str) -> None:
    with pytest.raises(Unreadable, match="tiga huruf"):
        seen(branch, words)


def test_a_birth_day_that_cannot_be_is_said(branch: Branch) -> None:
    with pytest.raises(Unreadable):
        seen(branch, "siti 31-02-1990")


@pytest.mark.parametrize(
    "words", ["' OR 1=1 OR nama --", "%%% abc", "siti\\'; drop table", "<script>alert(1)</script>", "x" * 119]
)
def test_hostile_words_are_only_words(branch: Branch, words: str) -> None:
    assert seen(branch, words).people == ()


def test_the_candidates_are_numbers_and_no_more(branch: Branch) -> None:
    with scoped(an_officer(region=branch.region)), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM naungan_people_called('siti aminah', NULL, NULL, 5)")
        assert [column.name for column in cursor.description] == ["person_id", "likeness"]
        for table in ("desk_personname", "desk_namekey"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,)
