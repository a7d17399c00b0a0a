"""How good matching is, measured on invented people: floors, not single examples."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.conftest import Databases
from tests.matching.truths import a_truth

from naungan.bench.match import Judged, judged, line_of
from naungan.bench.match_truth import Truth
from naungan.matching.decide import SAME_FROM
from naungan.matching.find import find
from naungan.matching.lines import Verdict

LINES, PEOPLE = 2_000, 20_000


@pytest.fixture(scope="module")
def truth(
    migrated: Databases, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Truth]:
    """2,000 lines against 20,000 people, in a database of this module's own."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        name = migrated.copy()
        with migrated.using(name):
            yield a_truth(LINES, PEOPLE, tmp_path_factory.mktemp("people"))
        migrated.drop_all()


@pytest.fixture(scope="module")
def bare(truth: Truth) -> Judged:
    return judged([line_of(one, bare=True) for one in truth.lines], truth.truth)


@pytest.fixture(scope="module")
def full(truth: Truth) -> Judged:
    return judged([line_of(one) for one in truth.lines], truth.truth)


def test_without_nik_and_mother_nearly_all_are_found_and_hardly_anybody_else(bare: Judged) -> None:
    point = bare.at(SAME_FROM)
    assert (point.precision >= 0.99, point.recall >= 0.95) == (True, True), point


def test_with_nik_on_six_of_ten_lines_more_are_found_and_fewer_are_wrong(full: Judged, bare: Judged) -> None:
    point = full.at(SAME_FROM)
    assert (point.precision >= 0.995, point.recall >= 0.975) == (True, True), point
    assert point.recall > bare.at(SAME_FROM).recall


def test_one_word_names_are_found_as_well_as_others(truth: Truth, bare: Judged) -> None:
    found = find([line_of(one, bare=True) for one in truth.lines])
    people = {one.id: one for one in truth.registry}
    single = [
        (one.person_id == about and one.verdict == Verdict.SAME)
        for one, about in zip(found, truth.truth, strict=True)
        if about is not None and " " not in people[about].name
    ]
    assert len(single) > LINES * 0.7 * 0.2
    assert sum(single) / len(single) >= 0.93


def test_a_list_and_a_counter_say_the_same(truth: Truth) -> None:
    lines = [line_of(one) for one in truth.lines]
    together = find(lines)
    for place in range(0, LINES, 25):
        (alone,) = find([lines[place]])
        if Verdict.SAME in (alone.verdict, together[place].verdict) and together[place].probability > 0.99:
            assert (alone.person_id, alone.evidence) == (together[place].person_id, together[place].evidence)
