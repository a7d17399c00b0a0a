"""Claims: which papers, how long payment takes, and how long a right may be claimed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from naungan.law.benefits import jkp
from naungan.law.benefits.terms import years_after
from naungan.law.errors import NotInForce, ParameterError
from naungan.law.statute import Law, Statute
from naungan.yaml_text import from_yaml

_DOCUMENTS = ".documents"


def kinds(statute: Statute) -> tuple[str, ...]:
    """Every kind of claim that the law lists papers for."""
    paths = (path for path in statute.parameters if path.startswith("claim.") and path.endswith(_DOCUMENTS))
    return tuple(path.removeprefix("claim.").removesuffix(_DOCUMENTS) for path in paths)


def documents(law: Law, kind: str) -> tuple[str, ...]:
    """The papers of a claim, as codes.  Raises ParameterError for an unknown kind."""
    return law.texts(f"claim.{kind}{_DOCUMENTS}")


def document_label(code: str, language: str = "id") -> str:
    """What people call a paper.  Raises ParameterError for a code without words."""
    words = _words().get(code)
    if words is None:
        raise ParameterError(f"documents.yaml: {code} has no words; add them")
    return words[language]


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    document: dict[str, Any] = from_yaml((resources.files("naungan.law") / "documents.yaml").read_bytes())
    return document


@dataclass(frozen=True, slots=True)
class ServiceTime:
    """How long payment may take once the papers are complete."""

    days: int
    working_days: bool

    def ends(self, complete: date) -> date:
        """The last day in time for a claim complete on a day."""
        if not self.working_days:
            return complete + timedelta(days=self.days)
        from naungan.law.calendar import working_days_after

        return working_days_after(complete, self.days)


def service_time(law: Law, kind: str) -> ServiceTime:
    """The time promised for a kind of claim.  Raises ParameterError for an unknown kind."""
    days = law.whole(f"claim.{kind}.service_days")
    return ServiceTime(days, bool(law.value(f"claim.{kind}.service_working_days")))


@dataclass(frozen=True, slots=True)
class Expiry:
    """The last day of a term (None: the right does not expire) and the values read."""

    last: date | None
    read: tuple[str, ...]


def expiry(law: Law, programme: str, event: date) -> Expiry:
    """How long an event may be claimed for, by the law of its day.

    Raises NotInForce for JP, for which no term was found.
    """
    if programme == "JKK":
        return Expiry(years_after(event, law.whole("claim.jkk_years")), ("claim.jkk_years",))
    if programme == "JKP":
        return Expiry(jkp.last_claim_day(law, event), ("jkp.claim_months",))
    path = f"claim.{programme.lower()}_expires"
    if path in law.statute.parameters and not law.value(path):
        return Expiry(None, (path,))
    raise NotInForce(
        "jangka waktu klaim {programme} tidak ditemukan dalam peraturan yang terbaca", programme=programme
    )


def in_time(law: Law, term: Expiry, claimed: date) -> tuple[bool, tuple[str, ...]]:
    """Whether a claim comes in time, and the values read to say so."""
    if term.last is None:
        return True, term.read
    if claimed != term.last:
        return claimed < term.last, term.read
    return bool(law.value("claim.last_day_in_time")), (*term.read, "claim.last_day_in_time")
