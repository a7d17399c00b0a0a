"""Names that sound alike have one key: old spelling and new, titles, the ways to write Muhammad."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.factories import a_person

from naungan.desk.models import NameKey, PersonName
from naungan.registry.models import Person

pytestmark = pytest.mark.django_db


def key(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT naungan_name_key(%s)", [name])
        return str(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sutrisno", "SOETRISNO"),
        ("Djamilah", "Jamilah"),
        ("Tjahyo", "Cahyo"),
        ("Sjarif", "Syarif"),
        ("Ahmad", "Akhmad"),
        ("Ahmad", "Achmad"),
        ("Ahmad", "Ahmat"),
        ("Fitriani", "Pitriani"),
        ("Novita", "Nopita"),
        ("Dwi", "Dwy"),
        ("Aisyah", "Aisya"),
        ("Siti Aminnah", "Siti Aminah"),
        ("Moh. Yusuf", "Muhammad Yusuf"),
        ("M. Yusuf", "Mohamad Jusuf".replace("J", "Y")),
        ("Mochammad Yusuf", "Muh Yusuf"),
        ("Muhamat Yusuf", "Mohd Yusuf"),
        ("H. Yusuf", "Yusuf"),
        ("Hj. Siti Aminah, S.Pd", "Siti Aminah S Pd"),
        ("Drs. H. Ahmad", "Ahmad"),
        ("St. Aminah", "Sitti Aminah"),
        ("Zainal", "Sainal"),
        ("Taufiq", "Taufik"),
        ("  Siti   Aminah ", "siti aminah"),
        ("Nur'aini", "Nur aini"),
    ],
)
def test_these_sound_alike(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sutrisno", "Sutrisna"),
        ("Siti Aminah", "Siti Aisyah"),
        ("Muhammad Yusuf", "Yusuf"),
        ("Hasan", "Husin"),
        ("Dedi", "Teti"),
    ],
)
def test_these_do_not(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_a_name_of_one_word_and_one_that_is_all_title_have_keys() -> None:
    assert (key("Slamet"), key("Haji")) == ("slamet", "")


def test_the_database_keeps_the_keys_by_itself() -> None:
    person = a_person(name="Soetrisno")
    assert PersonName.objects.get(person=person).key == "sutrisno"
    person.name = "Sutrisna"
    person.save()
    assert PersonName.objects.get(person=person).key == "sutrisna"
    assert set(NameKey.objects.values_list("key", flat=True)) >= {"sutrisno", "sutrisna"}


def test_a_statement_over_many_people_keeps_them_too() -> None:
    people = [a_person(name=name) for name in ("Slamet", "Slamet", "Wahyudi")]
    Person.objects.filter(pk__in=[one.pk for one in people]).update(name="Mulyadi", born_on="1980-05-06")
    found = PersonName.objects.filter(person__in=people)
    assert set(found.values_list("key", "born_on")) == {("muliadi", people[0].born_on.replace(1980, 5, 6))}
