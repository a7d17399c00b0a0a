"""The parameter files are read strictly: each mistake is refused with its place and remedy."""

import textwrap

import pytest

from naungan.law.errors import ParameterError
from naungan.law.reading import parameter_files, read_parameters, source_addresses
from naungan.law.statute import load

GOOD = """
prefix: jkm
parameters:
  rate:
    meaning: tarif
    kind: ppm
    values:
      - from: 2015-07-01
        value: 3000
        basis: PP 44/2015 art. 18(1)
        source: [OBIK]
        confidence: high
"""


def read(text: str) -> object:
    return read_parameters({"try.yaml": textwrap.dedent(text).encode()})


def test_a_good_file_is_read() -> None:
    parameter = read_parameters({"try.yaml": GOOD.encode()})["jkm.rate"]
    assert (parameter.values[0].value, parameter.values[0].basis) == (3000, "PP 44/2015 art. 18(1)")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("prefix: jkm", "perfix: jkm", "expected the two keys prefix and parameters"),
        ("prefix: jkm", "prefix: 3", "prefix must be text"),
        ("parameters:", "parameters: [", "not readable as YAML"),
        ("    meaning: tarif\n", "", "meaning is missing"),
        ("kind: ppm", "kind: percentage", "kind 'percentage' is unknown"),
        ("    kind: ppm", "    unit: x\n    kind: ppm", "unknown key unit"),
        ("    values:", "    matters_when: wages\n    values:", "which is no input"),
        ("    values:", "    parts: [a, b]\n    values:", "parts names the two columns of a bracket table"),
        ("from: 2015-07-01", "from: July 2015", "from is 'July 2015'; write a day"),
        ("from: 2015-07-01", "from: 2015-07-01T00:00:00", "write a day as YYYY-MM-DD"),
        ("value: 3000", "value: 0.3", "must be a whole number"),
        ("value: 3000", "value: '3000'", "must be a whole number"),
        ("value: 3000", "value: -1", "must be a whole number"),
        ("value: 3000", "value: true", "must be a whole number"),
        ("value: 3000", "value: 9007199254740992", "below 2\\^53"),
        ("value: 3000", "valeu: 3000", "expected a mapping with from and value"),
        ("        basis: PP 44/2015 art. 18(1)\n", "", "basis is missing; name the article"),
        ("source: [OBIK]", "source: OBIK", "source must be a list of source keys"),
        ("source: [OBIK]", "source: []", "source must be a list of source keys"),
        ("source: [OBIK]", "source: [OBIX]", "OBIX is not in sources.yaml"),
        ("confidence: high", "confidence: sure", "confidence is 'sure'"),
        ("confidence: high", "confidence: low", "must carry status: unverified"),
        ("confidence: high", "confidence: high\n        status: maybe", "status is 'maybe'"),
        ("confidence: high", "confidence: high\n        until: 2020-01-01", "unknown key until"),
    ],
)
def test_a_mistake_is_refused_with_its_place(old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(ParameterError, match=message) as caught:
        read(GOOD.replace(old, new, 1))
    assert str(caught.value).startswith("try.yaml")


def second(day: str) -> str:
    row = GOOD[GOOD.index("      - from") :]
    return GOOD + row.replace("2015-07-01", day)


@pytest.mark.parametrize("day", ["2015-07-01", "2014-01-01"])
def test_dates_must_rise(day: str) -> None:
    with pytest.raises(ParameterError, match="the dates of the values must rise"):
        read(second(day))


def test_a_later_value_is_fine() -> None:
    assert len(read_parameters({"try.yaml": second("2016-01-01").encode()})["jkm.rate"].values) == 2


def test_no_values_is_refused() -> None:
    with pytest.raises(ParameterError, match="values is empty"):
        read("prefix: a\nparameters:\n  b: {meaning: x, kind: ppm, values: []}\n")


def test_a_path_declared_twice_is_refused() -> None:
    with pytest.raises(ParameterError, match=r"jkm\.rate is declared twice"):
        read_parameters({"a.yaml": GOOD.encode(), "b.yaml": GOOD.encode()})


def test_every_file_of_the_law_is_read_and_every_source_has_an_address() -> None:
    parameters = read_parameters(parameter_files())
    assert parameters == load().parameters
    used = {key for one in parameters.values() for value in one.values for key in value.source}
    assert used <= set(source_addresses())


def test_every_doubt_says_what_is_doubtful() -> None:
    silent = [
        f"{path} from {one.valid_from}"
        for path, parameter in load().parameters.items()
        for one in parameter.values
        if one.unverified and not one.note
    ]
    assert silent == []
