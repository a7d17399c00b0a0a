"""Make one person of two, by two officers; and take it back, so that the registry is as it was before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.access.scope import as_system
from naungan.matching.errors import AlreadyJudged, CannotMerge, NotYours, OwnProposal
from naungan.matching.judge import JUDGES
from naungan.matching.models import Merge, MergeState
from naungan.registry.models import Card, Participation, Payer, Person
from naungan.registry.refusing import refusing
from naungan.saying import gettext

LEAST_WORDS = 3


def propose_merge(*, actor: Actor, kept_id: int, gone_id: int, reason: str) -> Merge:
    """Propose that two people are one, `kept` to remain. In the actor's scope: both must be seen.

    Raises NotYours, CannotMerge for one and the same person, a missing reason, or people already being merged.
    """
    officer_only(actor)
    words = " ".join(reason.split())
    if len(words.split()) < LEAST_WORDS:
        raise CannotMerge(gettext("Tulis alasannya: dari mana diketahui bahwa keduanya satu orang."), "reason")
    seen = {person.pk: person for person in Person.objects.filter(pk__in=(kept_id, gone_id))}
    if len(seen) != 2:
        raise CannotMerge(gettext("Pilih dua orang yang berbeda, keduanya dalam wewenang Anda."), "gone")
    busy = Merge.objects.filter(state__in=[MergeState.PROPOSED, MergeState.DONE])
    if busy.filter(gone_id__in=seen).exists() or busy.filter(kept_id=gone_id, state=MergeState.PROPOSED).exists():
        raise CannotMerge(
            gettext("Salah satu sudah digabung atau menunggu digabung. Selesaikan dahulu yang itu."), "gone"
        )
    return Merge.objects.create(
        kept_id=kept_id, gone_id=gone_id, reason=words, maker_id=actor.account_id, maker_name=actor.name
    )


def agree_to_merge(*, actor: Actor, merge_id: int, said: str = "", now: datetime) -> Merge:
    """Agree to a merge as the second officer, and carry it out: one transaction.

    Participations, cards, an own payer and a NIK that `kept` has not go over. What was paid and counted of closed
    months stays as it was written. Raises NotYours, OwnProposal, AlreadyJudged, and CannotMerge where both take
    part at one payer, or as BPU in one month, at one time: end or correct one of them first.
    """
    with transaction.atomic():
        merge = _to_decide(actor, merge_id)
        with as_system(), refusing(_SENTENCES):
            merge.moved = _move(merge.gone_id, merge.kept_id)
        merge.state, merge.said = MergeState.DONE, " ".join(said.split())
        merge.checker_id, merge.checker_name, merge.decided_at = actor.account_id, actor.name, now
        merge.save(update_fields=["state", "said", "moved", "checker", "checker_name", "decided_at"])
        read_again(merge)
    return merge


def refuse_merge(*, actor: Actor, merge_id: int, said: str, now: datetime) -> Merge:
    """Refuse a merge as the second officer, and say why. Raises NotYours, OwnProposal, AlreadyJudged, CannotMerge."""
    words = " ".join(said.split())
    if len(words.split()) < LEAST_WORDS:
        raise CannotMerge(gettext("Tulis mengapa keduanya bukan satu orang, supaya pengusul mengerti."), "said")
    with transaction.atomic():
        merge = _to_decide(actor, merge_id)
        merge.state, merge.said = MergeState.REFUSED, words
        merge.checker_id, merge.checker_name, merge.decided_at = actor.account_id, actor.name, now
        merge.save(update_fields=["state", "said", "checker", "checker_name", "decided_at"])
    return merge


def officer_only(actor: Actor) -> None:
    """Raise NotYours for whoever may not say who is one person with whom."""
    if actor.role not in JUDGES:
        raise NotYours(gettext("%(role)s tidak menggabungkan orang.") % {"role": Role(actor.role).label})


def _to_decide(actor: Actor, merge_id: int) -> Merge:
    officer_only(actor)
    merge = Merge.objects.select_for_update().get(pk=merge_id)
    if merge.state != MergeState.PROPOSED:
        raise AlreadyJudged(
            gettext("Penggabungan ini sudah diputuskan: %(state)s.") % {"state": merge.get_state_display()}
        )
    if merge.maker_id == actor.account_id:
        raise OwnProposal(gettext("Anda yang mengusulkan ini; petugas lain yang memutuskan."))
    return merge


def _move(gone_id: int, kept_id: int) -> dict[str, Any]:
    """Let everything of `gone` be of `kept`; what was moved, so that it can go back."""
    people = {
        one.pk: one for one in Person.objects.select_for_update().filter(pk__in=(gone_id, kept_id)).order_by("pk")
    }
    gone, kept = people[gone_id], people[kept_id]
    moved: dict[str, Any] = {
        "participations": list(Participation.objects.filter(person=gone).order_by("pk").values_list("pk", flat=True)),
        "cards": list(Card.objects.filter(person=gone).order_by("pk").values_list("pk", flat=True)),
        "payer": None,
        "nik": None,
    }
    Participation.objects.filter(pk__in=moved["participations"]).update(person=kept)
    Card.objects.filter(pk__in=moved["cards"]).update(person=kept)
    if not Payer.objects.filter(person=kept).exists():
        moved["payer"] = Payer.objects.filter(person=gone).values_list("pk", flat=True).first()
        Payer.objects.filter(pk=moved["payer"]).update(person=kept)
    if kept.nik is None and gone.nik is not None:
        moved["nik"] = gone.nik
        Person.objects.filter(pk=gone.pk).update(nik=None)
        Person.objects.filter(pk=kept.pk).update(nik=moved["nik"])
    return moved


def read_again(merge: Merge) -> None:
    """Whoever is merged away is found no more, and whoever was taken back is found again."""
    with as_system(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO matching_stale (person_id) VALUES (%s), (%s)", [merge.kept_id, merge.gone_id]
        )  # fmt: skip


_SENTENCES = {
    "participation_once_per_payer": lambda: CannotMerge(
        gettext(
            "Keduanya aktif pada pembayar yang sama pada waktu yang sama. Akhiri atau perbaiki salah satunya dahulu."
        )
    ),
    "participation_one_bpu_payer_a_month": lambda: CannotMerge(
        gettext("Keduanya ditanggung sebagai BPU pada bulan yang sama. Akhiri atau perbaiki salah satunya dahulu.")
    ),
}
