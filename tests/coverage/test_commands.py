"""The door: `naungan coverage` as people type it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from tests.coverage.people import DECEMBER, YEAR_END, write_crowd, write_regions

from naungan.cli import main
from naungan.coverage.compute import compute_figures


@pytest.fixture(scope="module")
def closed_december(for_this_module: Callable[[], AbstractContextManager[None]]) -> Iterator[None]:
    """A closed December 2022: 8,967 people in Kaltim, 2,000 in Kaltara."""
    with for_this_module():
        regions = write_regions()
        write_crowd(regions, "64.72", 8_967)
        write_crowd(regions, "65.71", 2_000, segment="BPU")
        compute_figures(YEAR_END, DECEMBER)
        yield


@pytest.fixture
def closed(closed_december: None, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The closed December, seen on a wide terminal."""
    monkeypatch.setenv("COLUMNS", "180")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[[str], tuple[int, str, str]]:
    """Run a command line; exit code, output and errors."""

    def type_in(line: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(line.split())
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return type_in


Run = Callable[[str], tuple[int, str, str]]


def test_json_is_a_list_of_the_provinces(closed: None, run: Run) -> None:
    code, out, _ = run("coverage --as-of 2022-12-31 --by province --basis bpjs-eligible --json")
    rows = json.loads(out)
    assert code == 0
    assert [(row["region_code"], row["numerator"], row["denominator"]) for row in rows] == [
        ("65", 2_000, 254_418),
        ("64", 8_967, 1_358_610),
        ("61", 0, 1_841_582),
        ("62", 0, 966_312),
        ("63", 0, 1_479_078),
    ]
    assert rows[1]["published_rate"] == 66.0


def test_the_table_is_in_indonesian_with_its_basis_and_its_contradictions(closed: None, run: Run) -> None:
    code, out, _ = run("coverage --as-of 2022-12-31")
    assert code == 0
    assert "Cakupan per 31 Des 2022, segmen ALL, dasar bpjs-eligible" in out
    assert "1.358.610" in out
    assert "66,00% (31 Des 2022)" in out
    assert (
        "Kalimantan Timur: 66,00% terbitan tidak sama dengan 935.910 peserta per 30 Nov 2022, "
        "yang menjadi 68,89% pada dasar ini (https://borneoflash.com/"
    ) in out


def test_the_pages_of_the_published_rates_are_named_with_their_caveats(closed: None, run: Run) -> None:
    _, out, _ = run("coverage --as-of 2022-12-31")
    assert (
        "• Terbitan Kalimantan Timur: founding article (news of 31 Dec 2022) (halaman aslinya tidak dilihat; "
    ) in out
    assert (
        "• Terbitan Kalimantan Utara, Kalimantan Barat, Kalimantan Tengah, Kalimantan Selatan: "
        "https://selasar.co/read/2023/05/25/9766/"
    ) in out


def test_explain_tells_where_each_denominator_is_from(closed: None, run: Run) -> None:
    _, out, _ = run("coverage --as-of 2022-12-31 --explain")
    assert (
        "• Kalimantan Timur: 8.967 dari 1.358.610 = 0,66%. Penyebut: eligible_workers 64 2023-03 "
        "(diturunkan, 90 hari sesudahnya): https://selasar.co/"
    ) in out


def test_what_cannot_be_computed_is_said_in_words(closed: None, run: Run) -> None:
    _, out, _ = run("coverage --as-of 2022-12-31 --basis bps-formal")
    assert "Kalimantan Utara: tidak dapat dihitung: tidak ada penyebut bps-formal untuk 65" in out
    (kaltara,) = [line for line in out.splitlines() if "│ 65 Kalimantan Utara" in line]
    assert [cell.strip() for cell in kaltara.split("│")][1:6] == [
        "",
        "65 Kalimantan Utara",
        "tidak dapat dihitung",
        "0",
        "tidak dapat dihitung",
    ]


def test_a_day_within_the_month_says_which_month_end_it_took(closed: None, run: Run) -> None:
    _, out, _ = run("coverage --as-of 2023-01-10")
    assert "Angka per 10 Jan 2023 diambil dari akhir bulan yang sudah ditutup: 31 Des 2022." in out


def test_definition_and_segment_are_options(closed: None, run: Run) -> None:
    _, out, _ = run("coverage --as-of 2022-12-31 --definition paid-up --segment BPU --json")
    rows = {row["region_code"]: row for row in json.loads(out)}
    assert (rows["65"]["definition"], rows["65"]["segments"]) == ("paid-up", "BPU")
    assert (rows["65"]["numerator"], rows["65"]["rate"]) == (2_000, None)


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("coverage --as-of 2022-12-31 --basis bps", 2, "Yang dikenal: bpjs-eligible, bps-employed, bps-labour-force"),
        ("coverage --as-of 2022-12-31 --by desa", 2, "Yang dikenal: region, province, district."),
        ("coverage --as-of 31-12-2022", 2, "Tanggal '31-12-2022' tidak terbaca"),
        ("coverage --as-of 20221231", 2, "Tanggal '20221231' tidak terbaca"),
        ("coverage --as-of 2022-02-30", 2, "Tanggal '2022-02-30' tidak ada di kalender"),
        ("coverage --as-of 2023-01-31", 1, "Jalankan: naungan close-month 2023-01."),
        ("coverage compare 64 65", 2, "Tulis WILAYAH@TANGGAL"),
        (
            "coverage compare 64@2022-12-31 64@2022-12-31/bps-employed",
            1,
            "dasar: bpjs-eligible dan bps-employed",
        ),
        ("coverage published --region 6472", 1, "Tidak ada angka terbitan untuk wilayah '6472'"),
    ],
)
def test_bad_input_gets_a_sentence_and_its_exit_code(closed: None, run: Run, line: str, code: int, said: str) -> None:
    ended, out, err = run(line)
    assert (ended, out) == (code, "")
    assert said in err


def test_compare_tells_points_and_people(closed: None, run: Run) -> None:
    _, out, _ = run("coverage compare 64@2022-12-31 65@2022-12-31 --json")
    found = json.loads(out)
    assert (found["left"]["rate"], found["right"]["rate"], found["points"]) == (0.66, 0.79, 0.13)
    assert (found["more_participants"], found["denominator_changed"]) == (-6_967, False)
    _, out, _ = run("coverage compare 64@2022-12-31 65@2022-12-31")
    assert "Selisih +0,13 poin; pembilang -6.967 orang." in out


@pytest.mark.django_db
def test_published_figures_stand_side_by_side_even_before_any_close(run: Run) -> None:
    code, out, _ = run("coverage published --region 64 --period 2022 --json")
    rates = [(one["indicator"], one["value"], one["basis"]) for one in json.loads(out)]
    assert code == 0
    assert ("active_participants", 935_910, "") in rates
    assert ("coverage_rate", 66.0, "bpjs-eligible") in rates


@pytest.mark.django_db
def test_a_page_that_contradicts_itself_is_marked(run: Run) -> None:
    _, out, _ = run("coverage published --region 51 --period 2025")
    assert "50,88% (terbit); dihitung ulang 49,90%: BERTENTANGAN dengan angkanya sendiri" in out


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["", "compare ", "published "])
def test_every_command_has_its_help(run: Run, command: str) -> None:
    code, out, _ = run(f"coverage {command}--help")
    assert code == 0
    assert "--json" in out
