"""A table in, a table out: all columns kept, the amounts of the law beside them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import csv, ipc, parquet

from naungan.engines.segments import SEGMENTS
from naungan.engines.table_files import ROWS
from naungan.engines.tables import Done, compute
from naungan.law.statute import load

pytestmark = pytest.mark.slow

DECEMBER = date(2022, 12, 1)
PEOPLE = pa.table(
    {
        "nik": ["6472015708900001", "0472015708900002", "6472015708900003"],
        "upah": pa.array([5_000_000, 500, 12_345_678]),
        "kelas_jkk": pa.array([2, 1, 5]),
        "tanggal_lahir": pa.array([date(1990, 8, 17), date(1964, 12, 31), date(1965, 1, 1)]),
        "wna": pa.array([False, False, True]),
    }
)


def write(table: pa.Table, path: Path) -> Path:
    if path.suffix == ".parquet":
        parquet.write_table(table, path)
    elif path.suffix == ".csv":
        csv.write_csv(table, path)
    else:
        with ipc.new_file(str(path), table.schema) as file:
            file.write_table(table)
    return path


def read(path: Path) -> pa.Table:
    if path.suffix == ".parquet":
        return parquet.read_table(path)
    if path.suffix == ".csv":
        return csv.read_csv(path, convert_options=csv.ConvertOptions(column_types={"nik": pa.string()}))
    return ipc.open_file(str(path)).read_all()


def by_the_law(**person: int) -> dict[str, int]:
    return load().of_month(DECEMBER).compile(SEGMENTS["pu"])(**person)


def days(day: date) -> int:
    return (day - date(1970, 1, 1)).days


EXPECTED = [
    by_the_law(wage=5_000_000, jkk_class=2, born=days(date(1990, 8, 17))),
    by_the_law(wage=500, jkk_class=1, born=days(date(1964, 12, 31))),
    by_the_law(wage=12_345_678, jkk_class=5, born=days(date(1965, 1, 1)), foreign=True),
]


@pytest.mark.parametrize("ending", [".parquet", ".csv", ".arrow"])
def test_every_format_keeps_the_columns_and_adds_the_amounts(tmp_path: Path, ending: str) -> None:
    source = write(PEOPLE, tmp_path / f"in{ending}")
    done = compute(source, tmp_path / f"out{ending}", DECEMBER)
    found = read(tmp_path / f"out{ending}")
    assert found.select(list(SEGMENTS["pu"])).to_pylist() == EXPECTED
    assert found.select(PEOPLE.column_names).to_pylist() == PEOPLE.to_pylist()
    assert done.rows == 3


@pytest.mark.parametrize(("given", "wanted"), [(".csv", ".parquet"), (".parquet", ".csv"), (".arrow", ".csv")])
def test_a_table_may_come_out_in_another_format(tmp_path: Path, given: str, wanted: str) -> None:
    source = write(PEOPLE, tmp_path / f"in{given}")
    compute(source, tmp_path / f"out{wanted}", DECEMBER)
    assert read(tmp_path / f"out{wanted}").select(list(SEGMENTS["pu"])).to_pylist() == EXPECTED


def test_cells_that_are_only_kept_stay_as_they_were_written(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text('nik;upah;kelas_jkk;catatan\n0472;5000000;II;"tanda ; dan ""kutip"""\n007; 500 ;1;\n', "utf-8")
    compute(source, tmp_path / "out.parquet", DECEMBER)
    found = parquet.read_table(tmp_path / "out.parquet")
    assert found["nik"].to_pylist() == ["0472", "007"]
    assert found["catatan"].to_pylist() == ['tanda ; dan "kutip"', ""]
    assert found["jkk_employer"].to_pylist() == [27_000, 1]


