"""A trained model and what is kept with it: the weights of the levels, common words, shares of the districts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from math import log2
from typing import Any

from naungan.matching.errors import OutdatedModel
from naungan.matching.levels import FEATURES, LEVELS, Level
from naungan.matching.models import Model
from naungan.saying import gettext as _

DELIVERED = "bawaan"
# Where a likeness was never seen: of one person about once in two thousand lines, of two hardly ever.
UNSEEN_M, UNSEEN_U = 0.0005, 1e-7


@dataclass(frozen=True, slots=True)
class Shares:
    """How often a level happens to one and the same person (m), and to two people taken at random (u)."""

    m: float
    u: float

    @property
    def weight(self) -> float:
        """Bits of evidence that it is the same person; negative: against."""
        return log2(self.m / self.u)


@dataclass(frozen=True, slots=True)
class Trained:
    """What matching needs: shares by level code, words that many bear, shares of the districts.

    `registered` is how many of the lines of a list are somebody in the registry, before one has looked.
    """

    version: str
    shares: Mapping[str, Shares]
    common: Sequence[str]
    districts: Mapping[str, float]
    registered: float

    def as_json(self) -> dict[str, Any]:
        """The model as it is kept."""
        return asdict(self)


def current() -> Trained:
    """The model trained last, else the one that is delivered."""
    kept = Model.objects.order_by("-id").values_list("content", flat=True).first()
    return from_json(kept) if kept is not None else delivered()


@cache
def delivered() -> Trained:
    """The model in `data/model.json`, learnt from the benchmark's invented lists."""
    return from_json(json.loads(files("naungan.matching").joinpath("data", "model.json").read_text("utf-8")))


def from_json(content: Mapping[str, Any]) -> Trained:
    """A kept model; what `levels.py` states goes before what was kept. Raises OutdatedModel."""
    shares = {level.code: _kept(level, content["shares"]) for level in LEVELS.values()}
    return Trained(
        content["version"], shares, tuple(content["common"]), dict(content["districts"]), content["registered"]
    )


def _kept(level: Level, shares: Mapping[str, Mapping[str, float]]) -> Shares:
    if level.m is not None and level.u is not None:
        return Shares(level.m, level.u)
    if level.code not in shares:
        raise OutdatedModel(
            _("Model padanan yang tersimpan belum mengenal %(level)s. Latih lagi dari satu daftar terbaru.")
            % {"level": repr(level.code)}
        )
    kept = Shares(**shares[level.code])
    return kept if level.m is None else Shares(level.m, kept.u)


def from_splink(settings: Mapping[str, Any]) -> dict[str, Shares]:
    """The shares of all levels in Splink's trained settings; levels it never saw are taken as very rare."""
    found = {}
    for comparison, feature in zip(settings["comparisons"], FEATURES, strict=True):
        known = [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]
        for level, kept in zip(feature.levels, known, strict=True):
            found[level.code] = Shares(
                level.m if level.m is not None else kept.get("m_probability") or UNSEEN_M,
                level.u if level.u is not None else kept.get("u_probability") or UNSEEN_U,
            )
    return found
