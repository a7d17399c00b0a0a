"""The table of disabilities (PP 44/2015 Lampiran III): from an injury to its part of the benefit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from naungan.law.arithmetic import MILLION
from naungan.law.errors import LawError
from naungan.law.statute import Law

Side = Literal["right", "left"]
KINDS = ("sided", "whole", "range", "step")


@dataclass(frozen=True, slots=True)
class Degree:
    """What the table gives an injury, in millionths, and the rows read."""

    rate: int
    read: tuple[str, ...]


def injuries(law: Law) -> Mapping[str, str]:
    """Every injury of the table: its name to the path of its row."""
    paths = (f"disability.{kind}." for kind in KINDS)
    return {
        path.removeprefix(prefix): path
        for prefix in paths
        for path in law.statute.parameters
        if path.startswith(prefix)
    }


def sided(law: Law, injury: str) -> bool:
    """Whether an injury has one value for the right and another for the left."""
    return _row(law, injury).startswith("disability.sided.")


def degree(
    law: Law, injury: str, side: Side | None = None, *, left_handed: bool = False, given: int = 0, steps: int = 0
) -> Degree:
    """The part of the benefit for an injury.

    `given` is the doctor's part (millionths) where the table has only a range, `steps` how often a row
    counted by steps applies.  Raises LawError for an unknown injury, a missing side, a part outside the
    range, or no steps.
    """
    path = _row(law, injury)
    kind = path.split(".")[1]
    if kind == "sided":
        return _of_side(law, path, injury, side, left_handed)
    if kind == "range":
        least, most = law.table(path)
        if not least <= given <= most:
            raise LawError(
                "persentase dokter untuk {injury} harus dari {least} sampai {most}",
                injury=injury,
                least=least // 10000,
                most=most // 10000,
            )
        return Degree(given, (path,))
    if kind == "step":
        if steps < 1:
            raise LawError("{injury} dihitung per tingkat; isi jumlah tingkatnya", injury=injury)
        return Degree(min(law.whole(path) * steps, MILLION), (path,))
    return Degree(law.whole(path), (path,))


def _of_side(law: Law, path: str, injury: str, side: Side | None, left_handed: bool) -> Degree:
    if side is None:
        raise LawError("{injury} berbeda nilainya kanan dan kiri; isi sisinya", injury=injury)
    reverses = "disability.reversed_for_left_handed"
    reversed_here = left_handed and injury in law.texts(reverses)
    right, left = law.table(path)
    stronger = (side == "right") is not reversed_here
    return Degree(right if stronger else left, (path, reverses) if left_handed else (path,))


def _row(law: Law, injury: str) -> str:
    path = injuries(law).get(injury)
    if path is None:
        raise LawError(
            "{injury} tidak ada dalam tabel cacat; naungan law show disability menunjukkan semuanya", injury=injury
        )
    return path
