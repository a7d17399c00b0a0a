"""Do the jobs that wait: `working.py once`, or until stopped: `working.py on`. `deadly STEP` dies at that step."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace

from naungan.database import prepare

prepare()

from naungan.contributions.parts import Done, Part  # noqa: E402
from naungan.operations import close, jobs  # noqa: E402
from naungan.operations.steps import Step  # noqa: E402


def main(how: str, *rest: str) -> None:
    if how == "deadly":
        number = int(rest[0])
        close.STEPS = tuple(_deadly(step) if step.number == number else step for step in close.STEPS)
    if how == "on":
        jobs.GIVEN_UP_AFTER = 1.0
        jobs.HEARTBEAT = 0.3
        jobs.run_worker()
    else:
        jobs.run_waiting_jobs()


def _deadly(step: Step) -> Step:
    def run(part: Part) -> Done:
        step.run(part)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("still alive")

    return replace(step, run=run)


if __name__ == "__main__":
    main(*sys.argv[1:])
