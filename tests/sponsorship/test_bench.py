"""`naungan bench planner`: every objective, proven, and asked in whole rupiah."""

from __future__ import annotations

import json

import pytest

from naungan.cli import main


def test_the_bench_says_what_it_measured_as_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["bench", "planner", "--rows", "2880", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert (ended.value.code, told["bench"], told["rows"]) == (0, "planner", 2880)
    slowest = max(told[f"{name}_seconds"] for name in ("most", "poorest", "risk", "fair", "no_lapse"))
    assert told["seconds"] == slowest
