"""Take a merge back: every row that went over goes back, and nothing else is touched."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from naungan.access.actor import Actor
from naungan.access.scope import as_system
from naungan.matching.errors import CannotUndo
from naungan.matching.merge import LEAST_WORDS, officer_only, read_again
from naungan.matching.models import Merge, MergeState
from naungan.registry.models import Card, Participation, Payer, Person
from naungan.saying import gettext


def undo_merge(*, actor: Actor, merge_id: int, because: str, now: datetime) -> Merge:
    """Take a merge back. Any officer may, and says why.

    What began for the remaining person since stays theirs. Raises NotYours, and CannotUndo where it is not in
    force, gives no reason, or a row that went over has since been given to somebody else.
    """
    officer_only(actor)
    words = " ".join(because.split())
    if len(words.split()) < LEAST_WORDS:
        raise CannotUndo(gettext("Tulis mengapa penggabungan ini dibatalkan."), "because")
    with transaction.atomic():
        merge = Merge.objects.select_for_update().get(pk=merge_id)
        if merge.state != MergeState.DONE:
            raise CannotUndo(
                gettext("Penggabungan ini tidak berlaku: %(state)s.") % {"state": merge.get_state_display()}
            )
        with as_system():
            _move_back(merge.moved, merge.gone_id, merge.kept_id)
        merge.state, merge.undone_because = MergeState.UNDONE, words
        merge.undone_by_id, merge.undone_at = actor.account_id, now
        merge.save(update_fields=["state", "undone_because", "undone_by", "undone_at"])
        read_again(merge)
    return merge


def _move_back(moved: dict[str, Any], gone_id: int, kept_id: int) -> None:
    list(Person.objects.select_for_update().filter(pk__in=(gone_id, kept_id)).order_by("pk"))
    for model, numbers in (
        (Participation, moved["participations"]),
        (Card, moved["cards"]),
        (Payer, [moved["payer"]] if moved["payer"] else []),
    ):
        back = model._default_manager.filter(pk__in=numbers, person_id=kept_id).update(person_id=gone_id)
        if back != len(numbers):
            raise CannotUndo(
                gettext("%(missing)d baris yang dipindahkan sudah berpindah lagi. Periksa penggabungan sesudah ini.")
                % {"missing": len(numbers) - back}
            )
    if moved["nik"]:
        if not Person.objects.filter(pk=kept_id, nik=moved["nik"]).update(nik=None):
            raise CannotUndo(gettext("NIK yang dipindahkan sudah dikoreksi. Kembalikan koreksi itu dahulu."))
        Person.objects.filter(pk=gone_id).update(nik=moved["nik"])
