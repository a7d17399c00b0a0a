"""Registering and correcting people: what is judged, what must be confirmed, what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from naungan.registry.errors import (
    AlreadyRegistered,
    BadNik,
    BadPerson,
    NikNotConfirmed,
    UnknownPerson,
    UnknownRegion,
)
from naungan.registry.models import Person
from naungan.registry.people import correct_person, find_person, record_death, register_person

pytestmark = pytest.mark.django_db
TODAY = date(2022, 12, 31)
SITI = "6472015708900001"


def _register(**facts: Any) -> Person:
    ordinary: dict[str, Any] = {"name": "Budi", "born_on": date(1985, 3, 2), "sex": "L", "as_of": TODAY}
    return register_person(**(ordinary | facts))


def test_a_person_is_stored_as_read(siti: Person) -> None:
    siti.refresh_from_db()
    assert (siti.nik, siti.name, siti.born_on, siti.sex, siti.nationality, siti.died_on) == (
        SITI, "Siti Aminah", date(1990, 8, 17), "P", "ID", None,
    )  # fmt: skip
    assert siti.region is not None
    assert siti.region.code == "64.72"


def test_the_nik_is_stored_without_what_people_put_into_it(regions: None) -> None:
    person = _register(nik="'6472 01 020385 0009")
    assert person.nik == "6472010203850009"


def test_names_lose_only_superfluous_blanks() -> None:
    assert _register(name="  Siti   Aminah, S.E. ").name == "Siti Aminah, S.E."


def test_a_citizen_may_be_registered_before_the_nik_is_known() -> None:
    assert _register().nik is None


def test_two_people_without_a_nik_are_two_people() -> None:
    assert _register().pk != _register().pk


def test_a_foreigner_needs_a_passport() -> None:
    with pytest.raises(BadPerson, match="perlu nomor paspor"):
        _register(nationality="MY")
    assert _register(nationality="MY", passport="K1234567").passport == "K1234567"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": "  "}, "Nama kosong. Isi nama sesuai KTP."),
        ({"sex": "W"}, "Jenis kelamin harus L atau P."),
        ({"born_on": date(2023, 1, 1)}, "Tanggal lahir di masa depan. Periksa tahunnya."),
    ],
)
def test_what_cannot_be_true_is_refused(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(BadPerson) as refused:
        _register(**wrong)
    assert str(refused.value) == said
    assert Person.objects.count() == 0


def test_a_spoiled_nik_is_refused_and_not_repaired() -> None:
    with pytest.raises(BadNik, match=r"NIK rusak oleh Excel: terbaca 3,17E\+15\. Ubah kolom menjadi Teks"):
        _register(nik="3,17E+15")


def test_a_disagreement_with_the_nik_must_be_confirmed(regions: None) -> None:
    with pytest.raises(NikNotConfirmed, match=r"\[N03\] Tanggal lahir berbeda dengan NIK.*konfirmasikan"):
        _register(nik="6472010103850009")
    assert _register(nik="6472010103850009", confirmed={"N03"}).born_on == date(1985, 3, 2)


def test_confirming_one_thing_does_not_confirm_another() -> None:
    with pytest.raises(NikNotConfirmed, match=r"\[N04\]") as refused:
        _register(nik="6472014103850009", confirmed={"N03"})
    assert "N03" not in str(refused.value)


def test_an_abolished_district_needs_no_confirmation() -> None:
    assert _register(nik="6473010203850009").nik == "6473010203850009"


def test_a_nik_belongs_to_one_person_and_the_message_names_them_masked(siti: Person) -> None:
    with pytest.raises(AlreadyRegistered) as refused:
        _register(name="Aminah", born_on=siti.born_on, sex="P", nik=SITI)
    assert str(refused.value) == (
        "NIK 6472********0001 sudah terdaftar atas nama Siti Aminah, lahir 17 Agustus 1990. "
        "Pakai data itu, atau periksa NIK."
    )
    assert Person.objects.count() == 1


def test_an_unknown_region_registers_nobody(regions: None) -> None:
    with pytest.raises(UnknownRegion):
        _register(region="64.99")
    assert Person.objects.count() == 0


def test_a_person_is_found_by_nik_however_written(siti: Person) -> None:
    assert find_person("6472.01.570890.0001") == siti


def test_a_nik_that_is_not_there_is_masked_in_the_answer(siti: Person) -> None:
    with pytest.raises(UnknownPerson, match=r"belum menemukan NIK 6472\*{8}0002 di daftar peserta"):
        find_person("6472015708900002")


def test_a_text_that_is_no_nik_is_not_searched_for(siti: Person) -> None:
    with pytest.raises(BadNik, match="Terbaca 8 tanda"):
        find_person("64720157")


def test_a_correction_changes_only_what_it_names(siti: Person) -> None:
    correct_person(person_id=siti.pk, as_of=TODAY, phone="081200000001")
    siti.refresh_from_db()
    assert (siti.phone, siti.name, siti.nik) == ("081200000001", "Siti Aminah", SITI)


def test_a_residence_is_changed_and_taken_away(siti: Person) -> None:
    moved = correct_person(person_id=siti.pk, as_of=TODAY, region="65.71")
    assert moved.region is not None
    assert moved.region.name == "Kota Tarakan"
    assert correct_person(person_id=siti.pk, as_of=TODAY, region=None).region is None


def test_a_correction_is_judged_like_a_registration(siti: Person) -> None:
    with pytest.raises(NikNotConfirmed, match=r"\[N03\]"):
        correct_person(person_id=siti.pk, as_of=TODAY, born_on=date(1990, 8, 18))
    siti.refresh_from_db()
    assert siti.born_on == date(1990, 8, 17)


def test_a_correction_cannot_take_another_persons_nik(siti: Person) -> None:
    other = _register(nik="6472010203850009")
    with pytest.raises(AlreadyRegistered, match="Siti Aminah"):
        correct_person(person_id=other.pk, as_of=TODAY, nik=SITI, confirmed={"N03", "N04"})


def test_nobody_is_born_after_their_death(siti: Person) -> None:
    record_death(person_id=siti.pk, died_on=date(2022, 6, 1), reported_on=TODAY)
    with pytest.raises(BadPerson, match="sesudah tanggal meninggal"):
        correct_person(person_id=siti.pk, as_of=TODAY, born_on=date(2022, 7, 1), nik=None)


def test_nobody_unknown_is_corrected() -> None:
    with pytest.raises(UnknownPerson, match="Orang nomor 7 tidak terdaftar"):
        correct_person(person_id=7, as_of=TODAY, name="X")
