"""Correct when a participation began or ended: it was recorded with the wrong days."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from naungan.registry.errors import BadParticipation, UnknownParticipation
from naungan.registry.models import Participation, Person
from naungan.registry.participate import Leaving, judge_time, sentences
from naungan.registry.refusing import refusing
from naungan.saying import gettext as _


def redate_participation(
    *, participation_id: int, since: date, until: date | None, because: str = ""
) -> Participation:
    """Set the first day of a participation and the first day without cover; the history keeps what it said.

    `because` is one of Leaving where there is an end, and empty where there is none. Months already closed
    are settled in the open month. Raises UnknownParticipation, BadParticipation, AlreadyActive,
    AnotherPayerThisMonth, OutsidePayerLife.
    """
    if (until is None) != (because == ""):
        raise BadParticipation(_("Hari berakhir dan alasan keluar diisi bersama, atau dikosongkan bersama."))
    if because and because not in Leaving.values:
        raise BadParticipation(
            _("Alasan keluar %(because)s tidak dikenal: %(values)s.")
            % {"because": repr(because), "values": ", ".join(Leaving.values)}
        )
    during = DateRange(since, until)
    with transaction.atomic():
        row = Participation.objects.select_related("payer").filter(pk=participation_id).first()
        if row is None:
            raise UnknownParticipation(
                _("Kepesertaan nomor %(participation_id)s tidak terdaftar.") % {"participation_id": participation_id}
            )
        # As when one starts: whoever begins something for the same person meanwhile waits.
        person = Person.objects.select_for_update().get(pk=row.person_id)
        row.refresh_from_db()
        judge_time(person, during)
        with refusing(sentences(person, row.payer, during, apart_from=row.pk)):
            row.during = during
            row.left_because = because
            row.save()
    return row
