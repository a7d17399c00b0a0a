"""The calculators: the law's rupiah, every step with its article, one address for a result, nothing personal."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naungan.contributions.calculator_fields import CALCULATORS, WAGE_EARNER
from naungan.contributions.calculator_reading import canonical, question, read_fields
from naungan.law.questions import answer
from naungan.law.statute import load
from naungan.web.templatetags.formats import rupiah

pytestmark = pytest.mark.django_db
PERSON = "/hitung/pu/?bulan=2022-12&upah=5000000&kelompok=II"


def words(client: Client, address: str, status: int = 200) -> str:
    """What a page says after being led to the address of its result."""
    answered = client.get(address, follow=True)
    assert answered.status_code == status, answered.content.decode()[:800]
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", answered.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", unescape(text)).replace("\u00a0", " ")


def money(amount: int) -> str:
    return rupiah(amount).replace("\u00a0", " ")


class TestAmounts:
    @pytest.mark.parametrize(
        ("address", "asked"),
        [
            (PERSON, {"segment": "PU", "wage": 5_000_000, "jkk_class": "II"}),
            (
                "/hitung/pu/?bulan=2025-03&upah=12000000&kelompok=V",
                {"segment": "PU", "date": "2025-03", "wage": 12_000_000, "jkk_class": "V"},
            ),
            (
                "/hitung/pu/?bulan=2022-12&upah=5000000&kelompok=I&program=JKK,JKM",
                {"segment": "PU", "wage": 5_000_000, "jkk_class": "I", "programmes": ["JKK", "JKM"]},
            ),
            (
                "/hitung/pu/?bulan=2025-03&upah=4000000&kelompok=III&padat-karya=1&pekerja-aktif=80",
                {
                    "segment": "PU", "date": "2025-03", "wage": 4_000_000, "jkk_class": "III",
                    "labour_intensive": True, "active_workers": 80,
                },
            ),
            ("/hitung/bpu/?bulan=2022-12&penghasilan=1000000", {"segment": "BPU", "declared_income": 1_000_000}),
            (
                "/hitung/bpu/?bulan=2022-12&penghasilan=3500000&jht=1",
                {"segment": "BPU", "declared_income": 3_500_000, "programmes": ["JKK", "JKM", "JHT"]},
            ),
            (
                "/hitung/bpu/?bulan=2020-10&penghasilan=1000000&terdaftar=2019-01",
                {"segment": "BPU", "date": "2020-10", "declared_income": 1_000_000, "registered": "2019-01"},
            ),
            (
                "/hitung/jakon/?bulan=2022-12&nilai=150000000",
                {"segment": "JAKON", "contract_value_ex_vat": 150_000_000},
            ),
            ("/hitung/jakon/?bulan=2022-12&upah=3000000", {"segment": "JAKON", "monthly_wage": 3_000_000}),
            (
                "/hitung/pmi/?bulan=2024-12&lama=24&p3mi=1",
                {"segment": "PMI", "date": "2024-12", "contract_months": 24, "agency_placed": True},
            ),
        ],
    )  # fmt: skip
    def test_the_page_says_what_the_law_answers(self, client: Client, address: str, asked: dict[str, Any]) -> None:
        inputs = {name: value for name, value in asked.items() if name not in ("segment", "date")}
        told = answer(
            {
                "segment": asked["segment"],
                "programme": "ALL",
                "date": asked.get("date", "2022-12"),
                "inputs": {"calc": "contribution", **inputs},
            }
        )
        said = words(client, address)
        assert f"Hasil {money(told['total'])}" in said
        parts = [
            told[name] for name in ("jkk", "jkm", "jkk_employer", "employee_total", "during_after") if name in told
        ]
        assert all(money(part) in said for part in parts)

    def test_gross_value_is_taken_without_its_vat(self, client: Client) -> None:
        assert "Hasil Rp 240.000" in words(client, "/hitung/jakon/?bulan=2022-12&nilai-bruto=111000000&ppn=11")

    def test_without_a_class_the_rest_is_told_and_what_is_missing(self, client: Client) -> None:
        said = words(client, "/hitung/pu/?bulan=2022-12&upah=5000000")
        assert "JKK dan jumlah seluruhnya belum dihitung" in said
        assert "JHT Rp 185.000 Rp 100.000 Rp 285.000" in said

    def test_a_total_is_also_told_in_words(self, client: Client) -> None:
        assert "empat ratus tujuh puluh tujuh ribu rupiah" in words(client, PERSON)


class TestSteps:
    def test_every_step_has_its_words_value_and_article(self, client: Client) -> None:
        said = words(client, PERSON)
        assert "JKK dibayar pemberi kerja Rp 27.000 upah × tarif JKK" in said
        assert "Tarif JKK yang berlaku: 0,54%" in said
        assert "Dasar hukum: PP 44/2015 pasal 16(1), 19" in said
        assert "Batas upah tertinggi dasar iuran JP" in said

    def test_no_name_of_a_formula_stands_on_the_page(self, client: Client) -> None:
        said = words(client, PERSON)
        assert not [name for name in load().formulas if "_" in name and name in said]

    def test_unverified_values_are_marked(self, client: Client) -> None:
        said = words(client, "/hitung/bpu/?bulan=2022-12&penghasilan=1000000")
        assert "Jawaban ini memakai nilai yang belum terverifikasi Golongan penghasilan BPU" in said
        assert "tabel 43 golongan" in said

    def test_a_relief_of_a_hundredth_shows_all_its_decimals(self, client: Client) -> None:
        said = words(client, "/hitung/pu/?bulan=2020-10&upah=5000000&kelompok=I&terdaftar=2019-01")
        assert "Tarif JKK yang berlaku 0,0024%" in said
        assert "keringanan berlaku" in said

    def test_the_receipt_names_the_version_of_the_law_and_its_sources(self, client: Client) -> None:
        said = words(client, PERSON)
        assert f"Versi hukum {load().version}" in said
        assert "jp.wage_cap" in said

    def test_in_english_the_steps_are_english(self, client: Client) -> None:
        client.cookies["django_language"] = "en"
        said = words(client, PERSON)
        assert "JKK paid by the employer Rp 27,000 wage × JKK rate" in said
        assert "Legal basis: PP 44/2015 art. 16(1), 19" in said
        assert not re.search(r"\b(upah|Iuran|pasal [0-9]|Langkah|Hasil)\b", said)

    @pytest.mark.parametrize(
        ("address", "said"),
        [
            (
                "/hitung/pu/?bulan=2014-12&upah=5000000",
                "Reads &quot;2014-12&quot;; the law is answered from 2015-07-01;",
            ),
            ("/hitung/pu/?bulan=2022-12&upah=5000000&lahir=2023-01-01", "born after 2022-12-31"),
            ("/hitung/pmi/?bulan=2022-12&lama=0", "Reads 0; a contract lasts one month at least"),
            ("/hitung/jakon/?bulan=2022-12", "Not filled in; give the contract value without VAT"),
        ],
    )
    def test_what_the_law_refuses_is_refused_in_english(self, client: Client, address: str, said: str) -> None:
        client.cookies["django_language"] = "en"
        answer = client.get(address)
        assert (answer.status_code, said in answer.content.decode()) == (400, True), answer.content.decode()


class TestAddress:
    def test_one_result_has_one_address_however_it_was_typed(self, client: Client) -> None:
        typed = "/hitung/pu/?kelompok=II&upah=Rp+5.000.000&bulan=Desember+2022&usia="
        assert client.get(typed).headers["Location"] == PERSON
        assert client.get(PERSON).status_code == 200

    def test_a_birth_date_leaves_only_its_month(self, client: Client) -> None:
        led = client.get(f"{PERSON}&lahir=17-08-1964").headers["Location"]
        assert parse_qs(urlsplit(led).query)["lahir"] == ["1964-08"]
        assert "17" not in parse_qs(urlsplit(led).query)["lahir"][0]
        shown = client.get(led).content.decode()
        assert "1964-08-17" not in shown
        assert 'value="Agustus 1964"' in shown

    def test_the_address_to_share_is_that_of_the_page(self, client: Client) -> None:
        assert f'value="http://testserver{PERSON.replace("&", "&amp;")}"' in client.get(PERSON).content.decode()

    def test_the_fields_keep_what_was_read_as_people_write_it(self, client: Client) -> None:
        page = client.get(PERSON).content.decode()
        assert 'value="5.000.000"' in page
        assert 'value="Desember 2022"' in page

    @settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.dates(date(1940, 1, 1), date(2010, 12, 31)),
        st.dates(date(2015, 7, 1), date(2027, 12, 31)),
        st.booleans(),
    )
    def test_the_month_of_birth_alone_gives_the_same_answer(self, born: date, month: date, continues: bool) -> None:
        given_texts = {"bulan": f"{month:%Y-%m}", "upah": "5000000", "kelompok": "II", "lahir": born.isoformat()}
        if continues:
            given_texts["menunda"] = "1"
        first = read_fields(WAGE_EARNER.fields, given_texts)
        again = read_fields(
            WAGE_EARNER.fields,
            {name: values[0] for name, values in parse_qs(canonical(WAGE_EARNER.fields, first.values)).items()},
        )
        assert again.errors == {}
        assert answer(question(WAGE_EARNER, again.values)) == answer(question(WAGE_EARNER, first.values))
        assert canonical(WAGE_EARNER.fields, again.values) == canonical(WAGE_EARNER.fields, first.values)


class TestMistakes:
    @pytest.mark.parametrize(
        ("address", "said"),
        [
            ("/hitung/pu/?upah=5000000", "Terbaca"),
            ("/hitung/pu/?bulan=2022-12&kelompok=I", "isi upah sebulan dalam rupiah"),
            ("/hitung/pu/?bulan=2022-12&upah=16,800.00", "Terbaca Rp 16.800. Jika benar, tulis 16800."),
            ("/hitung/pu/?bulan=2022-12&upah=lima", "Terbaca “lima”. Tulis rupiah penuh tanpa sen"),
            ("/hitung/pu/?bulan=2022-12&upah=-5", "Terbaca “-5”"),
            ("/hitung/pu/?bulan=2010-01&upah=5000000", "hukum dijawab mulai 2015-07-01"),
            ("/hitung/pu/?bulan=9999-12&upah=5000000", "Terbaca tahun 9999"),
            ("/hitung/pu/?bulan=2022-12&upah=5000000&kelompok=VI", "Pilih salah satu: I, II, III, IV, V."),
            ("/hitung/pu/?bulan=2022-12&upah=5000000&usia=131", "usia tidak mungkin lebih dari 130 tahun"),
            ("/hitung/pu/?bulan=2022-12&upah=5000000&asing=ya", "Centang kotaknya"),
            ("/hitung/pu/?bulan=2022-12&upah=5000000&lahir=2023-05-05", "Lahir setelah 2022-12-31"),
            ("/hitung/jakon/?bulan=2022-12&nilai=1000000&upah=3000000", "upah dan nilai kontrak sama-sama diisi"),
            ("/hitung/jakon/?bulan=2022-12&nilai-bruto=1000000&ppn=sebelas", "Tulis persen, misalnya 11"),
            ("/hitung/pmi/?bulan=2016-01&lama=24", "belum berlaku"),
            ("/hitung/pmi/?bulan=2024-12&lama=0", "paling sedikit satu bulan"),
            ("/hitung/bpu/?bulan=2022-12&penghasilan=99999999999999999999", "Terbaca"),
        ],
    )
    def test_a_mistake_is_said_in_words_at_its_field(self, client: Client, address: str, said: str) -> None:
        if "upah=5000000" in address and "bulan" not in address:
            said = "Isian ini belum diisi."
        page = words(client, address, status=400)
        assert "Ada yang perlu diperbaiki" in page
        assert page.lower().count(said.lower()) == 2

    def test_what_was_typed_stays_in_the_fields(self, client: Client) -> None:
        page = client.get("/hitung/pu/?bulan=kapan&upah=16,800.00&kelompok=II").content.decode()
        assert 'value="kapan"' in page
        assert 'value="16,800.00"' in page
        assert '<option value="II" selected>' in page

    def test_the_summary_leads_to_the_field(self, client: Client) -> None:
        page = client.get("/hitung/pu/?bulan=kapan&upah=x").content.decode()
        assert 'href="#bulan"' in page
        assert 'href="#upah"' in page
        assert page.count('aria-invalid="true"') == 2

    def test_a_segment_that_is_none_is_not_found(self, client: Client) -> None:
        assert client.get("/hitung/asn/").status_code == 404

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.data())
    def test_no_address_makes_a_server_error(self, client: Client, data: st.DataObject) -> None:
        found = data.draw(st.sampled_from(list(CALCULATORS.values())))
        names = st.sampled_from([*(field.name for field in found.fields), "banding", "x"])
        texts = st.one_of(
            st.text(max_size=25),
            st.sampled_from(
                ["2022-12", "2020-10", "0001-01", "1", "0", "5000000", "II", "2022-12-31", "JKK,JKM", "58"]
            ),
        )
        query = data.draw(st.dictionaries(names, texts, max_size=7))
        query.setdefault("bulan", "2022-12")
        assert client.get(f"/hitung/{found.slug}/", query).status_code in (200, 302, 400)


class TestAnotherMonth:
    def test_the_same_person_in_another_month_stands_beside_with_what_changed(self, client: Client) -> None:
        said = words(client, "/hitung/pu/?bulan=2022-12&upah=12000000&kelompok=II&banding=Maret 2025")
        assert "JP Rp 181.552 Rp 90.776 Rp 272.328 Rp 316.422 Rp 44.094" in said
        assert "Rp 9.077.600 Rp 10.547.400 PP 45/2015 pasal 29" in said

    def test_a_month_that_cannot_be_read_is_said_at_its_field_and_the_result_stays(self, client: Client) -> None:
        said = words(client, f"{PERSON}&banding=kapan", status=400)
        assert "Terbaca “kapan”" in said
        assert "Rp 477.000" in said

    def test_the_compared_month_is_part_of_the_address(self, client: Client) -> None:
        assert client.get(f"{PERSON}&banding=Maret+2025").headers["Location"] == f"{PERSON}&banding=2025-03"


class TestProtection:
    PLAN = "/hitung/perlindungan/?orang=22121&mulai=2025-03&lama=10&pembayar=APBD"

    def test_22_121_workers_for_ten_months(self, client: Client) -> None:
        said = words(client, self.PLAN)
        assert "Hasil Rp 3.716.328.000" in said
        assert "Maret 2025 – Desember 2025 tidak ada Rp 16.800 10 Rp 371.632.800 Rp 3.716.328.000" in said

    def test_the_relief_that_public_funds_do_not_get_is_shown(self, client: Client) -> None:
        said = words(client, "/hitung/perlindungan/?orang=100&mulai=2026-01&lama=12")
        assert "tidak untuk pembayar ini" in said
        assert "Pembayar lain akan membayar Rp 7.560.000 lebih sedikit" in said
        company = words(client, "/hitung/perlindungan/?orang=100&mulai=2026-01&lama=12&pembayar=company")
        assert "berlaku Rp 8.400 9" in company
        assert "Pembayar lain akan membayar" not in company

    @pytest.mark.parametrize(
        ("budget", "said"),
        [
            ("2000000000", "Dana habis pada Juli 2025 Rp 2.000.000.000 cukup untuk 5 bulan penuh"),
            ("3716328000", "Anggaran cukup Dari Rp 3.716.328.000 tersisa Rp 0."),
            ("1", "Anggaran tidak cukup untuk satu bulan Kurang Rp 3.716.327.999 untuk seluruh rencana."),
        ],
    )
    def test_it_says_in_which_month_the_money_ends(self, client: Client, budget: str, said: str) -> None:
        assert said in words(client, f"{self.PLAN}&anggaran={budget}")

    def test_the_file_by_month_adds_up_to_the_page(self, client: Client) -> None:
        text = b"".join(client.get("/hitung/perlindungan.csv?orang=22121&mulai=2025-03&lama=10")).decode()
        lines = [line for line in text.splitlines() if not line.startswith(("#", '"#'))]
        rows = list(csv.DictReader(io.StringIO("\n".join(lines))))
        assert sum(int(row["Biaya bulan itu"]) for row in rows) == 3_716_328_000
        assert [row["Bulan"] for row in rows][::9] == ["2025-03-01", "2025-12-01"]
        assert "Jumlah seluruhnya: Rp" in text

    def test_the_workbook_holds_numbers(self, client: Client) -> None:
        answered = client.get("/hitung/perlindungan.xlsx?orang=2&mulai=2025-03&lama=3&jht=1")
        data = openpyxl.load_workbook(io.BytesIO(b"".join(answered))).worksheets[0]
        assert [cell.value for cell in data[2]][1:7] == [2, 10_000, 6_800, 20_000, 36_800, 73_600]

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("orang=0&mulai=2025-03&lama=10", "tulis bilangan bulat dari 1 sampai 100000000"),
            ("orang=5&mulai=2025-03&lama=121", "tulis bilangan bulat dari 1 sampai 120"),
            ("orang=5&mulai=2010-03&lama=2", "hukum dijawab mulai 2015-07-01"),
            ("orang=5&mulai=2100-12&lama=120&pembayar=gubernur", "Pilih salah satu: APBD, APBN"),
            ("orang=lima&lama=1", "Isian ini belum diisi."),
        ],
    )
    @pytest.mark.parametrize("page", ["/hitung/perlindungan/", "/hitung/perlindungan.xlsx"])
    def test_mistakes_are_said_for_page_and_file(self, client: Client, page: str, query: str, said: str) -> None:
        assert said.lower() in words(client, f"{page}?{query}", status=400).lower()


@pytest.mark.parametrize("page", ["/hitung/", "/hitung/pu/", "/hitung/bpu/", "/hitung/jakon/", "/hitung/pmi/"])
def test_an_empty_form_asks_and_blames_nobody(client: Client, page: str) -> None:
    said = words(client, page)
    assert "Ada yang perlu diperbaiki" not in said


@pytest.mark.parametrize("page", ["/hitung/", PERSON, TestProtection.PLAN + "&sektor=other"])
def test_calculators_hardly_ask_the_database(client: Client, django_assert_max_num_queries: Any, page: str) -> None:
    with django_assert_max_num_queries(8):
        assert client.get(page).status_code in (200, 302)
