"""Matching as REST: who somebody is, for an officer at a counter."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema

from naungan.access.actor import Actor
from naungan.access.looks import looked
from naungan.access.rest import bearer, seen_by
from naungan.matching.find import Line, find
from naungan.matching.judge import JUDGES
from naungan.matching.pages import REVIEW
from naungan.registry.models import Person
from naungan.web.api import answers

router = Router(tags=["matching"])
PRINTED = r"^[^\x00]*$"


class Asked(Schema):
    """What is known of somebody; all but the name may be missing."""

    name: str = Field(min_length=1, max_length=200, pattern=PRINTED)
    nik: str = Field("", max_length=32, pattern=r"^[0-9 .']*$")
    born_on: date | None = None
    sex: Literal["L", "P"] | None = None
    village: str = Field("", max_length=200, pattern=PRINTED)
    district_code: str = Field("", max_length=5, pattern=r"^([0-9]{2}\.[0-9]{2})?$")
    mother_name: str = Field("", max_length=200, pattern=PRINTED)


class Answer(Schema):
    """The likeliest person, how likely (0 to 1), and why. `person_id` is told where the token may see the person."""

    verdict: Literal["same", "unsure", "different"]
    probability: float
    person_id: int | None
    evidence: list[str]


@router.post("/look-ups", auth=bearer, response=answers(Answer, 401, 403), summary="Find somebody in the registry")
@seen_by(*JUDGES)
def look_up(request: HttpRequest, asked: Asked) -> Any:
    """Find who somebody is by what is known of them. Asked by POST so that no name or NIK stands in an address."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    known = asked.dict()
    (found,) = find([Line("", known.pop("nik") or None, **known)])
    seen = found.person_id is not None and Person.objects.filter(pk=found.person_id).exists()
    if found.person_id is not None and seen:
        looked(actor, found.person_id, REVIEW)
    return {
        "verdict": found.verdict,
        "probability": found.probability,
        "person_id": found.person_id if seen else None,
        "evidence": list(found.evidence),
    }
