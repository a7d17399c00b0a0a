"""The law through time: which law holds on which day, what a reform changes, what does not fit together."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.people import PU_TARGETS

from naungan.law.errors import FormulaError, LawError, NotInForce, ParameterError
from naungan.law.formulas import REGISTER, Formula, versions
from naungan.law.statute import Statute, load

STATUTE = load()


@given(st.dates(date(2015, 7, 1), date(2050, 12, 31)))
def test_a_month_has_the_law_of_its_last_day(day: date) -> None:
    law = STATUTE.of_month(day)
    assert law.day.month == day.month
    assert (law.day.toordinal() - day.toordinal()) in range(31)
    assert STATUTE.of_month(f"{day:%Y-%m}") is law
    assert STATUTE.of_month(day.year * 12 + day.month - 1) is law


def test_values_change_exactly_on_their_day() -> None:
    for parameter in STATUTE.parameters.values():
        for earlier, later in zip(parameter.values, parameter.values[1:], strict=False):
            before = date.fromordinal(later.valid_from.toordinal() - 1)
            assert parameter.on(before) is earlier
            assert parameter.on(later.valid_from) is later


def test_every_parameter_begins_by_the_day_of_its_instrument() -> None:
    first = min(one.values[0].valid_from for one in STATUTE.parameters.values())
    assert first == date(2015, 7, 1)


def test_a_value_before_its_first_day_is_not_in_force() -> None:
    with pytest.raises(NotInForce, match=r"pmi\.packages belum berlaku pada 2018-12-09; .* 2018-12-10"):
        STATUTE.on(date(2018, 12, 9)).value("pmi.packages")


def test_an_unknown_parameter_is_refused_by_name() -> None:
    with pytest.raises(ParameterError, match=r"jp\.wage_cup is no parameter"):
        STATUTE.on(date(2024, 1, 1)).value("jp.wage_cup")


@pytest.mark.parametrize(
    ("read", "path"),
    [("whole", "jkk.rate"), ("table", "jkm.rate"), ("texts", "jkk.rate"), ("table", "jakon.stage_plans")],
)
def test_a_value_is_not_read_as_something_else(read: str, path: str) -> None:
    with pytest.raises(ParameterError, match=f"{path} is not"):
        getattr(STATUTE.on(date(2024, 1, 1)), read)(path)


def test_an_unknown_target_is_refused_with_the_known_ones() -> None:
    with pytest.raises(FormulaError, match=r"jkk_employe is no formula in force; known are .*jkk_employer"):
        STATUTE.of_month("2024-01").program(["jkk_employe"])


def test_a_program_holds_only_what_its_targets_need() -> None:
    program = STATUTE.of_month("2024-01").program(["jht_employee"])
    assert program.inputs == ("wage", "takes_jht")
    assert program.constants == {"jht_employee_rate": 20_000}
    assert [step.name for step in program.steps] == ["jht_employee"]


def test_steps_come_after_everything_they_read() -> None:
    program = STATUTE.of_month("2024-01").program(PU_TARGETS)
    known = set(program.inputs) | set(program.constants)
    for step in program.steps:
        assert set(step.arguments) <= known
        known.add(step.name)
    assert set(PU_TARGETS) <= known


def test_before_jkp_its_parts_are_nothing() -> None:
    due = STATUTE.of_month("2021-01").compile(("jkp_from_jkk", "jkp_from_jkm", "jkp_from_state"))
    assert due(jkk_class=2) == {"jkp_from_jkk": 0, "jkp_from_jkm": 0, "jkp_from_state": 0}


def test_a_reform_replaces_from_its_day_and_leaves_the_law_alone() -> None:
    reformed = STATUTE.reform({"bpu.jkk_rate": {date(2023, 1, 1): 8_000}}, name="iuran 0,8 %")
    due = {"declared_income": 1_000_000}
    for statute, month, expected in [
        (STATUTE, "2023-01", 10_000),
        (reformed, "2022-12", 10_000),
        (reformed, "2023-01", 8_000),
        (reformed, "2030-05", 8_000),
    ]:
        assert statute.of_month(month).compile(("bpu_jkk",))(**due) == {"bpu_jkk": expected}
    assert reformed.reformed == "iuran 0,8 %"
    assert reformed.parameters["bpu.jkk_rate"].values[-1].basis == "reformasi: iuran 0,8 %"


def test_a_reform_drops_what_the_law_would_change_later() -> None:
    frozen = STATUTE.reform({"jp.wage_cap": {date(2020, 3, 1): 9_000_000}})
    assert frozen.on(date(2026, 12, 31)).whole("jp.wage_cap") == 9_000_000


def test_a_reform_can_have_steps_and_be_reformed_again() -> None:
    stepped = STATUTE.reform({"jkm.rate": {date(2024, 1, 1): 4_000, date(2025, 1, 1): 5_000}}, name="a")
    again = stepped.reform({"jht.employee_rate": {date(2025, 1, 1): 0}}, name="b")
    assert [stepped.of_month(m).whole("jkm.rate") for m in ("2023-12", "2024-12", "2025-01")] == [3_000, 4_000, 5_000]
    assert again.reformed == "a + b"
    assert again.of_month("2025-01").compile(("jht_employee",))(wage=1_000_000) == {"jht_employee": 0}


def test_a_reform_of_a_bracket_table_needs_no_code() -> None:
    rows = ((0, 1_000_000), (1_900_000, 2_000_000))
    reformed = STATUTE.reform({"bpu.brackets": {date(2023, 1, 1): rows}})
    due = reformed.of_month("2023-01").compile(("bpu_base",))
    assert [due(declared_income=amount)["bpu_base"] for amount in (1_899_999, 1_900_000)] == [1_000_000, 2_000_000]


@pytest.mark.parametrize(
    ("path", "values", "message"),
    [
        ("bpu.jkk", {date(2023, 1, 1): 1}, r"bpu\.jkk is no parameter"),
        ("bpu.jkk_rate", {}, "needs at least one day and value"),
        ("bpu.jkk_rate", {date(2023, 1, 1): 0.8}, "must be a whole number"),
        ("bpu.jkk_rate", {date(2023, 1, 1): -1}, "must be a whole number"),
        ("bpu.jkk_rate", {date(2023, 1, 1): True}, "must be a whole number"),
        ("jkk.rate", {date(2023, 1, 1): 2_400}, "is not a value of kind ppm_list"),
        ("bpu.brackets", {date(2023, 1, 1): ((5, 1), (5, 2))}, "floors of a bracket table must rise"),
        ("relief.pp49_paid_through", {date(2023, 1, 1): 2020}, "is not a value of kind month"),
    ],
)
def test_an_impossible_reform_is_refused(path: str, values: dict[date, object], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        STATUTE.reform({path: values})


def test_a_relief_that_leaves_a_remainder_is_refused_when_the_law_is_put_together() -> None:
    with pytest.raises(LawError, match=r"relief\.pp49_kept from 2020-08-01 leaves a remainder of jkm\.rate"):
        STATUTE.reform({"jkm.rate": {date(2015, 7, 1): 3_050}})


def test_a_relief_that_is_over_does_not_hinder_a_reform() -> None:
    reformed = STATUTE.reform({"bpu.jkk_rate": {date(2027, 4, 1): 8_055}})
    assert reformed.of_month("2027-04").compile(("bpu_jkk",))(declared_income=1_000_000) == {"bpu_jkk": 8_055}


def test_the_version_is_that_of_the_text_of_the_law() -> None:
    same = Statute(STATUTE.parameters, STATUTE.formulas, "")
    other = STATUTE.reform({"jkm.rate": {date(2030, 1, 1): 3_100}})
    assert len(STATUTE.version) == 12
    assert same.version == STATUTE.version
    assert other.version != STATUTE.version


def formula_named(name: str, *arguments: str) -> Formula:
    return Formula(name, lambda *_: 0, arguments, "PP 1/2000", None, None, "")


@pytest.mark.parametrize(
    ("added", "message"),
    [
        (formula_named("new", "no_such_thing"), "new asks for no_such_thing"),
        (formula_named("wage"), "wage is a formula and also an input or parameter"),
        (formula_named("jp_wage_cap"), "jp_wage_cap is a formula and also an input or parameter"),
        (formula_named("bpu_bracket_bases"), "bpu_bracket_bases is a formula and also"),
        (formula_named("jp_reached_born"), "jp_reached_born is a formula and also"),
    ],
)
def test_formulas_that_do_not_fit_are_refused(added: Formula, message: str) -> None:
    with pytest.raises(FormulaError, match=message):
        Statute(STATUTE.parameters, versions([*REGISTER, added]), "")


def test_a_circle_of_formulas_is_named() -> None:
    circle = [formula_named("one", "two"), formula_named("two", "three"), formula_named("three", "one")]
    statute = Statute(STATUTE.parameters, versions([*REGISTER, *circle]), "")
    with pytest.raises(FormulaError, match="one -> two -> three -> one"):
        statute.of_month("2024-01").program(["one"])


def test_a_formula_cannot_read_a_text_or_a_day() -> None:
    statute = Statute(STATUTE.parameters, versions([*REGISTER, formula_named("odd", "payment_penalty_bearer")]), "")
    with pytest.raises(FormulaError, match=r"payment\.penalty_bearer is of kind text"):
        statute.of_month("2024-01").program(["odd"])
