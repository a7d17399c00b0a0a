"""Wrong data of a person: name, birth, sex, NIK, mother's name, phone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from naungan.desk.changes.handling import Facts, Proposal, Task, day_or_none
from naungan.desk.models import Kind
from naungan.registry.models import Participation, Person
from naungan.registry.people import correct_person

CORRECTABLE = ("name", "born_on", "sex", "nik", "mother_name", "phone")
CONFIRMED = "confirmed"  # findings about the NIK that the maker has confirmed


def proposal(person: Person, changes: Mapping[str, Any], confirmed: Collection[str] = ()) -> Proposal:
    """Propose other values of some of CORRECTABLE (days in ISO form); what says nothing new is left out."""
    known = _facts(person)
    after = {name: value for name, value in changes.items() if name in CORRECTABLE and value != known[name]}
    return Proposal(
        kind=Kind.PERSON,
        about={"person": person.pk},
        after=after | ({CONFIRMED: sorted(confirmed)} if confirmed and after else {}),
        person_id=person.pk,
        regions=regions_of(person),
    )


def regions_of(person: Person) -> tuple[int, ...]:
    """The regions whose officers answer for a person: of the latest payers and work places, then of the home."""
    rows = Participation.objects.filter(person=person).select_related("payer").order_by("-id")[:20]
    places = [place for row in rows for place in (row.payer.region_id, row.region_id)]
    return tuple(dict.fromkeys([*places, *([person.region_id] if person.region_id else [])]))


def stands(task: Task) -> Facts:
    """What is registered of the person, as far as the change touches it."""
    known = _facts(Person.objects.get(pk=task.about["person"]))
    return {name: known[name] for name in task.after if name in CORRECTABLE}


def apply(task: Task) -> Facts:
    """Correct the person."""
    changes = {name: value for name, value in task.after.items() if name in CORRECTABLE}
    if "born_on" in changes:
        changes["born_on"] = day_or_none(changes["born_on"])
    person = correct_person(
        person_id=task.about["person"],
        as_of=task.today,
        confirmed=task.after.get(CONFIRMED, ()),
        **changes,
    )
    return {"person": person.pk}


def _facts(person: Person) -> Facts:
    return {
        "name": person.name,
        "born_on": person.born_on.isoformat(),
        "sex": person.sex,
        "nik": person.nik,
        "mother_name": person.mother_name,
        "phone": person.phone,
    }
