"""The shell and the components in a real browser: by eye, by keyboard, by axe, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request
from tests.browser.conftest import OFFICE, PHONE, Visitor

pytestmark = pytest.mark.slow

Visit = Callable[..., Visitor]
DESIGN = "/rancangan/"
KILOBYTE = 1000


def settled(page: Page) -> None:
    """Bring every part of a page onto the screen once, so that what is loaded late is there."""
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.scrollTo(0, 0)")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", [PHONE, OFFICE], ids=["390", "1366"])
def test_axe_finds_nothing_in_any_component(visit: Visit, language: str, size: dict[str, int]) -> None:
    visitor = visit(language=language)
    visitor.page.set_viewport_size(size)  # type: ignore[arg-type]
    settled(visitor.open(DESIGN))
    assert visitor.page.locator("html").get_attribute("lang") == language
    visitor.checked()


def test_the_components_are_left_to_be_looked_at(visit: Visit) -> None:
    visitor = visit()
    settled(visitor.open(DESIGN))
    visitor.shown("web-rancangan")


def test_a_chart_becomes_live_under_the_content_policy_and_answers_the_pointer(visit: Visit) -> None:
    visitor = visit()
    visitor.page.set_viewport_size(OFFICE)  # type: ignore[arg-type]
    page = visitor.open(DESIGN)
    page.locator("#grafik").scroll_into_view_if_needed()
    drawn = page.locator(".n-chart-live canvas")
    drawn.wait_for()
    assert page.locator(".n-chart img").is_hidden()
    box = drawn.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.15)
    tooltip = page.locator("#vg-tooltip-element.visible")
    tooltip.wait_for()
    assert tooltip.inner_text().split() == ["Daerah", "Kota", "Contoh", "Cakupan", "(%)", "65,75"]
    assert visitor.complaints == []


def test_on_a_phone_the_chart_is_a_narrow_picture(visit: Visit) -> None:
    page = visit().open(DESIGN)
    page.locator("#grafik").scroll_into_view_if_needed()
    page.locator(".n-chart img").evaluate("image => image.decode()")
    assert "lebar=sempit" in page.locator(".n-chart img").evaluate("image => image.currentSrc")
    assert page.locator(".n-chart-live").count() == 0


def test_the_first_key_offers_to_skip_to_the_content(visit: Visit) -> None:
    page = visit().open("/tidak-ada/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"


def test_focus_goes_to_the_errors_and_from_there_to_the_field(visit: Visit) -> None:
    page = visit().open(DESIGN)
    assert page.evaluate("document.activeElement.className") == "n-errors"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contoh-nik"


def test_every_stop_of_the_keyboard_can_be_seen(visit: Visit) -> None:
    page = visit().open(DESIGN)
    page.emulate_media(reduced_motion="reduce")
    unseen = []
    for _ in range(90):
        page.keyboard.press("Tab")
        told = page.evaluate("""() => {
            const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
            return [one.outerHTML.slice(0, 80), parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none"
                && box.bottom > 0 && box.top < innerHeight];
        }""")
        if not told[1] and not told[0].startswith("<body"):  # past the last stop, focus is the browser's own
            unseen.append(told[0])
    assert unseen == []


def test_without_javascript_everything_is_still_there(visit: Visit) -> None:
    visitor = visit(javascript=False)
    page = visitor.open(DESIGN)
    page.get_by_text("Lihat sebagai tabel").click()
    assert page.get_by_role("table", name="Angka pada grafik").is_visible()
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Page design"
    page.get_by_role("button", name="Bahasa Indonesia").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Rancangan halaman"


@pytest.mark.parametrize("width", [320, 390, 768, 1366])
def test_no_width_scrolls_sideways(visit: Visit, width: int) -> None:
    visitor = visit(language="en")
    visitor.page.set_viewport_size({"width": width, "height": 800})
    page = visitor.open(DESIGN)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_targets_are_large_enough_to_touch(visit: Visit) -> None:
    page = visit().open("/tidak-ada/")
    small = page.evaluate("""() => [...document.querySelectorAll("a, button, input, select, summary")]
        .filter(one => one.offsetParent && one.type !== "hidden")
        .map(one => [one.textContent.trim(), one.getBoundingClientRect()])
        .filter(([, box]) => box.height < 24 || box.width < 24).map(([words]) => words)""")
    assert small == []


def test_the_shell_of_a_page_is_light(visit: Visit) -> None:
    visitor, sizes = visit(), {}

    def keep(request: Request) -> None:
        sizes[request.url.rsplit("/", 1)[-1]] = request.sizes()["responseBodySize"]

    visitor.page.on("requestfinished", keep)
    visitor.open("/tidak-ada/")
    visitor.page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes.values()) < 130 * KILOBYTE, sizes


def test_nothing_is_asked_of_another_host(visit: Visit) -> None:
    visitor, hosts = visit(), set()
    visitor.page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    settled(visitor.open(DESIGN))
    assert hosts == {visitor.site.address.split("/")[2]}


def test_on_paper_what_one_clicks_is_gone_and_states_are_words(visit: Visit) -> None:
    page = visit().open(DESIGN)
    page.emulate_media(media="print")
    assert page.locator(".n-btn:visible, .n-menu:visible, .n-footer:visible").count() == 0
    assert page.locator(".n-status", has_text="Perlindungan berhenti").first.is_visible()
