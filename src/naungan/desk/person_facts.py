"""Everything about one person: participations, months, cards, changes; NIK for whoever shows it to mask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy

from naungan.access.looks import LookedAt
from naungan.access.models import Role
from naungan.access.scope import reading_as_system
from naungan.desk.asking import objects_as, one_row, rows_as
from naungan.desk.labels import label_of
from naungan.desk.payer_facts import CommandSeen
from naungan.registry.models import Person, Programme, Segment
from naungan.registry.participate import Leaving

BESIDE = """
SELECT
  (SELECT json_agg(p ORDER BY p.since DESC, p.id DESC) FROM (
      SELECT p.id, p.payer_id, y.code AS payer_code, y.name AS payer, y.kind, p.segment, p.programmes,
             r.name AS region, lower(p.during) AS since, upper(p.during) AS until, isempty(p.during) AS void,
             p.wage, p.left_because, p.recorded_at
      FROM registry_participation p JOIN registry_payer y ON y.id = p.payer_id
      JOIN registry_region r ON r.id = p.region_id WHERE p.person_id = %(person)s) p),
  (SELECT json_agg(c ORDER BY c.issued_on DESC) FROM (
      SELECT kpj, issued_on FROM registry_card WHERE person_id = %(person)s) c),
  (SELECT json_agg(u) FROM (
      SELECT id, kind, state, made_at, maker_name FROM desk_command
      WHERE person_id = %(person)s ORDER BY id DESC LIMIT 15) u)
"""
# What a row said after each change, what it said before, and which command changed it.
CHANGES = """
SELECT * FROM (
    SELECT e.pgh_created_at AS at, false AS of_participation, to_json(e) AS after, to_json(b) AS before,
           c.metadata::json AS context
    FROM registry_personevent e
    JOIN LATERAL (
        SELECT * FROM registry_personevent o WHERE o.pgh_obj_id = e.pgh_obj_id AND o.pgh_id < e.pgh_id
        ORDER BY o.pgh_id DESC LIMIT 1
    ) b ON true
    LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id
    WHERE e.pgh_obj_id = %(person)s
    UNION ALL
    SELECT e.pgh_created_at, true, (to_jsonb(e) || jsonb_build_object('payer', y.name))::json, to_json(b),
           c.metadata::json
    FROM registry_participationevent e
    JOIN registry_payer y ON y.id = e.payer_id
    JOIN LATERAL (
        SELECT * FROM registry_participationevent o WHERE o.pgh_obj_id = e.pgh_obj_id AND o.pgh_id < e.pgh_id
        ORDER BY o.pgh_id DESC LIMIT 1
    ) b ON true
    LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id
    WHERE e.person_id = %(person)s
) changed ORDER BY at DESC LIMIT %(limit)s
"""
LOOKS = """
SELECT l.at, a.name, l.role, l.what, l.reason FROM access_look l JOIN access_account a ON a.id = l.account_id
WHERE l.person_id = %(person)s ORDER BY l.at DESC, l.id DESC LIMIT %(limit)s
"""
# What is shown of a change: the column, and what it is called.
PERSON_COLUMNS = {
    "name": gettext_lazy("Nama"),
    "born_on": gettext_lazy("Tanggal lahir"),
    "sex": gettext_lazy("Jenis kelamin"),
    "nik": gettext_lazy("NIK"),
    "mother_name": gettext_lazy("Nama ibu kandung"),
    "phone": gettext_lazy("Telepon"),
    "email": gettext_lazy("E-mail"),
    "died_on": gettext_lazy("Tanggal meninggal"),
}
PARTICIPATION_COLUMNS = {
    "during": gettext_lazy("Masa kepesertaan"),
    "wage": gettext_lazy("Upah terdaftar"),
    "left_because": gettext_lazy("Alasan keluar"),
    "programmes": gettext_lazy("Program"),
}


@dataclass(frozen=True, slots=True)
class PartTaken:
    """A participation of a person; `until` is the first day without cover, `void` one that never came to be."""

    id: int
    payer_id: int
    payer_code: str
    payer: str
    kind: int
    segment: int
    programmes: int
    region: str
    since: date | None
    until: date | None
    void: bool
    wage: int
    left_because: str
    recorded_at: datetime

    @property
    def segment_words(self) -> str:
        """The segment, in words."""
        return label_of(Segment, self.segment)

    @property
    def programme_words(self) -> str:
        """The programmes, in letters."""
        return programme_letters(self.programmes)

    @property
    def because_words(self) -> str:
        """Why it ended, in words."""
        return label_of(Leaving, self.left_because)


@dataclass(frozen=True, slots=True)
class CardHeld:
    """A participant number."""

    kpj: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person with all that belongs to them, as far as the asker may see it."""

    person: Person
    participations: tuple[PartTaken, ...]
    cards: tuple[CardHeld, ...]
    commands: tuple[CommandSeen, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One column of a row that changed: what it said before and after, when, and by which command."""

    at: datetime
    what: Any
    about: str
    before: Any
    after: Any
    column: str
    command: int | None
    maker: str
    checker: str


def person_facts(person: Person) -> PersonFacts:
    """What is known of a person."""
    found = one_row(BESIDE, {"person": person.pk})
    assert found is not None
    parts, cards, commands = found
    return PersonFacts(
        person, objects_as(PartTaken, parts), objects_as(CardHeld, cards), objects_as(CommandSeen, commands)
    )


@dataclass(frozen=True, slots=True)
class Trail:
    """What was changed of a person and their participations, and who looked; the newest first."""

    changes: tuple[Change, ...]
    looks: tuple[LookedAt, ...]


def trail_of(person: Person, limit: int = 50) -> Trail:
    """The trail of a person: changes as the database remembers them, and looks with their names.

    To be called for somebody who may see the person: the memory is asked as the system, because it also
    tells which command made the change and what the accounts that looked are called.
    """
    bound = {"person": person.pk, "limit": limit}
    with reading_as_system():
        events = rows_as(_Event, CHANGES, bound)
        looks = rows_as(_Look, LOOKS, bound)
    return Trail(
        tuple(change for event in events for change in _told(event)),
        tuple(LookedAt(one.at, one.by, Role(one.role), one.what, one.reason) for one in looks),
    )


@dataclass(frozen=True, slots=True)
class _Look:
    at: datetime
    by: str
    role: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Event:
    at: datetime
    of_participation: bool
    after: dict[str, Any]
    before: dict[str, Any]
    context: dict[str, Any] | None


def _told(event: _Event) -> Iterator[Change]:
    signed = event.context or {}
    for column, what in (PARTICIPATION_COLUMNS if event.of_participation else PERSON_COLUMNS).items():
        if event.before.get(column) != event.after.get(column):
            yield Change(
                at=event.at,
                what=what,
                about=event.after.get("payer", ""),
                before=event.before.get(column),
                after=event.after.get(column),
                column=column,
                command=signed.get("command"),
                maker=signed.get("maker", ""),
                checker=signed.get("checker", ""),
            )


def programme_letters(mask: int) -> str:
    """The programmes of a mask, as JKK, JKM, JHT."""
    return ", ".join(one.label for one in Programme if mask & one) or "–"
