"""The operator's rules: how many look at a decision and who, read from a file that is checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.claims.claiming import a_sent, a_worker, an_office, by, verified

from naungan.claims import settings
from naungan.claims.decide import check, decide
from naungan.claims.errors import WrongMove
from naungan.claims.models import Claim
from naungan.claims.moves import State
from naungan.claims.settings import rules


@pytest.mark.parametrize(
    ("total", "needed"), [(0, 1), (50_000_000, 1), (50_000_001, 2), (250_000_000, 2), (250_000_001, 3), (10**12, 3)]
)
def test_larger_amounts_are_looked_at_by_more_people(total: int, needed: int) -> None:
    assert rules().needed_checks(total) == needed


@pytest.mark.django_db
def test_a_large_amount_needs_somebody_above_the_branch(monkeypatch: pytest.MonkeyPatch) -> None:
    strict = replace(rules(), senior_above=1_000_000)
    monkeypatch.setattr("naungan.claims.decide.rules", lambda: strict)
    office = an_office()
    decision = decide(verified(a_sent(a_worker()), office).pk, by(office.maker))
    with pytest.raises(WrongMove, match="wilayah"):
        check(decision.pk, by(office.checker), agrees=True)
    check(decision.pk, by(office.senior), agrees=True)
    assert Claim.objects.get().state == State.APPROVED


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("  - {needed: 3}\n", ""),
        ("needed: 1}", "needed: 0}"),
        ("up_to: 250000000", "up_to: 50000000"),
        ("offset_most_percent: 50", "offset_most_percent: 101"),
    ],
)
def test_rules_that_cannot_be_followed_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str, right: str
) -> None:
    written = Path(settings.__file__).with_name("rules.yaml").read_text(encoding="utf-8")
    changed = tmp_path / "rules.yaml"
    changed.write_text(written.replace(wrong, right), encoding="utf-8")
    monkeypatch.setenv("NAUNGAN_CLAIM_RULES", str(changed))
    with pytest.raises(ValueError, match=str(tmp_path)):
        rules.__wrapped__()
