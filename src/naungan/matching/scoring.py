"""Weigh the candidate pairs of a whole list with a trained model: one SQL statement of DuckDB.

It adds up what Splink's own `predict` adds up (a test holds them together), and reads each table once.
"""

from __future__ import annotations

from typing import Any

from naungan.matching.decide import Weighed
from naungan.matching.levels import FEATURES, NULL, Feature, Level
from naungan.matching.model import Trained

COLUMNS = (
    "key", "in_order", "letters", "words", "rare", "born", "born_swapped", "year", "sex", "district", "mother", "nik",
    "village",
)  # fmt: skip
LEAST_WEIGHT = -4  # bits beside the prior; what is below is nobody


def weigh_tables(duck: Any, trained: Trained, prior: float) -> list[Weighed]:
    """The candidate pairs of a workspace with the levels that hold and the weight in bits."""
    rows = duck.execute(pairs_sql(trained, prior)).fetchall()
    return [Weighed(row[0], row[1], row[2:-1], row[-1]) for row in rows]


def pairs_sql(trained: Trained, prior: float) -> str:
    """SQL for `id_l`, `id_r`, a gamma for each feature and `weight`, over tables `l`, `r`, `pairs`, `shares_*`.

    `prior` is the weight in bits of two at random being one person; pairs of less than LEAST_WEIGHT are left out.
    """
    gammas = ", ".join(f"{feature.gamma_sql()} AS g_{feature.name}" for feature in FEATURES)
    sides = ", ".join(f"{side}.{column} AS {column}_{side}" for column in COLUMNS for side in "lr")
    weights = " + ".join(_weight(feature, trained) for feature in FEATURES)
    kept = ", ".join(f"g_{feature.name}" for feature in FEATURES)
    return f"""
    WITH sides AS (
        SELECT p.id_l, p.id_r, {sides}
        FROM pairs p JOIN l ON l.id = p.id_l JOIN r ON r.id = p.id_r
    ), compared AS (
        SELECT id_l, id_r, key_l, key_r, born_l, district_l, {gammas} FROM sides
    ), weighed AS (
        SELECT id_l, id_r, {kept}, {prior} + {weights} AS weight
        FROM compared
        LEFT JOIN shares_key kl ON kl.value = key_l LEFT JOIN shares_key kr ON kr.value = key_r
        LEFT JOIN shares_born bl ON bl.value = born_l
        LEFT JOIN shares_district dl ON dl.value = district_l
    )
    SELECT * FROM weighed WHERE weight >= {LEAST_WEIGHT}
    """


def _weight(feature: Feature, trained: Trained) -> str:
    gamma = f"g_{feature.name}"
    exact = trained.shares[feature.levels[0].code].u
    last = len(feature.levels) - 1
    cases = [
        f"WHEN {last - place} THEN {_level_weight(level, trained, exact)}"
        for place, level in enumerate(feature.levels)
    ]
    return f"CASE {gamma} WHEN {NULL} THEN 0 {' '.join(cases)} END"


# What a list has and the registry has not is as rare as the rarest.
_SHARE = {
    "key": "greatest(coalesce(kl.share, kr.share), coalesce(kr.share, kl.share))",
    "born": "bl.share",
    "district": "dl.share",
}


def _level_weight(level: Level, trained: Trained, exact: float) -> str:
    """The bits of a level; an agreement on something common weighs less, on something rare more."""
    weight = trained.shares[level.code].weight
    if not level.frequency:
        return f"{weight}"
    share = _SHARE[level.frequency]
    return f"({weight} + coalesce(log2({exact} / {share}), 0))"
