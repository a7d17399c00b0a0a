"""The public pages: the verb's numbers to the last digit, never without their basis, never a server error."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from html import unescape

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.coverage.closed import write_closed_months

from naungan.coverage.report import coverage_table
from naungan.web.templatetags.formats import percent, whole

PAGES = (
    "/",
    "/cakupan/",
    "/cakupan/?tingkat=provinsi",
    "/cakupan/KAL/",
    "/cakupan/64/",
    "/cakupan/64.72/",
    "/cakupan/64/asal/",
    "/cakupan/64.11/asal/?dasar=bps-formal",
)


@pytest.fixture(scope="module")
def closed_months(for_this_module: Callable[[], AbstractContextManager[None]]) -> Iterator[None]:
    with for_this_module():
        write_closed_months()
        yield


pytestmark = pytest.mark.usefixtures("closed_months", "db")


def words(client: Client, address: str, status: int = 200) -> str:
    """What a page says: its text without marks, spaces made one."""
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:500]
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", answer.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", unescape(text)).replace("\u00a0", " ")


def rows(client: Client, address: str) -> dict[str, list[str]]:
    """The cells of a ranking by the code in the region's link."""
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", client.get(address).content.decode(), flags=re.S):
        code = re.search(r"/cakupan/([^/]+)/", row)
        if code:
            cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, flags=re.S)
            found[code[1]] = [re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", cell))).strip() for cell in cells]
    return found


class TestNumbers:
    @pytest.mark.parametrize("basis", ["bpjs-eligible", "bps-employed", "bps-labour-force"])
    @pytest.mark.parametrize(("level", "by"), [("provinsi", "province"), ("kabupaten", "district")])
    def test_the_ranking_shows_the_verb_s_rows_in_order(
        self, client: Client, basis: str, level: str, by: str
    ) -> None:
        told = rows(client, f"/cakupan/?tingkat={level}&dasar={basis}")
        table = coverage_table(by=by, basis=basis)
        assert list(told) == [row.region_code for row in table]
        for row in table:
            gap = f"melampaui {whole(row.over)}" if (row.gap or 0) < 0 else whole(row.gap)
            assert told[row.region_code][:7] == [
                str(row.rank),
                row.region,
                percent(row.rate, 2),
                whole(row.numerator),
                whole(row.denominator),
                gap,
                percent(row.share_of_participants, 2),
            ]

    def test_the_first_page_says_both_headlines_with_numerator_denominator_and_basis(self, client: Client) -> None:
        said = words(client, "/")
        assert "Kalimantan 44,07% 26.000 peserta aktif dari 59.000 pekerja yang dapat menjadi peserta" in said
        assert "Kalimantan Timur 66,00% 8.967 peserta aktif dari 13.586 pekerja yang dapat menjadi peserta" in said
        assert "Belum terlindungi: 4.619 orang." in said

    def test_the_headline_is_final_only_where_the_denominator_was_printed(self, client: Client) -> None:
        said = words(client, "/")
        assert said.count("Final Bulan sudah ditutup dan penyebutnya terbit.") == 1
        assert said.count("Sementara Penyebutnya disusun dari angka lain") == 1

    def test_sample_data_say_on_every_page_that_nobody_of_them_exists(self, client: Client) -> None:
        for page in PAGES:
            assert "penduduk buatan berskala 1:100" in words(client, page), page

    def test_rates_over_a_hundred_are_shown_and_explained(self, client: Client) -> None:
        said = words(client, "/cakupan/64.72/")
        assert "319,91%" in said
        assert "Lebih dari 100 persen" in said
        assert "Melampaui penyebut 6.164 orang" in said

    def test_another_month_is_another_set_of_figures(self, client: Client) -> None:
        assert "Kalimantan Timur 60,85%" in words(client, "/?bulan=2022-11")

    def test_a_segment_is_shown_alone(self, client: Client) -> None:
        told = rows(client, "/cakupan/?tingkat=provinsi&segmen=BPU")
        assert {code: cells[3] for code, cells in told.items()} == dict.fromkeys(
            ("61", "62", "63", "64", "65"), "500"
        )

    def test_no_rate_of_a_page_stands_without_its_basis(self, client: Client) -> None:
        for page in PAGES:
            said = words(client, page)
            assert "Dihitung terhadap" in said or "Dasar" in said, page
            assert re.search(r"Tidak termasuk", said), page


class TestNotComputable:
    def test_it_says_so_with_its_reason_and_never_nought(self, client: Client) -> None:
        said = words(client, "/cakupan/64/?segmen=BPU")
        assert "Tidak dapat dihitung" in said
        assert "tidak menerbitkan penyebut untuk segmen bukan penerima upah (BPU)" in said
        assert not re.search(r"(?<!\d)0,00%", said.partition("Riwayat")[0])

    def test_a_basis_without_district_figures_says_what_is_missing(self, client: Client) -> None:
        said = words(client, "/cakupan/64.72/?dasar=bps-formal")
        assert "Tidak ada penyebut “penduduk bekerja formal (BPS)” yang terbit untuk wilayah ini" in said
        assert "Tidak dapat dihitung pada dasar ini" in words(client, "/cakupan/?dasar=bps-formal")

    def test_such_a_region_has_no_rank(self, client: Client) -> None:
        told = rows(client, "/cakupan/?dasar=bps-formal")
        assert {(cells[0], cells[2]) for cells in told.values()} == {("–", "tidak dapat dihitung")}


class TestContradictions:
    def test_a_count_that_makes_another_rate_is_told_with_its_source(self, client: Client) -> None:
        said = words(client, "/cakupan/64/")
        assert "terbit 935.910 peserta per 30 November 2022. Pada dasar ini jumlah itu menjadi 68,89%" in said
        assert "bukan 66,00% yang terbit. Sumber: borneoflash.com" in said

    def test_on_another_basis_the_rate_itself_contradicts_and_is_not_subtracted(self, client: Client) -> None:
        said = words(client, "/cakupan/64/?dasar=bps-employed")
        assert "Cakupan 66,00% per 31 Desember 2022 (pekerja yang dapat ikut (BP Jamsostek))" in said
        assert "tidak dapat dikurangkan satu sama lain" in said

    def test_70_86_and_more_than_50_are_said_to_measure_different_things(self, client: Client) -> None:
        said = words(client, "/")
        assert "Cakupan 70,86% per 31 Maret 2023 dihitung terhadap pekerja yang dapat ikut (BP Jamsostek)" in said
        assert "sekurangnya 50,00% per 31 Desember 2025 terhadap penduduk bekerja (BPS). Dasarnya berganti" in said

    def test_a_printed_rate_is_held_against_its_own_page_s_numbers(self, client: Client) -> None:
        assert "58,95%: cocok dengan angkanya sendiri" in words(client, "/cakupan/64/")


class TestProvenance:
    def test_the_page_says_everything_behind_the_figure(self, client: Client) -> None:
        said = words(client, "/cakupan/64/asal/")
        assert "8.967 ÷ 13.586 = 66,00%" in said
        for part in (
            "aktif atau dalam masa tenggang (active-or-grace)",
            "penerima upah (PU) 8.467 orang (62,32%)",
            "pekerja yang dapat menjadi peserta menurut BP Jamsostek (bpjs-eligible)",
            "Dari tutup bulan Desember 2022",
            "Versi hukum abc123",
            "1.358.610 orang dibagi 100",
            "selasar.co",
            "naungan coverage --as-of 2022-12-31 --basis bpjs-eligible --definition active-or-grace --segment ALL",
            "Halaman ini dibuat",
        ):
            assert part in said

    def test_a_district_s_denominator_names_both_statistics(self, client: Client) -> None:
        said = words(client, "/cakupan/64.72/asal/")
        assert "bagian kabupaten atau kota dari angka provinsi" in said
        assert said.count("Perkiraan penduduk bekerja") == 1


class TestAddresses:
    @pytest.mark.parametrize(
        ("address", "said"),
        [
            ("/?dasar=bps", "Alamat ini meminta dasar “bps”, yang tidak dikenal. Yang dikenal: bpjs-eligible"),
            ("/cakupan/?tingkat=desa", "Yang dikenal: provinsi, kabupaten"),
            ("/cakupan/64/?definisi=aktif", "Yang dikenal: active-or-grace, paid-up"),
            ("/?segmen=<script>alert(1)</script>", "segmen “<script>alert(1)</script>”"),
            ("/?bulan=kapan", "Terbaca “kapan”. Tulis bulan dan tahun"),
            ("/?bulan=2022-13", "Tulis bulan dan tahun"),
            ("/cakupan/peringkat.csv?dasar=%00", "yang tidak dikenal"),
            ("/cakupan/grafik/?segmen=x", "yang tidak dikenal"),
        ],
    )
    def test_what_cannot_be_read_is_said_back(self, client: Client, address: str, said: str) -> None:
        assert said in words(client, address, status=400)

    def test_what_is_said_back_is_no_mark_up(self, client: Client) -> None:
        answer = client.get("/", {"dasar": '"><img src=x onerror=alert(1)>'})
        assert b"<img src=x" not in answer.content
        assert answer.status_code == 400

    def test_a_month_without_figures_offers_those_there_are(self, client: Client) -> None:
        said = words(client, "/?bulan=2021-05", status=404)
        assert "Bulan itu belum dihitung" in said
        assert "November 2022 Desember 2022" in said

    @pytest.mark.parametrize("address", ["/cakupan/99/", "/cakupan/64.99/asal/", "/cakupan/73.71/terbitan.csv"])
    def test_a_region_that_was_not_counted_is_not_found(self, client: Client, address: str) -> None:
        assert "Wilayah ini tidak ada" in words(client, address, status=404)

    @pytest.mark.parametrize("address", ["/cakupan/kal/", "/cakupan/6472/", "/cakupan/64/asal.pdf", "/cakupan/64.7/"])
    def test_an_address_that_is_none_is_not_found(self, client: Client, address: str) -> None:
        assert client.get(address).status_code == 404

    def test_pages_are_only_read(self, client: Client) -> None:
        assert client.head("/").status_code == 200
        assert client.post("/cakupan/").status_code == 405

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.dictionaries(
            st.sampled_from(["bulan", "dasar", "definisi", "segmen", "tingkat", "lebar", "x"]),
            st.one_of(
                st.text(max_size=30),
                st.sampled_from(
                    ["2022-12", "2022-11", "0001-01", "9999-12", "9999-11", "bps-formal", "PU", "paid-up", "provinsi"]
                ),
            ),
            max_size=5,
        ),
        st.sampled_from(["/", "/cakupan/", "/cakupan/64/", "/cakupan/64/asal/", "/cakupan/64/riwayat.csv"]),
    )
    def test_no_address_makes_a_server_error(self, client: Client, query: dict[str, str], page: str) -> None:
        assert client.get(page, query).status_code in (200, 400, 404)


