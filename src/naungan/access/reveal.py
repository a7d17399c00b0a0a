"""The whole NIK of one person: for a reason, so often an hour, and the person can read who asked."""

from __future__ import annotations

from naungan.access.actor import Actor
from naungan.access.errors import NotYours
from naungan.access.looks import looked
from naungan.registry.models import Person
from naungan.saying import gettext

SHORTEST, LONGEST = 10, 300
WHAT = "NIK lengkap"


def nik_for_a_reason(actor: Actor, person_id: int, reason: str) -> str:
    """The NIK of a person whom the actor may see; the look is recorded with the reason.

    To be called within the actor's scope, after `limits.count(REVEAL)`. Empty where no NIK is known.
    NotYours when the person is not the actor's to see, or the reason is too short to mean anything.
    """
    words = " ".join(reason.split())
    if not SHORTEST <= len(words) <= LONGEST:
        raise NotYours(
            gettext("Tulis alasan melihat NIK, %(least)s sampai %(most)s huruf. Yang terbaca %(read)s huruf.")
            % {"least": SHORTEST, "most": LONGEST, "read": len(words)}
        )
    found = Person.objects.filter(pk=person_id).values_list("nik", flat=True)
    if not found:
        raise NotYours(gettext("Orang ini tidak ada, atau di luar wewenang Anda."))
    looked(actor, person_id, WHAT, words)
    return found[0] or ""
