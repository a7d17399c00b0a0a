"""The same levels in SQL and in Python, and the same weights as Splink's own."""

from __future__ import annotations

from math import isclose

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naungan.bench.match import line_of
from naungan.bench.match_truth import Truth, make_truth
from naungan.matching.alike import edits, jaro_winkler
from naungan.matching.by_hand import gammas_of, side_of
from naungan.matching.columns import Known, read_line
from naungan.matching.levels import FEATURES, LEVELS
from naungan.matching.model import Trained, delivered
from naungan.matching.scoring import weigh_tables
from naungan.matching.workspace import put_lines, put_pairs, put_shares, workspace

WORD = st.text("abdeimnrsu", max_size=9)
SPLINK_COLUMNS = {"key": "key", "born": "born", "district": "district"}


@pytest.fixture(scope="module")
def truth() -> Truth:
    return make_truth(1_500, 6_000, seed=3)


@pytest.fixture(scope="module")
def both(truth: Truth) -> tuple[list[Known], list[Known]]:
    """The lines and the registry as read; the registry with mothers and NIKs."""
    return [read_line(line_of(one)) for one in truth.lines], [read_line(line_of(one)) for one in truth.registry]


@given(WORD, WORD)
def test_words_are_as_near_as_duckdb_finds_them(one: str, other: str) -> None:
    near, far = duckdb.execute(
        "SELECT jaro_winkler_similarity(?, ?), damerau_levenshtein(?, ?)", [one, other, one, other]
    ).fetchone() or (0, 0)
    assert edits(one, other) == far
    assert isclose(jaro_winkler(one, other), near, abs_tol=1e-9) or "" in (one, other)


def test_levels_hold_in_python_as_they_hold_in_duckdb(both: tuple[list[Known], list[Known]]) -> None:
    lines, people = both
    trained = delivered()
    common = frozenset(trained.common)
    with workspace(trained) as duck:
        put_lines(duck, lines)
        put_lines(duck, people, "r")
        put_shares(duck, len(people))
        put_pairs(duck)
        weighed = weigh_tables(duck, trained, prior=100)
    left, right = [side_of(one, common) for one in lines], [side_of(one, common) for one in people]
    assert len(weighed) > 1_000
    assert [one.gammas for one in weighed] == [gammas_of(left[one.line], right[one.person]) for one in weighed]
    seen = {feature.code_of(g) for one in weighed for feature, g in zip(FEATURES, one.gammas, strict=True)}
    assert len(seen & LEVELS.keys()) > 25


def test_weights_are_those_of_splink(both: tuple[list[Known], list[Known]]) -> None:
    lines, people = both
    trained = delivered()
    with workspace(trained) as duck:
        put_lines(duck, lines)
        put_lines(duck, people, "r")
        put_shares(duck, len(people))
        put_pairs(duck)
        prior = -8.0
        ours = {(one.line, one.person): one.bits for one in weigh_tables(duck, trained, prior)}
        theirs = _splinks(duck, trained, prior)
    assert len(ours) > 200
    assert max(abs(theirs[pair] - bits) for pair, bits in ours.items()) < 1e-6


def _splinks(duck: duckdb.DuckDBPyConnection, trained: Trained, prior: float) -> dict[tuple[int, int], float]:
    """What Splink's own prediction says of the pairs of its blocking, by the same shares and frequencies."""
    from splink import DuckDBAPI, Linker, SettingsCreator

    from naungan.matching.blocking import RULES

    comparisons = [feature.for_splink() for feature in FEATURES]
    for feature, comparison in zip(FEATURES, comparisons, strict=True):
        for level, kept in zip(feature.levels, comparison["comparison_levels"][1:], strict=True):
            shares = trained.shares[level.code]
            kept |= {"m_probability": shares.m, "u_probability": shares.u}
    odds = 2.0**prior
    settings = SettingsCreator(
        link_type="link_only",
        unique_id_column_name="id",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[
            {"blocking_rule": rule.duckdb(), "sql_dialect": "duckdb"} for rule in RULES
        ],
        probability_two_random_records_match=odds / (1 + odds),
    )
    api = DuckDBAPI(duck)
    linker = Linker(
        [api.register("l", dataset_display_name="lines"), api.register("r", dataset_display_name="people")], settings
    )
    for column in SPLINK_COLUMNS:
        duck.execute(
            f"CREATE TABLE tf_{column} AS SELECT value AS {column}, share AS tf_{column} FROM shares_{column}"
        )
        linker.table_management.register_term_frequency_lookup(
            api.register(f"tf_{column}", dataset_display_name=f"tf_{column}"), column
        )
    predicted = linker.inference.predict(warning_mode="never").physical_name
    rows = duck.execute(f"SELECT id_l, id_r, match_weight FROM {predicted}").fetchall()
    return {(left, right): weight for left, right, weight in rows}
