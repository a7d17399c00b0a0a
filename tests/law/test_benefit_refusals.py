"""Whatever a question about benefits holds, it is answered or refused by name; nothing else ever comes out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naungan.law.answer_labels import asked
from naungan.law.errors import QuestionError
from naungan.law.golden import cases
from naungan.law.questions import answer
from naungan.law.questions.benefit_fields import READERS
from naungan.law.questions.table import BENEFITS

CALCS = sorted(BENEFITS)
GOOD = [case.question for case in cases() if case.question["inputs"]["calc"] in BENEFITS and not case.refused]
FIELDS = sorted({name for one in asked() for name in one.inputs} | {name for one in GOOD for name in one["inputs"]})
days = st.sampled_from(
    ["2015-07-01", "2019-12-01", "2019-12-02", "2025-02-06", "2025-02-24", "2029-02-28", "9999-12-31"]
)
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-1, 2**60), st.floats(), st.text(max_size=5), days,
    st.sampled_from(["S1", "ALL", "left", "housing", "resign", "arm_from_shoulder", "2.92", "1e-999999999"]),
)  # fmt: skip
keys = st.sampled_from(["level", "years", "age_years", "injury", "side", "land", "spouse", "will", "year", "gross"])
anything = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)),
    max_leaves=6,
)


def refusal(question: dict[str, Any]) -> QuestionError | None:
    """The refusal of a question, if it is not answered; any other error comes out."""
    try:
        found = answer(question)
    except QuestionError as error:
        return error
    assert found
    return None


def names_its_field(error: QuestionError | None) -> bool:
    return error is None or (error.field != "" and error.field.split(".")[0] in str(error))


@given(
    st.sampled_from(CALCS), st.sampled_from(["JKK", "JKM", "JHT", "JP", "JKP", "ALL"]),
    st.sampled_from(["PU", "BPU", "JAKON", "PMI"]), days,
    st.dictionaries(st.sampled_from([name for name in FIELDS if name != "calc"]), anything, max_size=4),
)  # fmt: skip
def test_anything_is_answered_or_refused_by_name(
    calc: str, programme: str, segment: str, day: str, inputs: dict[str, Any]
) -> None:
    question = {"programme": programme, "segment": segment, "date": day, "inputs": {**inputs, "calc": calc}}
    assert names_its_field(refusal(question))


@given(st.sampled_from(GOOD), st.data())
def test_a_good_question_with_one_odd_input_is_answered_or_refused_by_name(good: dict[str, Any], data: Any) -> None:
    names = [name for name in good["inputs"] if name != "calc"]
    name = data.draw(st.sampled_from(names or ["wage"]))
    question = {**good, "inputs": {**good["inputs"], name: data.draw(anything)}}
    assert names_its_field(refusal(question))


@pytest.mark.parametrize(
    ("name", "wrong"),
    [(name, wrong) for name in sorted(READERS) for wrong in (None, -101, "", [1], [[]], {"x": -1})],
)
def test_a_wrong_type_is_refused_by_name(name: str, wrong: object) -> None:
    with pytest.raises(QuestionError) as caught:
        READERS[name](name, wrong)
    assert caught.value.field.split(".")[0] == name
