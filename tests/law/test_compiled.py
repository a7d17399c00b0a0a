"""One compiled function for a month: same rupiah however it is called, clear about wrong inputs."""

import timeit
from time import process_time

import pytest
from hypothesis import given, settings
from tests.law.people import PU_TARGETS, months, wages, workers

from naungan.law.errors import FormulaError, InputError
from naungan.law.explain import explain, filled
from naungan.law.inputs import INPUTS
from naungan.law.statute import load

STATUTE = load()


@settings(max_examples=100, deadline=None)
@given(months, wages, workers)
def test_by_name_by_position_and_explained_are_the_same(month: int, wage: int, worker: dict[str, int]) -> None:
    law = STATUTE.of_month(month)
    compiled = law.compile(PU_TARGETS)
    program = law.planned(PU_TARGETS)
    inputs = {"wage": wage, **worker}
    by_name = compiled(**inputs)
    complete = filled(program, inputs)
    by_position = compiled.positional(*(complete[name] for name in compiled.inputs))
    explained = {step.name: step.value for step in explain(law, PU_TARGETS, inputs).steps}
    assert tuple(by_name.values()) == by_position
    assert {name: explained[name] for name in PU_TARGETS} == by_name


def test_the_same_targets_are_compiled_once() -> None:
    law = STATUTE.of_month("2024-05")
    assert law.compile(PU_TARGETS) is law.compile(list(PU_TARGETS))


def test_pay_of_the_month_is_the_wage_unless_given() -> None:
    due = STATUTE.of_month("2024-05").compile(("jp_base",))
    assert due(wage=4_000_000) == {"jp_base": 4_000_000}
    assert due(wage=4_000_000, month_wage=1_000_000) == {"jp_base": 1_000_000}


def test_a_missing_input_is_named() -> None:
    with pytest.raises(InputError, match=r"missing jkk_class, wage\. These targets read wage"):
        STATUTE.of_month("2024-05").compile(("total",))()


def test_an_input_that_the_month_does_not_read_is_passed_over() -> None:
    before_jkp = STATUTE.of_month("2020-12").compile(("jkp_from_state",))
    assert before_jkp(wage=4_000_000, takes_jkp=True) == {"jkp_from_state": 0}


def test_an_unknown_input_is_named() -> None:
    with pytest.raises(InputError, match="unknown salary"):
        STATUTE.of_month("2024-05").compile(("jkm_employer",))(wage=1, salary=2)


def test_a_class_outside_the_table_is_refused() -> None:
    with pytest.raises(FormulaError, match="class 6 is outside the table of 5 values"):
        STATUTE.of_month("2024-05").compile(("jkk_employer",))(wage=1, jkk_class=6)


def test_every_input_with_a_fallback_names_another_input() -> None:
    named = [one.default for one in INPUTS.values() if isinstance(one.default, str)]
    assert [name for name in named if name not in INPUTS] == []


def test_a_person_is_worked_out_in_microseconds() -> None:
    compiled = STATUTE.of_month("2024-05").compile(PU_TARGETS)
    runs = timeit.repeat(
        lambda: compiled(wage=5_000_000, jkk_class=2, born=3_000), timer=process_time, number=100, repeat=30
    )
    assert min(runs) / 100 < 50e-6


def test_a_person_is_explained_in_less_than_half_a_millisecond() -> None:
    law = STATUTE.of_month("2024-05")
    inputs = {"wage": 5_000_000, "jkk_class": 2, "born": 3_000}
    runs = timeit.repeat(lambda: explain(law, PU_TARGETS, inputs), timer=process_time, number=10, repeat=30)
    assert min(runs) / 10 < 500e-6