class TestSpeed:
    @pytest.mark.parametrize(
        "page",
        [*PAGES, "/cakupan/grafik/", "/cakupan/64/grafik/", "/cakupan/peringkat.xlsx", "/cakupan/64/terbitan.csv"],
    )
    def test_no_page_asks_the_database_more_than_fifteen_times(
        self, client: Client, django_assert_max_num_queries: Callable[[int], AbstractContextManager[None]], page: str
    ) -> None:
        with django_assert_max_num_queries(15):
            assert client.get(page).status_code == 200

    @pytest.mark.parametrize("page", PAGES)
    def test_a_page_is_small_enough_for_a_slow_line(self, client: Client, page: str) -> None:
        assert len(client.get(page).content) < 100_000


class TestMap:
    def test_every_district_is_a_link_with_its_name_and_rate(self, client: Client) -> None:
        marks = r'<a href="/cakupan/([0-9.]+)/" class="cov-shape [^"]*"><title>([^<]+)</title>'
        drawn = dict(re.findall(marks, client.get("/").content.decode()))
        assert drawn == {
            row.region_code: f"{row.region}: {percent(row.rate, 2)}" for row in coverage_table(by="district")
        }

    def test_without_a_rate_the_tile_says_so(self, client: Client) -> None:
        page = client.get("/?dasar=bps-formal").content.decode()
        assert "<title>Kota Samarinda: tidak dapat dihitung</title>" in page
        assert page.count("cov-shape cov-shade-0") == 56


def test_the_english_page_holds_no_indonesian_words_of_the_room(client: Client) -> None:
    client.cookies["django_language"] = "en"
    said = words(client, "/cakupan/64/")
    assert "Active participants" in said
    assert "66.00%" in said
    assert not re.search(r"\b(Belum|dihitung|Cakupan|Pembilang|Penyebut|peserta aktif)\b", said)


def test_charts_are_drawn_with_their_numbers(client: Client) -> None:
    ranking = client.get("/cakupan/grafik/?tingkat=provinsi")
    assert ranking.headers["Content-Type"] == "image/svg+xml"
    drawn = ranking.content.decode()
    assert all(percent(row.rate, 2) in drawn for row in coverage_table())
    past = client.get("/cakupan/64/grafik/").content.decode()
    assert "dasar berganti" in past
    assert "70,86%" in past
