"""The components: what each says to eye and ear, and that no text of a person's becomes markup."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation
from tests.web.conftest import Elements, Rendered

from naungan.web.paging import CursorPage

COMPONENTS = Path(__file__).parents[2] / "src" / "naungan" / "web" / "templates" / "cotton"
# The contract between the rooms: these names are used by every page.
NAMED = frozenset(
    (
        "layout", "page_header", "card", "tile", "facts", "fact", "table", "pages", "field", "errors", "notice",
        "status", "empty", "loading", "stale", "steps", "timeline", "event", "button", "details", "chart", "amount",
        "breadcrumbs", "confirm",
    )
)  # fmt: skip
HOSTILE = "\"><script>alert(1)</script><b x='"
NB = "\u00a0"


def test_every_component_that_pages_use_is_there() -> None:
    assert {path.stem for path in COMPONENTS.glob("*.html")} >= NAMED


@pytest.mark.parametrize(
    "template",
    [
        '<c-layout :title="text" narrow><c-page-header :title="text" :lead="text" :kicker="text" /></c-layout>',
        '<c-card :title="text" :footer="text">{{ text }}</c-card>',
        '<c-tile :label="text" :value="text" :unit="text" :note="text" :href="text" />',
        '<c-facts><c-fact :label="text">{{ text }}</c-fact></c-facts>',
        '<c-table :caption="text"><c-slot name="head">{{ text }}</c-slot></c-table>',
        '<c-field :name="text" :label="text" :value="text" :hint="text" :error="text" placeholder="{{ text }}" />',
        '<c-field type="textarea" :name="text" :label="text" :value="text" />',
        '<c-field type="radio" name="a" :label="text"><c-choice name="a" :value="text" :label="text" /></c-field>',
        '<c-errors :errors="errors" />',
        '<c-notice :title="text">{{ text }}</c-notice>',
        '<c-status :label="text" />',
        '<c-empty :title="text">{{ text }}</c-empty>',
        '<c-loading :label="text" />',
        '<c-stale :at="text" />',
        '<c-steps :steps="steps" />',
        '<c-timeline :label="text"><c-event :at="text" :title="text" /></c-timeline>',
        '<c-button :href="text">{{ text }}</c-button>',
        '<c-details :summary="text">{{ text }}</c-details>',
        '<c-chart :src="text" :alt="text" :caption="text">{{ text }}</c-chart>',
        '<c-breadcrumbs :items="errors" />',
        '<c-confirm :title="text" :action="text" :submit="text" :back="text" :total_label="text" />',
    ],
)
def test_what_people_write_never_becomes_markup(rendered: Rendered, template: str) -> None:
    steps = [{"label": HOSTILE, "state": "now", "href": HOSTILE}]
    html = rendered(template, text=HOSTILE, errors=[(HOSTILE, HOSTILE)], steps=steps)
    assert "<script>alert" not in html
    assert [attrs for tag, attrs in Elements(html).all if tag == "b" or "x" in attrs] == []


def field(rendered: Rendered, attributes: str, **context: object) -> Elements:
    """A field as a page shows it."""
    return Elements(rendered(f'<c-field name="upah" label="Upah sebulan" {attributes} />', **context))


def test_a_field_is_named_by_its_label_and_described_by_hint_and_error(rendered: Rendered) -> None:
    html = field(rendered, 'hint="Tanpa lembur" error="Belum diisi" inputmode="numeric" autocomplete="off" required')
    [input_] = html.named("input")
    assert input_ == {
        "class": "form-control", "type": "text", "id": "upah", "name": "upah", "value": "", "required": None,
        "autocomplete": "off", "inputmode": "numeric", "aria-invalid": "true",
        "aria-describedby": "upah-hint upah-error",
    }  # fmt: skip
    assert html.named("label")[0]["for"] == "upah"
    assert {attrs.get("id") for attrs in html.named("p")} == {"upah-hint", "upah-error"}


def test_a_field_without_hint_and_error_refers_to_nothing(rendered: Rendered) -> None:
    [input_] = field(rendered, 'value="16800"').named("input")
    assert input_ == {"class": "form-control", "type": "text", "id": "upah", "name": "upah", "value": "16800"}


def test_what_else_a_field_is_given_reaches_its_input(rendered: Rendered) -> None:
    [input_] = field(rendered, 'maxlength="16" hx-get="/x" pattern="[0-9]*"').named("input")
    assert (input_["maxlength"], input_["hx-get"], input_["pattern"]) == ("16", "/x", "[0-9]*")


@pytest.mark.parametrize("type_", ["password", "file"])
def test_a_secret_and_a_file_are_never_sent_back(rendered: Rendered, type_: str) -> None:
    [input_] = field(rendered, f'type="{type_}" value="rahasia"').named("input")
    assert "value" not in input_


def test_a_number_that_is_nought_is_shown(rendered: Rendered) -> None:
    [input_] = field(rendered, ':value="zero"', zero=0).named("input")
    assert input_["value"] == "0"


def test_a_question_with_choices_is_a_group_with_its_question(rendered: Rendered) -> None:
    html = Elements(
        rendered(
            '<c-field type="radio" name="segmen" label="Bekerja sebagai" error="Pilih satu">'
            '<c-choice name="segmen" value="pu" label="Penerima upah" checked />'
            '<c-choice name="segmen" value="bpu" label="Bukan" /></c-field>'
        )
    )
    assert [(one["value"], "checked" in one) for one in html.named("input")] == [("pu", True), ("bpu", False)]
    [group] = html.named("fieldset")
    assert (group["id"], (group["aria-describedby"] or "").split()) == ("segmen", ["segmen-error"])
    assert len(html.named("legend")) == 1


def test_a_select_has_its_options_and_a_text_area_its_text(rendered: Rendered) -> None:
    chosen = rendered('<c-field type="select" name="a" label="A"><option selected>Paser</option></c-field>')
    written = rendered('<c-field type="textarea" name="b" label="B" value="Satu baris" />')
    assert re.search(
        r'<select class="form-select" id="a" name="a">\s*<option selected>Paser</option></select>', chosen
    )
    assert re.search(r'<textarea class="form-control" id="b" name="b" rows="4">Satu baris</textarea>', written)


def test_every_line_of_the_summary_leads_to_its_field(rendered: Rendered) -> None:
    html = rendered('<c-errors :errors="errors" />', errors=[("nik", "NIK harus 16 angka"), ("", "Coba lagi")])
    elements = Elements(html)
    assert [attrs["href"] for attrs in elements.named("a")] == ["#nik"]
    assert elements.words == "Ada yang perlu diperbaiki NIK harus 16 angka Coba lagi"
    assert elements.all[0] == ("div", {"class": "n-errors", "role": "alert", "tabindex": "-1", "data-focus": None})


@pytest.mark.parametrize("errors", [[], None])
def test_without_errors_there_is_no_summary(rendered: Rendered, errors: object) -> None:
    assert rendered('<c-errors :errors="errors" />', errors=errors).strip() == ""


def test_a_page_with_errors_says_so_in_its_title(rendered: Rendered) -> None:
    html = rendered('<c-layout title="Lapor upah" :errors="errors"></c-layout>', errors=[("nik", "Salah")])
    assert "<title>Perlu diperbaiki: Lapor upah – Naungan</title>" in html


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("", "Cakupan 32,15% Per Juli"),
        ("partial", "Cakupan 32,15% Per Juli"),
        ("stale", "Cakupan 32,15% Per Juli"),
        ("loading", "Cakupan Sedang dimuat Per Juli"),
        ("empty", "Cakupan Belum ada angka Per Juli"),
        ("error", "Cakupan Angka tidak dapat dibaca Per Juli"),
    ],
)
def test_a_tile_in_every_state_says_it_in_words(rendered: Rendered, state: str, words: str) -> None:
    html = rendered('<c-tile label="Cakupan" value="32,15%" note="Per Juli" :state="state" />', state=state)
    assert Elements(html).words == words


def test_a_status_is_a_word_with_an_icon(rendered: Rendered) -> None:
    html = Elements(rendered('<c-status kind="danger" label="Perlindungan berhenti" />'))
    assert (html.words, len(html.named("svg"))) == ("Perlindungan berhenti", 1)


def test_steps_say_their_state_in_words(rendered: Rendered) -> None:
    steps = [
        {"label": "Upah", "state": "done", "href": "/upah"},
        {"label": "Periksa", "state": "now"},
        {"label": "Bayar", "state": "next"},
    ]
    html = Elements(rendered('<c-steps :steps="steps" />', steps=steps))
    assert html.words == "Upah Selesai 2 Periksa Sekarang 3 Bayar Berikutnya"
    assert [attrs.get("aria-current") for attrs in html.named("li")] == [None, "step", None]


def test_a_review_shows_the_total_in_figures_and_words(rendered: Rendered) -> None:
    html = Elements(rendered('<c-confirm :total="total" action="/kirim" submit="Kirim" back="/upah" />', total=16800))
    assert f"Rp{NB}16.800" in html.text
    assert "enam belas ribu delapan ratus rupiah" in html.words
    [form] = html.named("form")
    assert (form["method"], form["action"]) == ("post", "/kirim")
    assert [attrs["name"] for attrs in html.named("input")] == ["csrfmiddlewaretoken"]


@pytest.mark.parametrize(("amount", "words"), [(0, f"Rp{NB}0 (nol rupiah)"), (None, "–")])
def test_an_amount_of_nothing_and_one_unknown_differ(rendered: Rendered, amount: int | None, words: str) -> None:
    assert Elements(rendered('<c-amount :rupiah="amount" words />', amount=amount)).words == words.replace(NB, " ")


def test_pages_lead_to_their_neighbours_and_vanish_where_there_are_none(rendered: Rendered) -> None:
    middle = CursorPage((), "b", "a", "sesudah=b", "sebelum=a")
    both = Elements(rendered('<c-pages :page="page" />', page=middle)).named("a")
    assert [(attrs["rel"], attrs["href"]) for attrs in both] == [("prev", "?sebelum=a"), ("next", "?sesudah=b")]
    assert rendered('<c-pages :page="page" />', page=CursorPage((), "", "", "", "")).strip() == ""


def test_a_table_has_its_caption_and_can_be_scrolled_by_keyboard(rendered: Rendered) -> None:
    html = Elements(
        rendered(
            '<c-table caption="Cakupan" class="cards"><c-slot name="head"><tr><th scope="col">A</th></tr></c-slot>'
            '<c-slot name="body"><tr><td>1</td></tr></c-slot></c-table>'
        )
    )
    [frame] = html.named("div")
    assert (frame["role"], frame["aria-label"], frame["tabindex"]) == ("region", "Cakupan", "0")
    assert [tag for tag, _ in html.all] == ["div", "table", "caption", "thead", "tr", "th", "tbody", "tr", "td"]


def test_a_chart_has_words_a_table_and_a_narrow_picture(rendered: Rendered) -> None:
    html = Elements(rendered('<c-chart src="/peta.svg?basis=a" alt="Peta">tabel</c-chart>'))
    [picture], [narrow] = html.named("img"), html.named("source")
    assert (picture["src"], picture["alt"]) == ("/peta.svg?basis=a", "Peta")
    assert narrow["srcset"] == "/peta.svg?basis=a&lebar=sempit"
    assert html.words == "Lihat sebagai tabel tabel"


def test_a_stale_figure_says_of_when_it_is(rendered: Rendered) -> None:
    at = datetime(2026, 7, 15, 1, 30, tzinfo=UTC)
    words = Elements(rendered('<c-stale :at="at" />', at=at)).words
    assert words == (
        "Angka terakhir yang kami punya, per 15 Juli 2026 pukul 09.30 WITA. Angka terbaru belum dapat dibaca."
    )


def test_breadcrumbs_end_with_the_page_itself(rendered: Rendered) -> None:
    html = Elements(rendered('<c-breadcrumbs :items="items" />', items=[("Cakupan", "/"), ("Kaltim", "")]))
    assert [attrs["href"] for attrs in html.named("a")] == ["/"]
    assert [attrs for attrs in html.named("span") if "aria-current" in attrs] == [{"aria-current": "page"}]


def test_a_component_sees_only_what_it_is_given(rendered: Rendered) -> None:
    html = rendered("<c-card>isi</c-card>", title="Judul halaman", footer="Kaki halaman")
    assert Elements(html).words == "isi"


def test_the_layout_speaks_the_readers_language(rendered: Rendered) -> None:
    indonesian = rendered('<c-layout title="A"></c-layout>')
    with translation.override("en"):
        english = rendered('<c-layout title="A"></c-layout>')
    found = [
        (re.search(r'<html lang="(\w+)"', html), "Bantuan" in html, "Help" in html) for html in (indonesian, english)
    ]
    assert [(match and match[1], one, two) for match, one, two in found] == [("id", True, False), ("en", False, True)]
