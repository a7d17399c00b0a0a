"""The kinds of claim are the law's own, no more and no fewer."""

from __future__ import annotations

from naungan.claims.kinds import KINDS, ClaimKind
from naungan.law.benefits.claims import kinds
from naungan.law.statute import load


def test_the_kinds_are_those_that_the_law_lists_papers_for() -> None:
    assert sorted(ClaimKind.values) == sorted(kinds(load()))


def test_every_kind_has_its_facts() -> None:
    assert set(KINDS) == set(ClaimKind)
