"""`naungan bench match`: a badly written list against a registry ten times as long, on a generated truth."""

from __future__ import annotations

import csv
import multiprocessing
import os
import pickle
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from naungan.bench.match_truth import Human, Truth, make_truth
from naungan.bench.measurement import Measurement, peak_rss_mb
from naungan.bench.own_database import own_database
from naungan.bench.own_database import run as sql
from naungan.database import prepare

if TYPE_CHECKING:
    from naungan.matching.lines import Line

T = TypeVar("T")

DATABASE = "naungan_bench_match"
PEOPLE_A_LINE = 10
SEED = 1
AT_THE_COUNTER = 200
PEOPLE = (
    "COPY registry_person (id, nik, passport, name, born_on, sex, mother_name, region_id) FROM STDIN (FORMAT csv)"
)


@dataclass(frozen=True, slots=True)
class Point:
    """What is found from a probability on: how much of it is right, how much of what there is."""

    probability: float
    precision: float
    recall: float


@dataclass(frozen=True)
class Judged:
    """The best guesses of one run against the truth: probability and whether right; how many could be found."""

    guesses: Sequence[tuple[float, bool]]
    there: int

    def at(self, probability: float) -> Point:
        """Precision and recall of the guesses from a probability on."""
        taken = [right for sure, right in self.guesses if sure >= probability]
        return Point(probability, sum(taken) / max(len(taken), 1), sum(taken) / self.there)

    def curve(self) -> list[Point]:
        """Precision and recall at every probability, from the surest down."""
        points, right = [], 0
        ordered = sorted(self.guesses, reverse=True)
        for number, (sure, good) in enumerate(ordered, start=1):
            right += good
            if number == len(ordered) or ordered[number][0] < sure:
                points.append(Point(sure, right / number, right / self.there))
        return points


def run(rows: int, curve: Path | None = None) -> Measurement:
    """Match a list of so many lines with a registry of ten times as many people, 70 percent of them in it.

    `seconds` is training and matching, `seconds_kept_model` matching alone, both from the lines in memory to
    verdicts and sentences (`cpu_seconds_kept_model`: of the processor, whatever else the machine did; `load` is how
    many wanted it just then); `index_seconds` reading the whole registry for the first time, which is kept.
    Precision and recall are those of the verdict `same`, without any NIK or mother's name and (`_nik`) with what
    60 percent of the lines have. `counter_ms` is the middle of 200 single look-ups. Draws the curves to `curve`.
    """
    prepare()
    with own_database(DATABASE), tempfile.TemporaryDirectory() as folder:
        truth = _build(rows, Path(folder))
        from naungan.matching.index import refresh
        from naungan.matching.train import train

        index_seconds, _ = _timed(refresh)
        bare, full = [line_of(one, bare=True) for one in truth.lines], [line_of(one) for one in truth.lines]
        trained, _ = _timed(lambda: train(bare, version="bench"))
        used = time.process_time()
        kept, without = _timed(lambda: judged(bare, truth.truth))
        machine = {"cpu_seconds_kept_model": time.process_time() - used, "load": os.getloadavg()[0]}
        nik_seconds, with_nik = _timed(lambda: judged(full, truth.truth))
        memory = peak_rss_mb()
        waits = sorted(_waits(bare[:AT_THE_COUNTER]))
    if curve is not None:
        from naungan.bench.match_curve import draw

        draw({"tanpa NIK dan nama ibu": without.curve(), "NIK pada 60 % baris": with_nik.curve()}, curve)
    return _measurement(
        rows, (trained + kept, kept, nik_seconds, index_seconds), memory, without, with_nik, waits, machine
    )


def _measurement(
    rows: int,
    seconds: tuple[float, float, float, float],
    memory: float,
    without: Judged,
    with_nik: Judged,
    waits: Sequence[float],
    machine: Mapping[str, float],
) -> Measurement:
    from naungan.matching.decide import SAME_FROM

    bare, full = without.at(SAME_FROM), with_nik.at(SAME_FROM)
    whole, kept, nik, index = seconds
    return Measurement(
        bench="match",
        rows=rows,
        seconds=whole,
        peak_rss_mb=memory,
        more={
            "people": rows * PEOPLE_A_LINE,
            "precision": bare.precision,
            "recall": bare.recall,
            "precision_nik": full.precision,
            "recall_nik": full.recall,
            "seconds_kept_model": kept,
            **machine,
            "seconds_nik": nik,
            "index_seconds": index,
            "counter_ms": waits[len(waits) // 2] * 1000,
            "counter_p95_ms": waits[len(waits) * 95 // 100] * 1000,
        },
    )


def judged(lines: Sequence[Line], truth: Sequence[int | None]) -> Judged:
    """Match the lines, and hold the best guess of each against the truth."""
    from naungan.matching.find import find

    guesses = [
        (found.probability, found.person_id == about)
        for found, about in zip(find(lines), truth, strict=True)
        if found.person_id is not None
    ]
    return Judged(guesses, sum(about is not None for about in truth))


def line_of(one: Human, bare: bool = False) -> Line:
    """A line as the list has it; `bare` without NIK and mother's name."""
    from naungan.matching.lines import Line

    nik, mother = ("", "") if bare else (one.nik, one.mother)
    return Line(str(one.id), nik or None, one.name, one.born_on, one.sex, one.place, one.district, mother)


def load_people(registry: Sequence[Human], path: Path) -> None:
    """Put the invented people into the registry of the database at hand."""
    _write(registry, path)
    _copy(path)


def _build(rows: int, folder: Path) -> Truth:
    """Invent people in a process of their own, so that their memory is not counted; the list stays here."""
    context = multiprocessing.get_context("spawn")
    inventing = context.Process(target=_invent, args=(rows, folder))
    inventing.start()
    inventing.join()
    if inventing.exitcode != 0:
        raise RuntimeError(f"inventing people ended with {inventing.exitcode}")
    _copy(folder / "people.csv")
    sql("VACUUM (ANALYZE) registry_person")
    lines, truth = pickle.loads((folder / "lines").read_bytes())
    return Truth((), lines, truth)


def _invent(rows: int, folder: Path) -> None:
    made = make_truth(rows, rows * PEOPLE_A_LINE, SEED)
    _write(made.registry, folder / "people.csv")
    (folder / "lines").write_bytes(pickle.dumps((made.lines, made.truth)))


def _write(registry: Sequence[Human], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for one in registry:
            writer.writerow((one.id, one.nik, "", one.name, one.born_on, one.sex, one.mother, one.district))


def _copy(path: Path) -> None:
    from django.db import connection

    from naungan.registry.regions import load_regions

    load_regions()
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, id FROM registry_region WHERE level = 2")
        numbers = dict(cursor.fetchall())
        with path.open(encoding="utf-8", newline="") as file, cursor.copy(PEOPLE) as copy:
            for *person, district in csv.reader(file):
                copy.write(",".join([*(f'"{cell}"' for cell in person), str(numbers[district])]) + "\n")


def _waits(lines: Sequence[Line]) -> list[float]:
    from naungan.matching.find import find

    return [_timed(partial(find, [line]))[0] for line in lines]


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.perf_counter()
    done = work()
    return time.perf_counter() - started, done
