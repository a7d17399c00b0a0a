"""The doors: what is printed, what is refused, and with which exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from naungan.errors import WrongUse
from naungan.law.commands import calculate_app, law_app
from naungan.law.golden import cases
from naungan.law.questions.table import BENEFITS

RUN = CliRunner()


def law(*words: str) -> str:
    done = RUN.invoke(law_app, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def calculate(*words: str) -> str:
    done = RUN.invoke(calculate_app, ["contribution", *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def process(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "naungan.cli", *words], capture_output=True, text=True, check=False)


def test_answer_gives_one_line_for_each_question(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    some = list(cases())[:20]
    file.write_text("\n".join(json.dumps({**case.question, "id": case.id}, default=float) for case in some) + "\n{\n")
    lines = [json.loads(line) for line in law("answer", str(file)).splitlines()]
    assert [line["id"] for line in lines] == [*(case.id for case in some), None]
    assert "baris 21: bukan JSON" in lines[-1]["error"]


def test_answer_can_carry_receipts(tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    question = next(case.question for case in cases() if case.id == "pu-class-II")
    file.write_text(json.dumps(question))
    assert "law_version" in json.loads(law("answer", str(file), "--receipt"))["receipt"]


def test_answer_of_a_missing_file_is_wrong_use() -> None:
    with pytest.raises(WrongUse, match=r"tidak-ada\.jsonl tidak dapat dibaca"):
        law("answer", "tidak-ada.jsonl")


def test_answer_of_a_folder_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="tidak dapat dibaca"):
        law("answer", str(tmp_path))


def test_show_marks_the_value_in_force_and_gives_basis_and_source() -> None:
    rows = law("show", "jp.wage_cap", "--on", "2022-12-31").splitlines()
    current = [row for row in rows if "berlaku │" in row]
    assert len(current) == 1
    assert "2022-03-01" in current[0]
    assert "9.077.600" in current[0]
    assert any("JPL-2026" in row and "B/1226/022026" in row for row in rows)


def test_show_marks_what_is_unverified() -> None:
    rows = law("show", "jp.wage_cap").splitlines()
    assert "belum terverifikasi" in next(row for row in rows if "7.335.300" in row)
    assert "belum terverifikasi" not in next(row for row in rows if "8.094.000" in row)


def test_show_of_a_programme_lists_all_its_parameters() -> None:
    shown = law("show", "jht")
    assert "jht.employer_rate" in shown
    assert "jht.employee_rate" in shown


def test_show_without_a_path_lists_the_whole_law_of_a_day() -> None:
    shown = law("show", "--on", "2016-01-01")
    assert "7.000.000" in shown
    assert "belum berlaku" in next(row for row in shown.splitlines() if "pmi.packages" in row)


def test_show_of_an_unknown_path_suggests_near_ones() -> None:
    with pytest.raises(WrongUse, match=r"Parameter 'jp\.wage_cup' tidak ada\. Maksud Anda jp\.wage_cap"):
        law("show", "jp.wage_cup")


def test_show_of_an_impossible_day_is_wrong_use() -> None:
    with pytest.raises(WrongUse, match="31-12-2022"):
        law("show", "jp.wage_cap", "--on", "31-12-2022")


def test_diff_shows_old_new_and_basis() -> None:
    rows = law("diff", "2025-02-06", "2025-02-07").splitlines()
    place = next(place for place, row in enumerate(rows) if "from_jkm_rate" in row)
    assert [cell.strip() for cell in rows[place].split("│")[1:4]] == ["jkp.from_jkm_rate", "0,1 %", "0 %"]
    # a long basis goes on in the lines below
    basis = " ".join(row.split("│")[4].strip() for row in rows[place : place + 3])
    assert basis.startswith("PP 37/2021; PP 49/2023 art. 18A → PP 6/2025")


def test_diff_of_two_equal_laws_says_so() -> None:
    assert (
        law("diff", "2022-11-01", "2022-12-31").strip() == "Tidak ada yang berubah antara 2022-11-01 dan 2022-12-31."
    )


def test_diff_tells_formulas_with_another_version() -> None:
    assert "jkp_base" in law("diff", "2021-02-01", "2021-02-02")


def test_diff_backwards_is_wrong_use() -> None:
    with pytest.raises(WrongUse, match="Tukar urutannya"):
        law("diff", "2025-02-07", "2025-02-06")


def test_check_counts_the_golden_cases() -> None:
    assert law("check").strip() == f"{len(list(cases()))} kasus sesuai."


def test_calculate_shows_programmes_by_payer() -> None:
    shown = calculate("--month", "2022-12", "--wage", "5000000", "--class", "II").replace("\u00a0", " ")
    row = next(line for line in shown.splitlines() if "Jumlah  │" in line)
    assert [cell.strip() for cell in row.split("│")[1:5]] == ["Jumlah", "Rp 327.000", "Rp 150.000", "Rp 477.000"]


def test_calculate_as_json_has_answer_and_receipt() -> None:
    found = json.loads(calculate("--month", "2022-12", "--wage", "5000000", "--class", "II", "--json"))
    assert found["answer"]["total"] == 477_000
    assert set(found) == {"answer", "receipt"}


def test_calculate_explains_each_step_with_its_article() -> None:
    found = json.loads(calculate("--month", "2016-05", "--wage", "9000000", "--class", "II", "--explain", "--json"))
    base = next(step for step in found["explanation"] if step["step"] == "jp_base")
    assert (base["value"], base["unverified"]) == (7_335_300, True)
    assert base["used"][0]["path"] == "jp.wage_cap"


def test_calculate_marks_unverified_values_on_screen() -> None:
    shown = calculate("--month", "2016-05", "--wage", "9000000", "--class", "II", "--explain")
    assert "belum terverifikasi: jp.wage_cap" in shown


@pytest.mark.parametrize(
    ("words", "total"),
    [
        (["--segment", "BPU", "--income", "1000000", "--programmes", "JKK,JKM,JHT"], 36_800),
        (["--segment", "JAKON", "--contract-value", "150000000"], 335_000),
        (["--segment", "JAKON", "--contract-gross", "111000000", "--vat-rate", "0.11"], 240_000),
        (["--segment", "JAKON", "--monthly-wage", "3000000"], 61_200),
        (["--segment", "PMI", "--contract-months", "24", "--agency-placed"], 370_000),
    ],
)
def test_calculate_answers_every_segment(words: list[str], total: int) -> None:
    assert json.loads(calculate("--month", "2022-12", *words, "--json"))["answer"]["total"] == total
    assert f"{total:,}".replace(",", ".") in calculate("--month", "2022-12", *words)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["calculate", "contribution", "--month", "2022-12", "--wage", "-5", "--class", "I"], 2, "wage: terbaca -5"),
        (
            ["calculate", "contribution", "--month", "2022-12", "--wage", "5000000", "--programme", "JKK"],
            2,
            "jkk_class: tidak diisi",
        ),
        (["calculate", "contribution", "--month", "2022-13", "--wage", "1", "--class", "I"], 2, "2022-13"),
        (["law", "show", "jp.wage_cup"], 2, "jp.wage_cup"),
        (["law", "diff", "2025-02-07", "2025-02-06"], 2, "Tukar urutannya"),
        (["law", "answer", "tidak-ada.jsonl"], 2, "tidak-ada.jsonl"),
    ],
)
def test_wrong_use_leaves_with_two_and_a_message(words: list[str], code: int, message: str) -> None:
    done = process(*words)
    assert done.returncode == code
    assert message in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_questions_can_come_from_standard_input() -> None:
    question = next(case.question for case in cases() if case.id == "pu-class-II")
    done = subprocess.run(
        [sys.executable, "-m", "naungan.cli", "law", "answer", "-"],
        input=json.dumps(question), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout)["answer"]["jkk_employer"] == 27_000


def test_without_a_class_the_terminal_says_what_is_left_out() -> None:
    assert "isi kelompok risiko dengan --class" in calculate("--month", "2022-12", "--wage", "5000000")


def benefit(*words: str) -> str:
    done = RUN.invoke(calculate_app, ["benefit", *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output.replace("\u00a0", " ")


DEATH = ("death", "wage=5000000", "event_date=2024-05-10", 'scholarship=["SMA", "S1"]', "--programme", "JKK")


def test_benefit_without_a_question_lists_them_all() -> None:
    rows = [row.split("│")[1].strip() for row in benefit().splitlines() if row.startswith("│")]
    assert [calc for calc in rows if calc] == sorted(BENEFITS)


def test_benefit_is_shown_in_words() -> None:
    rows = [[cell.strip() for cell in row.split("│")[1:3]] for row in benefit(*DEATH).splitlines() if "│" in row]
    assert rows == [
        ["Santunan sekaligus", "Rp 240.000.000"],
        ["Santunan berkala", "Rp 12.000.000"],
        ["Biaya pemakaman", "Rp 10.000.000"],
        ["Jumlah", "Rp 262.000.000"],
        ["Berhak", "ya"],
        ["Rencana beasiswa", "Rp 69.000.000"],
        ["Jumlah dengan beasiswa", "Rp 331.000.000"],
    ]


def test_benefit_explains_its_steps_and_the_values_it_read() -> None:
    shown = benefit(*DEATH, "--explain")
    assert "Mengapa, menurut hukum hari 2024-05-10" in shown
    assert "jkk.death_least = Rp 20.000.000 (sejak 2019-12-02)" in shown
    assert "scholarship.yearly" in shown


def test_benefit_as_json_has_answer_receipt_and_explanation() -> None:
    found = json.loads(benefit(*DEATH, "--explain", "--json"))
    assert set(found) == {"answer", "receipt", "explanation"}
    assert found["receipt"]["day"] == "2024-05-10"
    assert [step["step"] for step in found["explanation"]][-1] == "jkk_death_total"


def test_benefit_marks_what_is_unsure() -> None:
    shown = benefit("dentures", "cost=4000000", "--date", "2018-05-10")
    assert "belum terverifikasi: jkk.dentures_most" in shown


def test_benefit_reads_numbers_texts_and_json() -> None:
    found = json.loads(benefit("indexation", "pension_last_year=1000000", "inflation_percent=2.92", "--json"))
    assert found["answer"] == {"pension": 1_029_200}
    family = 'family={"spouse": true, "children": 2}'
    assert json.loads(benefit("heirs", family, "--json"))["answer"]["entitled"] == ["spouse", "children"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["luck"], "Soal 'luck' tidak ada"),
        (["death", "event_date=2024-05-10"], "Isi --programme"),
        (["stmb", "months_off"], "Tulis nama=nilai"),
        (["stmb", "months_off=2", "--date", "2024-05-10"], "wage: tidak diisi"),
        (["stmb", "wage=1", "months_off=-2", "--date", "2024-05-10"], "months_off: terbaca -2"),
    ],
)
def test_benefit_asked_wrongly_is_wrong_use(words: list[str], message: str) -> None:
    with pytest.raises(WrongUse, match=message):
        RUN.invoke(calculate_app, ["benefit", *words], catch_exceptions=False)
