"""A person says what a line of the bank was that no rule could tell."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from naungan.access.actor import Actor
from naungan.disbursements.act import money_moves
from naungan.disbursements.errors import LineRefused
from naungan.disbursements.matching_sql import CANDIDATES, DIRECTIONS, Direction
from naungan.disbursements.models import BankLine, Kind, Match, Rule, Transfer
from naungan.disbursements.moves import OFFICERS, Way
from naungan.disbursements.settle import books_and_claims_follow, move_transfers
from naungan.saying import gettext as _


@dataclass(frozen=True, slots=True)
class Candidate:
    """A transfer that a waiting line may be; `fits` when it could be settled with it, `why` when not."""

    transfer: Transfer
    by: str
    fits: bool
    why: str


def candidates(line: BankLine) -> list[Candidate]:
    """The transfers a line names, else those of just its amount that it could settle; nearest first, at most 20."""
    way = _way(line)
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, way.asked(line.source_id))
        named = {
            transfer: rule for found, transfer, rule, _lines, _transfers in cursor.fetchall() if found == line.pk
        }
    same = Transfer.objects.select_related("batch").filter(batch__source_id=line.source_id)
    if named:
        return [_candidate(line, way, one, named[one.pk]) for one in same.filter(pk__in=named).order_by("pk")]
    alike = same.filter(amount=line.amount, state=way.state).order_by("-pk")[:20] if not line.sen else same.none()
    return [_candidate(line, way, one, "amount") for one in alike]


def settle_with(line: BankLine, transfer: Transfer, actor: Actor, said: str) -> Match:
    """Say that a line was this transfer: it moves, the books and its claim follow.

    Raises LineRefused for other money, a transfer that is not where the line would move it from, a line that
    was settled, or no words.
    """
    words = _allowed(actor, said)
    with money_moves():
        line, way = _locked(line), _way(line)
        transfer = Transfer.objects.select_for_update(of=("self",)).get(pk=transfer.pk)
        fit = _candidate(line, way, transfer, "person")
        if not fit.fits:
            raise LineRefused(fit.why)
        match = Match.objects.create(
            line=line, kind=way.kind, transfer=transfer, rule=Rule.PERSON, account_id=actor.account_id,
            who=actor.name, said=words,
        )  # fmt: skip
        move_transfers(way, [line.pk])
        books_and_claims_follow([line.pk], [transfer.pk], f"line:{line.pk}")
    return match


def set_aside(line: BankLine, actor: Actor, said: str) -> Match:
    """Say that a line was no transfer of a benefit (a fee, interest, a duplicate notice): with words, for ever.

    Nothing is posted: it is for the books it belongs to. Raises LineRefused as `settle_with`.
    """
    words = _allowed(actor, said)
    with money_moves():
        return Match.objects.create(
            line=_locked(line), kind=Kind.OTHER, rule=Rule.PERSON, account_id=actor.account_id, who=actor.name,
            said=words,
        )  # fmt: skip


def _allowed(actor: Actor, said: str) -> str:
    if actor.role not in OFFICERS:
        raise LineRefused(_("Sebagai %(role)s Anda tidak dapat memutuskan ini.") % {"role": actor.role.label})
    if not said.strip():
        raise LineRefused(_("Tulis alasannya: orang lain akan membacanya."))
    return said.strip()


def _locked(line: BankLine) -> BankLine:
    if Match.objects.filter(line=line).exists():
        raise LineRefused(_("Mutasi %(reference)s sudah diputuskan.") % {"reference": line.bank_reference or line.pk})
    return line


def _way(line: BankLine) -> Direction:
    return next(way for way in DIRECTIONS if way.credit == line.credit)


def _candidate(line: BankLine, way: Direction, transfer: Transfer, by: str) -> Candidate:
    told = {"reference": transfer.reference, "state": Way(transfer.state).label}
    why: str = ""
    if line.source_id != transfer.batch.source_id:
        why = _("%(reference)s dibayar dari rekening lain.") % told
    elif line.sen or transfer.amount != line.amount:
        why = _("Jumlah %(reference)s lain dari jumlah mutasi ini.") % told
    elif transfer.state != way.state:
        why = _("%(reference)s sekarang %(state)s.") % told
    return Candidate(transfer, by, not why, why)
