"""What a list says of one person, and what was found for it: the words the room and its callers share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """Whether a line and a person are one: sure enough to act on, sure enough not to, or for a human eye."""

    SAME = "same"
    UNSURE = "unsure"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Line:
    """A person as a list has them. `sex` is L or P, `district_code` a Kemendagri code (64.71); blanks are unknown."""

    reference: str
    nik: str | None = None
    name: str = ""
    born_on: date | None = None
    sex: str | None = None
    village: str = ""
    district_code: str = ""
    mother_name: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The best person for a line, if any: how likely they are one (0 to 1), the verdict, and why in sentences."""

    reference: str
    person_id: int | None
    probability: float
    verdict: Verdict
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Twice:
    """Two lines of one list that are, or may be, the same person."""

    first: str
    second: str
    probability: float
    verdict: Verdict
    evidence: tuple[str, ...] = ()
