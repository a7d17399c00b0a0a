"""The review of unsure pairs in real browsers: by keyboard, in both languages; and a merge by two officers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OFFICE, Site, Visitor

from naungan.access.models import Role

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]
# Names as the registry and as a list has them; each test takes two that nobody before it has.
NAMES = iter(
    [
        ("Tenri Lapuang Sampara", "H. TENRI LAPOEANG SAMPARA"), ("Lamiang Dehen Kapuas", "Lamiyang Dehen Kapuas"),
        ("Ambo Beddu Tenriola", "AMBO BEDDOE TENRIOLA"), ("Yansen Untung Mawar", "Jansen Oentoeng Mawar"),
        ("Galuh Masrani Bahrani", "GALUH MASRANY BACHRANI"), ("Baso Sampara Indo", "Basso Sampara Indo"),
    ]
)  # fmt: skip


@pytest.fixture
def database(site: Site, django_db_blocker: Any) -> Callable[[], AbstractContextManager[None]]:
    """Lets a test look into the database under the site."""

    @contextmanager
    def looking() -> Any:
        with django_db_blocker.unblock(), site.databases.using(site.database):
            yield

    return looking


@pytest.fixture
def review(database: Callable[[], AbstractContextManager[None]]) -> tuple[int, list[str]]:
    """A list with two lines, each of which may be two people; and the cards of the first two."""
    from tests.factories import a_person

    from naungan.matching.lines import Line
    from naungan.matching.run import match_list
    from naungan.registry.models import Region
    from naungan.registry.people import issue_card

    with database():
        home = Region.objects.get(code="64.71")
        cards = []
        lines = []
        for reference, (name, written) in zip(("12", "13"), NAMES, strict=False):
            lines.append(Line(reference, None, written, date(1987, 3, 5), "L", "Ds. Manggar", "64.71"))
            for day in (7, 17):
                person = a_person(date(1987, 3, day), name=name, nik=None, sex="L", region=home)
                cards.append(issue_card(person_id=person.pk, issued_on=date(2022, 1, 1)).kpj)
        return match_list(lines, name="Calon penerima Balikpapan").pk, cards


def test_pairs_are_judged_with_the_keyboard(visit: Visit, review: tuple[int, list[str]]) -> None:
    officer = visit(Role.HEAD_OFFICE)
    page = officer.open("/padanan/")
    page.set_viewport_size(OFFICE)  # type: ignore[arg-type]
    officer.checked()
    officer.shown("matching-lists")
    page = officer.open(f"/padanan/{review[0]}/")
    expect(page.get_by_text("4 pasangan menunggu.")).to_be_visible()
    officer.checked()
    officer.shown("matching-review")
    page.set_viewport_size(OFFICE)  # type: ignore[arg-type]
    first = page.locator("caption").inner_text()
    page.keyboard.press("3")
    page.wait_for_url("**?lewati=*")
    assert page.locator("caption").count() == 1
    officer.open(f"/padanan/{review[0]}/")
    assert page.locator("caption").inner_text() == first
    with page.expect_navigation():
        page.keyboard.press("1")
    expect(page.get_by_text("2 pasangan menunggu.")).to_be_visible()
    page.get_by_label("Catatan").fill("2 kali ditanyakan")
    expect(page.get_by_text("2 pasangan menunggu.")).to_be_visible()  # a key in a field is a letter
    page.locator("h1").click()
    with page.expect_navigation():
        page.keyboard.press("2")
    expect(page.get_by_text("1 pasangan menunggu.")).to_be_visible()


def test_the_review_in_english_and_without_javascript(visit: Visit, review: tuple[int, list[str]]) -> None:
    officer = visit(Role.HEAD_OFFICE, language="en")
    page = officer.open(f"/padanan/{review[0]}/")
    expect(page.get_by_role("heading", name="Are they one person?")).to_be_visible()
    expect(page.get_by_text("Name sounds the same")).to_be_visible()
    officer.checked()
    plain = visit(Role.HEAD_OFFICE, javascript=False).open(f"/padanan/{review[0]}/")
    plain.get_by_role("button", name="Orang yang berbeda").click()
    expect(plain.get_by_text("3 pasangan menunggu.")).to_be_visible()


def test_two_officers_merge_and_one_takes_it_back(visit: Visit, review: tuple[int, list[str]]) -> None:
    maker, checker = visit(Role.HEAD_OFFICE), visit(Role.HEAD_OFFICE)
    page = maker.open("/padanan/gabung/")
    page.get_by_label("KPJ orang yang tetap").fill(review[1][0])
    page.get_by_label("KPJ orang yang digabungkan ke sana").fill(review[1][1])
    page.get_by_label("Dari mana diketahui").fill("KTP dan KK menunjukkan satu orang")
    maker.checked()
    page.get_by_role("button", name="Usulkan", exact=True).click()
    expect(page.get_by_text("Anda yang mengusulkan; petugas lain yang memutuskan.")).to_be_visible()
    other = checker.open(page.url.removeprefix(checker.site.address))
    checker.checked()
    checker.shown("matching-merge")
    other.get_by_role("button", name="Gabungkan").click()
    expect(other.get_by_text("Digabung. Dapat dibatalkan di halaman ini.")).to_be_visible()
    other.get_by_label("Mengapa dibatalkan").fill("Ternyata dua orang berbeda")
    checker.checked()
    other.get_by_role("button", name="Batalkan penggabungan").click()
    expect(other.get_by_text("Penggabungan dibatalkan; keduanya seperti semula.")).to_be_visible()
