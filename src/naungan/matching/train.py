"""Learn a model from a list and the registry, without anybody telling who is who: Splink's expectation maximisation.

How often a likeness happens between two people comes from pairs taken at random; how often it happens to one
person, from pairs that agree on something strong: the birth day teaches names, a name of three words teaches birth
days. NIK, mother and village are not learnt (most lists have too few): their shares are stated in `levels.py`.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from naungan.access.scope import as_system
from naungan.matching.columns import Known, read_line
from naungan.matching.errors import TooFewToLearn
from naungan.matching.index import refresh
from naungan.matching.levels import FEATURES, NAME, NAME_COLUMNS
from naungan.matching.lines import Line
from naungan.matching.model import Shares, Trained, current, from_splink
from naungan.matching.models import Model
from naungan.matching.workspace import people_known, put_everybody, put_lines, workspace
from naungan.saying import gettext as _

LEAST_LINES = 1_000
LEAST_PEOPLE = 5_000
COMMON = 0.0002  # a word that more than one in five thousand bears is no rare word
RANDOM_PAIRS = 3_000_000
OTHER_PAIRS = 1_000_000
TAUGHT_PAIRS = 1_000_000
# Each leaves the others to be learnt: what the pairs agree on cannot itself be.
TEACHERS = (
    "l.born = r.born",
    "l.in_order = r.in_order AND len(l.words) > 2",
)
SEED = 1
_COMMON_WORDS = """
SELECT word FROM (SELECT unnest(string_to_array(sounds, ' ')) AS word FROM matching_known) w
WHERE length(word) > 1 GROUP BY word HAVING count(*) > %(share)s * (SELECT count(*) FROM matching_known)
"""
# Names tell the sex, so two people taken at random share a word far more often where they are of one sex. What
# is learnt of names is learnt beside the sex: their shares are counted among pairs of one sex.
_ALIKE_BY_CHANCE = """
SELECT gamma, count(*) / sum(count(*)) OVER () FROM (
    SELECT {gamma} AS gamma FROM (
        SELECT {columns} FROM (FROM l USING SAMPLE {lines} ROWS (reservoir, {seed})) l
        JOIN (FROM r USING SAMPLE {people} ROWS (reservoir, {seed})) r ON l.sex = r.sex)
) GROUP BY gamma
"""
_DISTRICTS = """
SELECT district, count(*)::float8 / sum(count(*)) OVER () FROM matching_known WHERE district IS NOT NULL GROUP BY 1
"""


def train(lines: Sequence[Line], *, version: str) -> Trained:
    """Learn from a list and keep the model, for all who match from now on. Raises TooFewToLearn."""
    refresh()
    with as_system():
        people = people_known()
        if len(lines) < LEAST_LINES or people < LEAST_PEOPLE:
            raise TooFewToLearn(
                _(
                    "Model dipelajari dari sedikitnya %(least_lines)s baris dan %(least_people)s orang terdaftar; "
                    "yang ada %(lines)s baris dan %(people)s orang. Pakai model yang sudah ada."
                )
                % {"least_lines": LEAST_LINES, "least_people": LEAST_PEOPLE, "lines": len(lines), "people": people}
            )
        trained = learn([read_line(line) for line in lines], people, version)
        Model.objects.create(version=version, content=trained.as_json(), lines=len(lines), people=people)
    return trained


def version_of(now: datetime) -> str:
    """The name of a model made at a moment."""
    return f"{now:%Y%m%d-%H%M%S}"


def learn(lines: Sequence[Known], people: int, version: str) -> Trained:
    """Learn from lines as read against everybody known. Needs the registry to be read."""
    common, districts = _counted()
    before = Trained(version, current().shares, common, districts, current().registered)
    with workspace(before) as duck:
        put_lines(duck, lines)
        put_everybody(duck, people)
        shares = _learnt(duck, before.registered / people)
    return Trained(version, shares, common, districts, before.registered)


def _counted() -> tuple[tuple[str, ...], dict[str, float]]:
    with connection.cursor() as cursor:
        cursor.execute(_COMMON_WORDS, {"share": COMMON})
        common = tuple(sorted(row[0] for row in cursor.fetchall()))
        cursor.execute(_DISTRICTS)
        return common, dict(cursor.fetchall())


def _learnt(duck: Any, prior: float) -> dict[str, Shares]:
    """Splink's estimates over the tables `l` and `r`."""
    from splink import DuckDBAPI, Linker, SettingsCreator

    settings = SettingsCreator(
        link_type="link_only",
        unique_id_column_name="id",
        comparisons=[_names_of_one_sex(duck), *(feature.for_splink() for feature in FEATURES[1:])],
        probability_two_random_records_match=prior,
        max_iterations=50,
    )
    api = DuckDBAPI(duck)
    tables = [api.register("l", dataset_display_name="lines"), api.register("r", dataset_display_name="registry")]
    linker = Linker(tables, settings)
    logging.getLogger("splink").setLevel(logging.ERROR)  # what it learns is kept; how, is not for the terminal
    linker.training.estimate_u_using_random_sampling(max_pairs=OTHER_PAIRS, seed=SEED, min_count_per_level=None)
    for teacher in TEACHERS:
        linker.training.estimate_parameters_using_expectation_maximisation(
            teacher, estimate_without_term_frequencies=True, max_pairs=TAUGHT_PAIRS
        )
    return from_splink(linker.misc.save_model_to_json())


def _names_of_one_sex(duck: Any) -> dict[str, Any]:
    """The comparison of names for Splink, with how alike names are by chance among people of one sex."""
    columns = ", ".join(f"{side}.{column} AS {column}_{side}" for column in NAME_COLUMNS for side in "lr")
    side = int(RANDOM_PAIRS**0.5 * 2**0.5)
    counted = dict(
        duck.execute(
            _ALIKE_BY_CHANCE.format(gamma=NAME.gamma_sql(), columns=columns, lines=side, people=side, seed=SEED)
        ).fetchall()
    )
    comparison = NAME.for_splink()
    for place, level in enumerate(comparison["comparison_levels"][1:]):
        share = counted.get(len(NAME.levels) - 1 - place, 0.5 / RANDOM_PAIRS)
        level |= {"u_probability": share, "fix_u_probability": True}
    return comparison
