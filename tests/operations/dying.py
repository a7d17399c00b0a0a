"""Close a month and die by kill -9 in the middle: `dying.py MONTH STEP before|after`.

Before: inside the transaction, its work done but not committed. After: with the task committed.
"""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace
from datetime import date

from naungan.database import prepare

prepare()

from naungan.contributions.parts import Done, Part  # noqa: E402
from naungan.operations import close  # noqa: E402
from naungan.operations.steps import Step  # noqa: E402


def main(month: str, number: int, when: str) -> None:
    if when == "before":
        close.STEPS = tuple(_deadly(step) if step.number == number else step for step in close.STEPS)
    close.close_month(date.fromisoformat(f"{month}-01"), tell=lambda done: _die_after(done, number, when))


def _deadly(step: Step) -> Step:
    def run(part: Part) -> Done:
        step.run(part)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("still alive")

    return replace(step, run=run)


def _die_after(done: close.StepDone, number: int, when: str) -> None:
    if when == "after" and done.step.number == number:
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
