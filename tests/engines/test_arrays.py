"""The compiled loop: the same rupiah as the law, and a refusal for what it cannot work out."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engines.people import by_the_law, columns, taken
from tests.engines.programs import made_up, segment

from naungan.engines.array_loops import compiled_loop
from naungan.engines.arrays import BLOCK, kernel
from naungan.engines.errors import AmountTooLarge, EngineError, RowRefused
from naungan.law.arithmetic import share, where
from naungan.law.statute import load

pytestmark = pytest.mark.slow

PROGRAM = segment("pu")
KERNEL = kernel(PROGRAM)


def test_a_row_gets_what_the_law_says() -> None:
    inputs = columns(PROGRAM, 3, wage=np.array([5_000_000, 500, 12_345_678]), jkk_class=np.array([2, 1, 5]))
    results = KERNEL(inputs)
    assert [taken(results, row) for row in range(3)] == [by_the_law(PROGRAM, inputs, row) for row in range(3)]


def test_halves_are_rounded_away_from_zero_on_both_sides() -> None:
    results = KERNEL(columns(PROGRAM, 2, wage=np.array([500, -500])))
    assert results["jht_employer"].tolist() == [19, -19]


def test_the_last_amount_for_doubles_and_the_first_for_integers_are_exact() -> None:
    last = KERNEL.bounds.doubles
    for amount in (last, last + 1, -last, -last - 1):
        inputs = columns(PROGRAM, 1, wage=np.array([amount]), jkk_class=np.array([5]))
        assert taken(KERNEL(inputs), 0) == by_the_law(PROGRAM, inputs, 0)


def test_a_large_amount_in_a_later_block_changes_no_other_row() -> None:
    wage = np.full(BLOCK + 3, 500)
    wage[BLOCK + 1] = 9_999_999_999_500
    inputs = columns(PROGRAM, len(wage), wage=wage)
    results = KERNEL(inputs)
    for row in (0, BLOCK - 1, BLOCK, BLOCK + 1, BLOCK + 2):
        assert taken(results, row) == by_the_law(PROGRAM, inputs, row)


def test_results_may_go_into_the_same_columns_again() -> None:
    first = KERNEL(columns(PROGRAM, 4))
    again = KERNEL(columns(PROGRAM, 4, wage=np.full(4, 500)), first)
    assert all(again[name] is first[name] for name in PROGRAM.targets)
    assert again["jht_employer"].tolist() == [19, 19, 19, 19]


def test_no_rows_make_no_results() -> None:
    results = KERNEL(columns(PROGRAM, 0, wage=np.array([], dtype=np.int64)))
    assert {name: len(one) for name, one in results.items()} == dict.fromkeys(PROGRAM.targets, 0)


def test_another_month_needs_no_other_compilation() -> None:
    KERNEL(columns(PROGRAM, 1))
    before = compiled_loop.cache_info().misses
    later = segment("pu", "2023-12")
    inputs = columns(later, 1, wage=np.array([20_000_000]))
    assert taken(kernel(later)(inputs), 0) == by_the_law(later, inputs, 0)
    assert compiled_loop.cache_info().misses == before


def test_a_number_stands_for_all_rows_and_narrow_columns_are_widened() -> None:
    program = load().of_month("2022-12").program(["jakon_wage_jkk", "jakon_wage_jkm"])
    results = kernel(program)({"wage": np.array([2**31 - 1, 3_000_000], dtype=np.int32), "relief_pp49": False})
    assert taken(results, 0) == {"jakon_wage_jkk": 37_366_215, "jakon_wage_jkm": 6_442_451}
    assert taken(results, 1) == {"jakon_wage_jkk": 52_200, "jakon_wage_jkm": 9_000}


def test_a_condition_comes_out_as_booleans() -> None:
    program = load().of_month("2025-03").program(["pp7_granted"])
    inputs = {
        "labour_intensive": np.array([True, True, False]),
        "active_workers": np.array([50, 49, 50]),
        "paid_through_month": 2025 * 12,
    }
    assert kernel(program)(inputs)["pp7_granted"].tolist() == [True, False, False]


def test_inputs_of_other_segments_are_left_out() -> None:
    inputs = columns(PROGRAM, 1) | {"contract_value": np.array([1.5])}
    assert KERNEL(inputs)["jkk_employer"].tolist() == [27_000]


@pytest.mark.parametrize(("jkk_class", "row"), [([1, 6, 0], 2), ([1, 5, 0], 3), ([-1, 1, 1], 1)])
def test_a_class_outside_the_table_is_refused_by_row(jkk_class: list[int], row: int) -> None:
    with pytest.raises(RowRefused, match=rf"in row {row}; the table of this month has classes 1 to 5"):
        KERNEL(columns(PROGRAM, 3, jkk_class=np.array(jkk_class)))


@pytest.mark.parametrize("sign", [1, -1])
def test_an_amount_beyond_64_bits_is_refused_by_row(sign: int) -> None:
    wage = np.array([5_000_000, sign * (KERNEL.bounds.integers + 1)])
    with pytest.raises(AmountTooLarge, match="in row 2; beyond"):
        KERNEL(columns(PROGRAM, 2, wage=wage))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"wage": np.array([5e6])}, "wage is float64; rupiah, classes, days and months are signed whole numbers"),
        ({"wage": np.array([5], dtype=np.uint64)}, "wage is uint64"),
        ({"wage": np.array(["5000000"])}, "wage is <U7"),
        ({"wage": np.array([[5]])}, "wage has 2 dimensions"),
        ({"wage": np.array([5, 6])}, "equally long"),
        ({"takes_jp": np.array([1])}, "takes_jp is int64; a flag is a column of booleans"),
        ({"takes_jp": 1}, "takes_jp is int64"),
        ({"jkk_class": 2.0}, "jkk_class is float64"),
        ({"salary": np.array([5])}, "unknown salary"),
    ],
)
def test_a_column_that_cannot_be_right_is_refused(changed: dict[str, object], said: str) -> None:
    with pytest.raises(EngineError, match=said):
        KERNEL(columns(PROGRAM, 1) | changed)  # type: ignore[operator]


def fixed(foreign: bool, amount: int) -> int:
    return share(where(foreign, amount, 0), 37_000)


def test_a_constant_too_large_for_doubles_is_worked_out_in_integers() -> None:
    program = made_up(fixed, amount=9_999_999_999_500)
    assert kernel(program)({"foreign": np.array([True, False])})["fixed"].tolist() == [369_999_999_982, 0]


def test_a_constant_too_large_for_integers_is_refused() -> None:
    with pytest.raises(EngineError, match="leaves 64 bits whatever the inputs"):
        kernel(made_up(fixed, amount=10**15))


def test_a_missing_wage_is_refused() -> None:
    inputs = columns(PROGRAM, 1)
    del inputs["wage"]
    with pytest.raises(EngineError, match="missing wage"):
        KERNEL(inputs)


def test_numbers_alone_are_no_table() -> None:
    with pytest.raises(EngineError, match="columns must be there"):
        KERNEL({"wage": 5_000_000, "jkk_class": 2})


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (np.zeros(2, dtype=np.int32), "out column total is int32"),
        (np.zeros(3, dtype=np.int64), r"of shape \(3,\)"),
        (np.broadcast_to(np.int64(0), 2), "that may be written"),
    ],
)
def test_an_output_column_of_the_wrong_kind_is_refused(column: np.ndarray, said: str) -> None:  # type: ignore[type-arg]
    out = KERNEL(columns(PROGRAM, 2)) | {"total": column}
    with pytest.raises(EngineError, match=said):
        KERNEL(columns(PROGRAM, 2), out)


def test_an_output_column_over_an_input_is_refused() -> None:
    inputs = columns(PROGRAM, 2)
    out = KERNEL(inputs) | {"total": inputs["wage"]}
    with pytest.raises(EngineError, match="out column total shares memory with wage"):
        KERNEL(inputs, out)


def test_an_output_that_lacks_a_target_is_refused() -> None:
    with pytest.raises(EngineError, match="it needs the targets"):
        KERNEL(columns(PROGRAM, 2), {"total": np.zeros(2, dtype=np.int64)})
