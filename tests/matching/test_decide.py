"""From evidence to verdicts: a line is one person or nobody, a person one line of a list unless it is there twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from naungan.matching.decide import SAME_FROM, UNSURE_FROM, Weighed, bits_of, decide, verdict_of
from naungan.matching.lines import Verdict

NO_LEVELS: tuple[int, ...] = ()
BITS = st.floats(-20, 60)


def weighed(line: int, person: int, bits: float) -> Weighed:
    return Weighed(line, person, NO_LEVELS, bits)


def test_two_people_who_fit_alike_leave_each_other_half() -> None:
    (best,) = decide([weighed(0, 7, 12), weighed(0, 8, 12)], 1, 0.5)
    assert (best.person, round(best.probability, 3), len(best.rivals)) == (7, 0.5, 1)
    assert verdict_of(best.probability) == Verdict.UNSURE


def test_an_unsure_line_loses_its_person_to_a_sure_one() -> None:
    sure, unsure = decide([weighed(0, 7, 12), weighed(1, 7, 0.5)], 2, 0.5)
    assert (sure.taken, unsure.taken) == (False, True)
    assert unsure.probability < UNSURE_FROM


def test_somebody_listed_twice_keeps_both_lines_whichever_has_the_nik() -> None:
    assert [one.taken for one in decide([weighed(0, 7, 50), weighed(1, 7, 11)], 2, 0.5)] == [False, False]


def test_a_list_of_strangers_makes_every_match_less_likely() -> None:
    fits = [weighed(line, line, 3) for line in range(5)]
    few, many = decide(fits, 5, 0.5), decide(fits, 1_000, 0.5)
    assert few[0].probability > 0.8 > many[0].probability


def test_before_any_evidence_a_line_is_each_of_a_thousand_equally() -> None:
    assert round(bits_of(0.5, 1024), 6) == -10


def test_verdicts_change_at_their_thresholds() -> None:
    assert [verdict_of(p) for p in (1, SAME_FROM, SAME_FROM - 0.001, UNSURE_FROM, UNSURE_FROM - 0.001, 0)] == [
        Verdict.SAME, Verdict.SAME, Verdict.UNSURE, Verdict.UNSURE, Verdict.DIFFERENT, Verdict.DIFFERENT,
    ]  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), BITS), max_size=30, unique_by=lambda one: one[:2]))
def test_what_is_left_to_all_candidates_is_never_more_than_whole(found: list[tuple[int, int, float]]) -> None:
    for best in decide([weighed(*one) for one in found], 6, 0.5):
        everybody = best.probability + sum(rival.probability for rival in best.rivals)
        assert 0 <= everybody <= 1 + 1e-9
        assert all(rival.probability <= best.probability or best.taken for rival in best.rivals)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), BITS), max_size=12, unique_by=lambda one: one[:2]))
def test_the_order_of_the_evidence_does_not_matter(found: list[tuple[int, int, float]]) -> None:
    evidence = [weighed(*one) for one in found]
    assert decide(evidence, 4, 0.5) == decide(list(reversed(evidence)), 4, 0.5)
