"""Twenty people at once on the site: server time of every page, over a sandbox of 300,000 participants.

    NAUNGAN_HOME=some-folder python benchmarks/load.py            builds the sandbox there if it is empty
    NAUNGAN_HOME=some-folder python benchmarks/load.py --people 20 --seconds 60

Each person opens pages of their role, thinks for a second or so, and opens the next. What counts is the
time the server worked (`Server-Timing`), request in to answer out, the database's work in it.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

PORT = 8123
ADDRESS = f"http://127.0.0.1:{PORT}"
SCALE = "0.1"  # of three million participants
MONTHS = ("2022-10", "2022-11")
THINKS = (0.5, 1.5)  # seconds between two pages of one person


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses the site: their role's name, session cookie (empty: the public) and pages."""

    role: str
    session: str
    pages: tuple[str, ...]


def main() -> None:
    """Build what is missing, serve it, let people use it, print the table."""
    asked = _arguments()
    _build()
    from people import people_of  # Django must be ready, and the database filled

    everybody = people_of(asked.people)
    with _served():
        measured = _use(everybody, asked.seconds)
    _print(measured, asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=20, help="how many at once")
    parser.add_argument("--seconds", type=float, default=60, help="how long")
    return parser.parse_args()


def _naungan(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "naungan.cli", *arguments], check=True)


def _build() -> None:
    """A sandbox of 300,000 participants with closed months, where the database has none."""
    if not os.environ.get("NAUNGAN_HOME") and not os.environ.get("DATABASE_URL"):
        sys.exit("Set NAUNGAN_HOME to a folder of the benchmark's own: it is filled with a sandbox.")
    from naungan.database import prepare

    prepare()
    from naungan.registry.models import Person as Participant

    if not Participant.objects.exists():
        _naungan("sandbox", "build", "--scale", SCALE, "--from", "2022-10", "--to", "2022-12")
        for month in MONTHS:
            _naungan("close-month", month)


@contextmanager
def _served() -> Iterator[None]:
    command = [sys.executable, "-m", "naungan.cli", "serve", "--port", str(PORT), "--workers", "2"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        for _ in range(150):
            try:
                requests.get(ADDRESS, timeout=5)
                break
            except requests.ConnectionError:
                time.sleep(0.2)
        yield
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)


def _use(everybody: list[Person], seconds: float) -> dict[tuple[str, str], list[float]]:
    """Server milliseconds of every answer, by role and page; each page once beforehand, to warm it."""
    for person in {person.role: person for person in everybody}.values():
        _walk(person, defaultdict(list), list(person.pages), thinking=False)
    measured: dict[tuple[str, str], list[float]] = defaultdict(list)
    end = time.monotonic() + seconds
    threads = [
        threading.Thread(target=_stay, args=(person, measured, end, number))
        for number, person in enumerate(everybody)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return measured


def _stay(person: Person, measured: dict[tuple[str, str], list[float]], end: float, seed: int) -> None:
    chance = random.Random(seed)
    time.sleep(chance.uniform(0, THINKS[1]))
    while time.monotonic() < end:
        pages = list(person.pages)
        chance.shuffle(pages)
        _walk(person, measured, pages, thinking=True, chance=chance, end=end)


def _walk(
    person: Person,
    measured: dict[tuple[str, str], list[float]],
    pages: list[str],
    *,
    thinking: bool,
    chance: random.Random | None = None,
    end: float = float("inf"),
) -> None:
    with requests.Session() as browser:
        if person.session:
            browser.cookies.set("sessionid", person.session)
        for page in pages:
            answer = browser.get(ADDRESS + page, timeout=30, allow_redirects=False)
            if answer.status_code != 200:
                raise SystemExit(f"{person.role} {page}: {answer.status_code}")
            took = float(answer.headers["Server-Timing"].rpartition("=")[2])
            measured[person.role, page].append(took)
            if time.monotonic() > end:
                return
            if thinking and chance:
                time.sleep(chance.uniform(*THINKS))


def _print(measured: dict[tuple[str, str], list[float]], asked: argparse.Namespace) -> None:
    print(f"\n{asked.people} people at once for {asked.seconds:.0f} s; server milliseconds\n")
    print("| role | page | answers | p50 | p95 | most |")
    print("| --- | --- | ---: | ---: | ---: | ---: |")
    for (role, page), times in sorted(measured.items()):
        quantiles = statistics.quantiles(times, n=20) if len(times) > 1 else [times[0]] * 19
        print(f"| {role} | `{page}` | {len(times)} | {quantiles[9]:.0f} | {quantiles[18]:.0f} | {max(times):.0f} |")
    whole = [one for times in measured.values() for one in times]
    print(f"\nall: {len(whole)} answers, p95 {statistics.quantiles(whole, n=20)[18]:.0f} ms")


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
    main()
