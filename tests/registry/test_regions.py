"""Regions in the database: loaded once, brought up to date, and found by code, day and system."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from naungan.registry.errors import UnknownCodeSystem, UnknownRegion
from naungan.registry.models import Region
from naungan.registry.regions import Loaded, find_region, load_regions

pytestmark = pytest.mark.django_db
NOW = date(2022, 12, 31)


def test_loading_twice_changes_nothing() -> None:
    assert (load_regions(), load_regions()) == (Loaded(584, 0), Loaded(0, 0))
    assert Region.objects.count() == 584


def test_a_changed_region_is_brought_up_to_date_and_keeps_its_id() -> None:
    load_regions()
    before = Region.objects.get(code="64.72")
    Region.objects.filter(pk=before.pk).update(name="Samarinda", valid=DateRange(date(1950, 1, 1), None))
    assert load_regions() == Loaded(0, 1)
    after = Region.objects.get(code="64.72")
    assert (after.pk, after.name, after.valid) == (before.pk, "Kota Samarinda", DateRange(None, None))


def test_a_region_that_the_facts_do_not_know_stays() -> None:
    own = Region.objects.create(
        code="64.99", level=2, kind="kota", name="Kota Uji", valid=DateRange(date(2024, 1, 1), None)
    )
    load_regions()
    assert Region.objects.get(pk=own.pk).name == "Kota Uji"


def test_a_district_lies_in_its_province_and_the_province_in_kalimantan(regions: None) -> None:
    samarinda = find_region("64.72", NOW)
    assert samarinda.parent is not None
    assert samarinda.parent.parent is not None
    assert (samarinda.parent.code, samarinda.parent.parent.code, samarinda.parent.parent.parent) == (
        "64",
        "KAL",
        None,
    )


def test_every_district_has_a_parent_and_kalimantan_five_children(regions: None) -> None:
    assert Region.objects.filter(level=2, parent=None).count() == 0
    children = Region.objects.filter(parent__code="KAL").order_by("code").values_list("code", flat=True)
    assert list(children) == ["61", "62", "63", "64", "65"]


def test_the_same_digits_mean_another_district_in_another_system(regions: None) -> None:
    assert find_region("6402", NOW).name == "Kabupaten Kutai Kartanegara"
    assert find_region("64.02", NOW).name == "Kabupaten Kutai Kartanegara"
    assert find_region("6402", NOW, "bps").name == "Kabupaten Kutai Barat"
    assert find_region("6403", NOW, system="bps").code == "64.02"


def test_94_is_another_province_in_another_system(regions: None) -> None:
    assert find_region("94", NOW).name == "Papua Tengah"
    assert find_region("94", NOW, "bps").name == "Papua"


def test_the_five_provinces_together_are_found(regions: None) -> None:
    together = find_region("KAL", NOW)
    assert (together.level, together.code_system, together.name) == (0, "naungan", "Kalimantan")


def test_tarakan_was_another_code_before_kaltara(regions: None) -> None:
    then = find_region("64.73", date(2012, 10, 24))
    now = find_region("65.71", date(2012, 10, 25))
    assert (then.name, now.name) == ("Kota Tarakan", "Kota Tarakan")
    assert then.parent is not None
    assert now.parent is not None
    assert (then.parent.code, now.parent.code) == ("64", "65")


@pytest.mark.parametrize(
    ("code", "on", "said"),
    [
        (
            "64.73",
            date(2022, 12, 31),
            "Kode wilayah 64.73 Kota Tarakan tidak berlaku lagi sejak 25 Oktober 2012: pakai 65.71.",
        ),
        (
            "65.71",
            date(2012, 10, 24),
            "Kode wilayah 65.71 Kota Tarakan baru berlaku mulai 25 Oktober 2012; "
            "tanggal yang diminta 24 Oktober 2012.",
        ),
        (
            "99.99",
            date(2022, 12, 31),
            "Kode wilayah '99.99' (kemendagri) tidak dikenal pada 31 Desember 2022. Periksa sistem kodenya.",
        ),
    ],
)
def test_a_code_that_does_not_hold_says_what_to_do(regions: None, code: str, on: date, said: str) -> None:
    with pytest.raises(UnknownRegion) as refused:
        find_region(code, on)
    assert str(refused.value) == said


def test_a_bps_number_is_not_completed(regions: None) -> None:
    for code in ("", "640", "64021"):
        with pytest.raises(UnknownRegion):
            find_region(code, NOW, "bps")


def test_before_loading_the_message_says_to_load() -> None:
    with pytest.raises(UnknownRegion, match=r"Wilayah 64\.72 Kota Samarinda belum dimuat"):
        find_region("64.72", NOW)


def test_an_unknown_code_system_is_wrong_use(regions: None) -> None:
    with pytest.raises(UnknownCodeSystem, match="'iso' tidak dikenal: pakai kemendagri atau bps"):
        find_region("ID-KI", NOW, "iso")
