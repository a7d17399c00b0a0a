"""Take back a death that was recorded wrongly: the person lives, and what the record ended goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from naungan.errors import Refused
from naungan.registry.errors import AlreadyActive, AnotherPayerThisMonth, BadPerson, OutsidePayerLife, UnknownPerson
from naungan.registry.models import Person
from naungan.registry.participate import OUTSIDE_LIFE
from naungan.registry.people import DIED, inactive_from
from naungan.registry.refusing import refusing
from naungan.saying import gettext as _
from naungan.wording import day_words

# What history says of a participation before the death ended it; without such a record it had no end.
RESTORE = """
WITH ended AS (
    SELECT p.id, p.during, p.payer_id FROM registry_participation p
    WHERE p.person_id = %(person)s AND p.left_because = %(died)s
), before AS (
    SELECT DISTINCT ON (e.pgh_obj_id) e.pgh_obj_id AS id, e.during, e.left_because
    FROM registry_participationevent e JOIN ended ON ended.id = e.pgh_obj_id
    WHERE e.left_because <> %(died)s
    ORDER BY e.pgh_obj_id, e.pgh_id DESC
)
UPDATE registry_participation p
SET during = coalesce(b.during, daterange(lower(ended.during), NULL) * y.life),
    left_because = coalesce(b.left_because, '')
FROM ended
JOIN registry_payer y ON y.id = ended.payer_id
LEFT JOIN before b ON b.id = ended.id
WHERE p.id = ended.id AND (b.id IS NOT NULL OR NOT isempty(ended.during))
RETURNING p.id
"""
# The life of a self-payer ended with theirs; it goes on as history says, or without end.
REVIVE = """
UPDATE registry_payer y
SET life = coalesce(
    (SELECT e.life FROM registry_payerevent e
     WHERE e.pgh_obj_id = y.id AND NOT e.life <@ daterange(NULL, %(on)s) ORDER BY e.pgh_id DESC LIMIT 1),
    daterange(lower(y.life), NULL))
WHERE y.person_id = %(person)s AND upper(y.life) = %(on)s
"""


@dataclass(frozen=True, slots=True)
class DeathUndone:
    """A person who lives after all, and how many participations go on."""

    person: Person
    restored: int


def undo_death(*, person_id: int) -> DeathUndone:
    """Take back the death of a person; participations that it ended are as they were before.

    Months that closed meanwhile are settled in the open month. Raises UnknownPerson, BadPerson where no
    death is recorded, and AlreadyActive, AnotherPayerThisMonth or OutsidePayerLife where something that
    began since stands in the way.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(pk=person_id).first()
        if person is None:
            raise UnknownPerson(_("Orang nomor %(person_id)s tidak terdaftar.") % {"person_id": person_id})
        if person.died_on is None:
            raise BadPerson(
                _("%(person)s tidak tercatat meninggal; tidak ada yang dibatalkan.") % {"person": person.name}
            )
        bound: dict[str, int | str | date] = {"person": person.pk, "died": DIED, "on": inactive_from(person.died_on)}
        with refusing(_sentences(person)), connection.cursor() as cursor:
            person.died_on = None
            person.save()
            cursor.execute(REVIVE, bound)
            cursor.execute(RESTORE, bound)
            restored = cursor.rowcount
    return DeathUndone(person, restored)


def _sentences(person: Person) -> Mapping[str, Callable[[], Refused]]:
    died = day_words(person.died_on) if person.died_on else ""
    return {
        "participation_once_per_payer": lambda: AlreadyActive(
            _("%(person)s sudah didaftarkan lagi pada pembayar yang sama sesudah %(died)s. Akhiri yang baru dahulu.")
            % {"person": person.name, "died": died}
        ),
        "participation_one_bpu_payer_a_month": lambda: AnotherPayerThisMonth(
            _("%(person)s sudah ditanggung pembayar lain sesudah %(died)s. Akhiri yang baru dahulu.")
            % {"person": person.name, "died": died}
        ),
        OUTSIDE_LIFE: lambda: OutsidePayerLife(
            _(
                "Pembayar %(person)s sudah ditutup; kepesertaannya tidak dapat dilanjutkan begitu saja. "
                "Perbaiki masa kepesertaannya satu per satu."
            )
            % {"person": person.name}
        ),
    }
