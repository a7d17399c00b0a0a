"""Up to which amounts doubles and 64-bit integers are exact, known before a row is seen."""

from __future__ import annotations

from datetime import date

import pytest
from tests.engines.programs import made_up, segment

from naungan.engines.bounds import EXACT_DOUBLE, bounds
from naungan.engines.errors import EngineError
from naungan.engines.segments import SEGMENTS
from naungan.law.arithmetic import bracket, greatest, least, lookup, share, sliced, where
from naungan.law.statute import load

TEN_TRILLION = 10**13


def jht(wage: int, rate: int) -> int:
    return share(wage, rate)


def difference(wage: int, month_wage: int, rate: int) -> int:
    return share(wage - month_wage, rate)


def capped(wage: int, cap: int, rate: int) -> int:
    return share(greatest(least(wage, cap), 0), rate)


def product(wage: int, month_wage: int) -> int:
    return wage * month_wage


def either_way(wage: int, foreign: bool, rate: int) -> int:
    return share(where(foreign, wage, 0), rate)


def tabled(wage: int, table: tuple[int, ...]) -> int:
    return lookup(least(wage, 5), table)


def classed(jkk_class: int, table: tuple[int, ...]) -> int:
    return lookup(jkk_class, table)


def stepped(wage: int, floors: tuple[int, ...], values: tuple[int, ...]) -> int:
    return bracket(wage, floors, values)


def layered(wage: int, edges: tuple[int, ...], rates: tuple[int, ...]) -> int:
    return sliced(wage, edges, rates)


def test_the_largest_product_decides_how_far_doubles_go() -> None:
    assert bounds(made_up(jht, rate=37_000)).doubles == (EXACT_DOUBLE - 1 - 500_000) // 37_000


def test_the_largest_product_decides_how_far_integers_go() -> None:
    assert bounds(made_up(jht, rate=37_000)).integers == (2**63 - 1 - 500_000) // 37_000


def test_a_difference_of_two_amounts_may_be_twice_as_large() -> None:
    one, two = bounds(made_up(jht, rate=37_000)), bounds(made_up(difference, rate=37_000))
    assert one.doubles // 2 == two.doubles


def test_what_is_capped_cannot_grow() -> None:
    assert bounds(made_up(capped, cap=10_000_000, rate=20_000)).doubles == EXACT_DOUBLE - 1


def test_a_condition_may_go_either_way() -> None:
    assert bounds(made_up(either_way, rate=37_000)).doubles == bounds(made_up(jht, rate=37_000)).doubles


def test_a_product_of_two_amounts_ends_at_the_root() -> None:
    assert bounds(made_up(product)).integers == 3_037_000_499


def test_a_rate_that_leaves_no_room_leaves_no_amount() -> None:
    assert bounds(made_up(jht, rate=2**64)).integers == -1


def test_slices_are_counted_together() -> None:
    found = bounds(made_up(layered, edges=(10,), rates=(1_000_000, 1)))
    assert found.doubles == EXACT_DOUBLE - 1 - 500_000 - 10 * 1_000_000 + 10


@pytest.mark.parametrize("name", SEGMENTS)
def test_ten_trillion_rupiah_fit_in_every_segment(name: str) -> None:
    assert bounds(segment(name)).integers > TEN_TRILLION


def test_a_reform_that_raises_a_rate_lowers_the_bound() -> None:
    reform = load().reform({"jht.employer_rate": {date(2022, 1, 1): 74_000}})
    reformed = bounds(reform.of_month("2022-12").program(SEGMENTS["pu"]))
    assert reformed.doubles == bounds(segment("pu")).doubles // 2


def test_the_classes_are_those_of_the_shortest_table() -> None:
    assert bounds(made_up(classed, table=(1, 2, 3))).classes == {"jkk_class": 3}
    assert bounds(segment("pu")).classes == {"jkk_class": 5}


def test_only_a_class_that_was_given_is_looked_up() -> None:
    with pytest.raises(EngineError, match="not one worked out"):
        bounds(made_up(tabled, table=(1, 2, 3, 4, 5)))


@pytest.mark.parametrize(
    "program",
    [made_up(stepped, floors=(0, 5, 5), values=(1, 2, 3)), made_up(layered, edges=(5, 4), rates=(1, 2, 3))],
)
def test_floors_and_edges_that_do_not_rise_are_refused(program: object) -> None:
    with pytest.raises(EngineError, match="must rise"):
        bounds(program)  # type: ignore[arg-type]
