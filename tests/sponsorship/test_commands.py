"""`naungan plan` and `naungan list`: what they print, what they write, and how they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.sponsorship.people import a_file, a_government, a_row

from naungan.cli import main
from naungan.sponsorship.models import CandidateList, Decree
from naungan.sponsorship.planner.read_groups import read_groups
from naungan.sponsorship.planner.request import BadPlan, Group

pytestmark = pytest.mark.django_db
PENAJAM = ["plan", "--district", "64.09", "--people", "15000", "--money", "3000000000", "--from", "2025-01"]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command prints."""
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    printed = capsys.readouterr()
    assert ended.value.code == 0, printed.err
    return " ".join(printed.out.replace("\u00a0", " ").split())


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int | str | None, str]:
    """The exit code and what is said."""
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return ended.value.code, capsys.readouterr().err


def test_a_plan_says_what_is_short(capsys: pytest.CaptureFixture[str]) -> None:
    printed = run(capsys, *PENAJAM, "--target", "12000", "--reform", "bpu.jkm_amount=3400", "--frontier")
    for words in ("14.880", "kurang Rp 24.000.000", "12.000 orang pada akhir masa: Rp 2.419.200.000",
                  "Dengan hukum yang diubah: 15.000 orang", "Uang lain"):  # fmt: skip
        assert words in printed


def test_a_plan_as_json_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(run(capsys, *PENAJAM, "--json"))
    assert (told["people"], told["left"], told["proven"]) == (14_880, 192_000, True)
    assert told["unverified"] == ["bpu.brackets", "relief.pp50_public_funds"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (["--groups", "x.csv"], 2),
        (["--months", "99"], 1),
        (["--reform", "bpu.jkm_amount"], 1),
        (["--reform", "bpu.tidak_ada=5"], 1),
        (["--target", "99999999"], 1),
        (["--from", "Januari"], 2),
    ],
)
def test_a_plan_that_cannot_be_is_refused(capsys: pytest.CaptureFixture[str], more: list[str], code: int) -> None:
    ended, said = refused(capsys, *PENAJAM, *more)
    assert ended == code
    assert said.startswith("naungan: ")


def test_groups_are_read_from_a_table_or_refused_by_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "kelompok.csv"
    path.write_text("kabupaten,pekerjaan,desil,risiko,orang,terlindungi\n64.09,nelayan,1,5,100,20\n", "utf-8")
    assert read_groups(path) == (Group("64.09", "nelayan", 1, 5, 100, 20),)
    wrong = {
        "kabupaten,orang\n": "kolom pekerjaan",
        "kabupaten,pekerjaan,desil,risiko,orang\n64.09,x,1,5,seratus\n": "baris 2, orang",
    }
    for text, said in wrong.items():
        path.write_text(text, "utf-8")
        with pytest.raises(BadPlan, match=said):
            read_groups(path)


def test_from_a_file_to_a_decree_with_its_papers(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    payer = a_government()
    file = a_file(tmp_path, [a_row(1, "Siti Aminah"), a_row(2, "Budi"), a_row(3, "Kaya", decile="9")])
    whose = ["--sponsor", payer.code, "--scheme", "Nelayan"]
    brought = ["--source", "DTSEN", "--given-by", "Camat", "--from", "2023-01", "--decile", "4", "--quota", "64.09=1"]
    printed = run(capsys, "list", "import", str(file), *whose, *brought)
    number = str(CandidateList.objects.get().pk)
    assert "Tidak diambil: Status Disabilitas" in printed
    judged = json.loads(run(capsys, "list", "judge", number, "--json"))
    assert judged["verdicts"] == {"eligible": 2, "rejected": 1}
    assert "Desil 9" in run(capsys, "list", "judge", number)
    signed = ["--number", "188/1", "--signed-on", "2022-12-20", "--signed-by", "Bupati"]
    printed = run(capsys, "list", "decree", *whose, *signed, "--out", str(tmp_path), "--enrol")
    assert "1 penerima, 1 cadangan" in printed
    assert "Didaftarkan 1" in printed
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "audit.zip", "calon.csv", "ditolak.xlsx", "sk.pdf", "sk.xlsx",
    ]  # fmt: skip
    planned = json.loads(run(capsys, "plan", "--list", number, "--money", "201600", "--from", "2023-01", "--json"))
    assert (planned["people"], planned["rupiah"]) == (1, 201_600)
    ended, said = refused(capsys, "list", "decree", *whose, *signed, "--out", str(tmp_path))
    assert (ended, Decree.objects.count()) == (1, 1)
    assert "sudah dipakai" in said


def test_a_sponsor_or_list_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    a_government()
    assert refused(capsys, "list", "judge", "999999")[0] == 1
    file = a_file(tmp_path, [a_row(1, "Siti")])
    arguments = ["--scheme", "x", "--source", "x", "--given-by", "x", "--from", "2023-01"]
    ended, said = refused(capsys, "list", "import", str(file), "--sponsor", "PEMDA-99", *arguments)
    assert ended == 1
    assert "tidak dikenal" in said
