"""The people of a judged list as groups for the planner."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.resources import files

from naungan.saying import gettext as _
from naungan.sponsorship.find import listing
from naungan.sponsorship.models import Candidate, Verdict
from naungan.sponsorship.planner.request import BadPlan, Group
from naungan.yaml_text import from_yaml

ORDINARY_RISK = 3
COVERED = frozenset({"sponsored", "self-paying", "wage-earner", "project"})


def groups_of_list(number: int) -> tuple[Group, ...]:
    """Eligible candidates, and such as another payer covers already, by district, occupation and decile.

    Raises NoSuchThing, and BadPlan where nobody is eligible.
    """
    found = listing(number)
    people, covered, continuing = Counter[tuple[str, str, int]](), Counter[object](), Counter[object]()
    rows = Candidate.objects.filter(listing=found, region__isnull=False)
    for code, occupation, decile, verdict, reasons in rows.values_list(
        "region__code", "occupation", "decile", "verdict", "reasons"
    ):
        codes = {one["code"] for one in reasons}
        is_covered = verdict == Verdict.REJECTED and bool(codes) and codes <= COVERED
        if verdict != Verdict.ELIGIBLE and not is_covered:
            continue
        key = (code, occupation or "-", decile or 0)
        people[key] += 1
        covered[key] += is_covered
        continuing[key] += "continuing" in codes
    if not people:
        raise BadPlan(
            "groups",
            _("Daftar %(number)s belum mempunyai calon yang memenuhi syarat. Nilai dahulu daftarnya.")
            % {"number": number},
        )
    return tuple(
        Group(*key, risk_of(key[1]), count, covered[key], continuing[key], sector_of(key[1]))
        for key, count in sorted(people.items())
    )


@cache
def _known() -> dict[str, dict[str, list[str]]]:
    text = files("naungan.sponsorship").joinpath("data", "occupations.yaml").read_text(encoding="utf-8")
    read: dict[str, dict[str, list[str]]] = from_yaml(text)
    return read


def risk_of(occupation: str) -> int:
    """How dangerous an occupation is, 1 to 5, by the words in it; 3 where nothing is known."""
    for risk, words in _known()["risk"].items():
        if any(word in occupation.lower() for word in words):
            return int(risk)
    return ORDINARY_RISK


def sector_of(occupation: str) -> str:
    """The sector by which a relief tells occupations apart."""
    return "transport" if any(word in occupation.lower() for word in _known()["sector"]["transport"]) else "other"
