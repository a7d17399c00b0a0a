"""Propose a change: what, why, and which paper shows it. It takes effect when another officer agrees."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection, transaction

from naungan.access.actor import Actor
from naungan.access.scope import as_system
from naungan.desk.changes import HANDLINGS
from naungan.desk.changes.handling import Handling, Proposal, Task
from naungan.desk.errors import AlreadyProposed, NotYours, ProposalRefused
from naungan.desk.models import Command, Kind, State
from naungan.registry.refusing import refusing
from naungan.saying import gettext

MOST_WORDS = 2_000
# Of the regions a change concerns the first that the actor is over: its officers are to see it.
REGION = """
SELECT r.id FROM unnest(%s::int[]) WITH ORDINALITY AS r (id, place)
WHERE naungan_regions() IS NULL OR cardinality(naungan_regions()) = 0 OR r.id = ANY (naungan_regions())
ORDER BY r.place LIMIT 1
"""


def propose(*, actor: Actor, proposal: Proposal, reason: str, evidence: str, key: UUID, today: date) -> Command:
    """Write a proposal down for another officer to decide; the same key again is the same proposal.

    It is tried and taken back at once, so that what could not be done is refused now, with the sentence of
    the verb that refuses it. Raises NotYours, ProposalRefused, AlreadyProposed, and what the verb refuses.
    """
    handling = HANDLINGS[proposal.kind]
    if actor.role not in handling.proposers:
        raise NotYours(
            gettext("%(role)s tidak dapat mengusulkan: %(kind)s.")
            % {"role": actor.role.label, "kind": Kind(proposal.kind).label}
        )
    again = Command.objects.filter(key=key, maker_id=actor.account_id).first()
    if again is not None:
        return again
    task = Task(proposal.about, proposal.after, _given(reason, "reason"), today)
    paper = _given(evidence, "evidence")
    before = _tried(handling, task)
    with refusing({"command_one_at_a_time_about_a_thing": lambda: _waits_already(proposal)}):
        return Command.objects.create(
            kind=proposal.kind,
            key=key,
            person_id=proposal.person_id,
            payer_id=proposal.payer_id,
            region_id=_region(proposal.regions),
            about=proposal.about,
            before=before,
            after=proposal.after,
            reason=task.reason,
            evidence=paper,
            maker_id=actor.account_id,
            maker_name=actor.name,
            maker_role=actor.role,
        )


def _tried(handling: Handling, task: Task) -> dict[str, object]:
    """How the thing stands now, after trying the change and taking it back."""
    with as_system():
        before = handling.stands(task)
        if not task.after or (before and all(task.after.get(name) == value for name, value in before.items())):
            raise ProposalRefused(gettext("Usulan ini tidak mengubah apa pun. Ubah paling sedikit satu isian."))
        attempt = transaction.savepoint()
        try:
            handling.apply(task)
        finally:
            transaction.savepoint_rollback(attempt)
    return before


def _given(words: str, field: str) -> str:
    told = " ".join(words.split())
    if len(told) < 5:
        empty = {
            "reason": gettext("Alasan belum diisi. Tulis dengan jelas: yang memutuskan hanya membaca ini."),
            "evidence": gettext(
                "Bukti belum diisi. Sebut surat, KTP, akta, atau bukti setor dengan nomor dan tanggalnya."
            ),
        }
        raise ProposalRefused(empty[field], field)
    if len(told) > MOST_WORDS:
        raise ProposalRefused(
            gettext("Isian ini %(read)d huruf; paling banyak %(most)d.") % {"read": len(told), "most": MOST_WORDS},
            field,
        )
    return told


def _region(regions: tuple[int, ...]) -> int | None:
    if not regions:
        return None
    with connection.cursor() as cursor:
        cursor.execute(REGION, [list(regions)])
        found = cursor.fetchone()
    return int(found[0]) if found else regions[0]


def _waits_already(proposal: Proposal) -> AlreadyProposed:
    waiting = Command.objects.filter(kind=proposal.kind, about=proposal.about, state=State.PROPOSED).first()
    if waiting is None:
        return AlreadyProposed(
            gettext("Usulan untuk hal yang sama masih menunggu keputusan. Putuskan atau tarik dahulu.")
        )
    return AlreadyProposed(
        gettext(
            "Usulan untuk hal yang sama masih menunggu keputusan (nomor %(number)d, diusulkan %(name)s). "
            "Putuskan atau tarik dahulu."
        )
        % {"number": waiting.pk, "name": waiting.maker_name}
    )