def test_a_csv_comes_out_with_the_delimiter_it_came_with(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("upah;kelas_jkk\n5000000;2\n", "utf-8")
    compute(source, tmp_path / "out.csv", DECEMBER)
    assert (tmp_path / "out.csv").read_text("utf-8").splitlines()[1].startswith('"5000000";"2";27000;15000;')


def test_a_byte_order_mark_is_no_part_of_a_name(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(b"\xef\xbb\xbfupah,kelas_jkk\n5000000,2\n")
    assert compute(source, tmp_path / "out.csv", DECEMBER).rows == 1


def test_columns_left_out_are_reported_as_ordinary(tmp_path: Path) -> None:
    source = write(PEOPLE.select(["upah", "kelas_jkk"]), tmp_path / "in.parquet")
    done = compute(source, tmp_path / "out.parquet", DECEMBER)
    assert [(one.input, one.name) for one in done.read] == [("wage", "upah"), ("jkk_class", "kelas_jkk")]
    assert done.ordinary == (
        "month_wage", "born", "foreign", "continues", "takes_jht", "takes_jp", "takes_jkp", "relief_pp49",
        "relief_pp7",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("segment", "columns", "expected"),
    [
        ("bpu", {"Penghasilan": [1_000_000], "ikut JHT": ["tidak"]}, {"bpu_total": 16_800}),
        ("jakon", {"nilai_kontrak": [10**9]}, {"jakon_total": 1_750_000}),
        ("jakon_wage", {"wage": [3_000_000]}, {"jakon_wage_total": 61_200}),
        ("pmi", {"lama_kontrak": [24], "lewat_p3mi": [1]}, {"pmi_total": 370_000}),
    ],
)
@pytest.mark.slow
def test_every_segment_has_its_table(
    tmp_path: Path, segment: str, columns: dict[str, list[object]], expected: dict[str, int]
) -> None:
    source = write(pa.table(columns), tmp_path / "in.parquet")
    compute(source, tmp_path / "out.parquet", DECEMBER, segment)
    assert read(tmp_path / "out.parquet").select(list(expected)).to_pylist() == [expected]


def test_a_table_of_several_batches_is_written_whole_and_its_progress_told(tmp_path: Path) -> None:
    rows = 2 * ROWS + 5
    wage = np.arange(rows) * 500
    source = write(pa.table({"wage": wage, "jkk_class": np.full(rows, 3)}), tmp_path / "in.parquet")
    told: list[tuple[int, int]] = []
    done = compute(source, tmp_path / "out.parquet", DECEMBER, progress=lambda at, size: told.append((at, size)))
    assert done.rows == rows
    assert told == [(ROWS, rows), (2 * ROWS, rows), (rows, rows)]
    found = read(tmp_path / "out.parquet")["jht_employer"].to_numpy()
    assert np.array_equal(found, (wage * 37_000 + 500_000) // 1_000_000)


def test_a_table_without_rows_gives_one_without_rows(tmp_path: Path) -> None:
    source = write(PEOPLE.slice(0, 0), tmp_path / "in.parquet")
    assert compute(source, tmp_path / "out.parquet", DECEMBER).rows == 0
    assert read(tmp_path / "out.parquet").column_names == [*PEOPLE.column_names, *SEGMENTS["pu"]]


def test_a_file_already_there_is_replaced(tmp_path: Path) -> None:
    source = write(PEOPLE, tmp_path / "in.parquet")
    (tmp_path / "out.csv").write_text("lama", "utf-8")
    done: Done = compute(source, tmp_path / "out.csv", DECEMBER)
    assert len((tmp_path / "out.csv").read_text("utf-8").splitlines()) == done.rows + 1


def test_a_reform_is_computed_like_the_law(tmp_path: Path) -> None:
    source = write(PEOPLE, tmp_path / "in.parquet")
    reform = load().reform({"jkm.rate": {date(2022, 1, 1): 6000}})
    compute(source, tmp_path / "out.parquet", DECEMBER, statute=reform)
    assert read(tmp_path / "out.parquet")["jkm_employer"].to_pylist()[0] == 30_000
