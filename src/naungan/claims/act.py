"""One way to do anything to a claim: locked, at the version that was seen, once for every key, and logged."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from naungan.access.actor import Actor
from naungan.access.scope import as_system
from naungan.claims.errors import AlreadyClaimed, ClaimChanged, NoSuchClaim, WrongMove
from naungan.claims.models import Claim, Step
from naungan.claims.moves import BANK, BY_NAME, GUEST, PARTIES, Move, Party, State
from naungan.registry.refusing import refusing
from naungan.saying import gettext as _
from naungan.web.templatetags.formats import moment


@dataclass(frozen=True, slots=True)
class Order:
    """Who wants something done, under which key, having seen which version (None: whatever it is now).

    Without an actor it is a guest, whom the page has recognised by the claim's number and a birth date.
    """

    actor: Actor | None
    key: uuid.UUID
    version: int | None = None
    guest: str = ""

    @property
    def role(self) -> str:
        """The actor's role, or that of a guest."""
        return self.actor.role if self.actor else GUEST

    @property
    def who(self) -> str:
        """The name to be logged."""
        return self.actor.name if self.actor else self.guest or _("Pemohon")

    @property
    def account_id(self) -> int | None:
        """The actor's account."""
        return self.actor.account_id if self.actor else None

    @property
    def officer_id(self) -> int:
        """The account of somebody of the desk. Raises WrongMove for anybody else."""
        if self.actor is None or not self.is_officer:
            raise WrongMove(_("Hanya petugas yang dapat melakukan ini."))
        return self.actor.account_id

    @property
    def is_officer(self) -> bool:
        """Whether somebody of the desk orders it."""
        return Party.OFFICER in PARTIES.get(self.role, frozenset())

    def then(self, name: str) -> Order:
        """The order that follows from this one, with a key of its own that is always the same."""
        return replace(self, key=uuid.uuid5(self.key, name), version=None)


@dataclass(frozen=True, slots=True)
class Work:
    """What an act changes in the claim beside its state, and what the log says of it."""

    changes: Mapping[str, object] = field(default_factory=dict)
    said: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


Doing = Callable[[Claim], Work]


def nothing_more(_claim: Claim) -> Work:
    """An act that only moves the claim."""
    return Work()


def saying(words: str, **detail: Any) -> Doing:
    """An act that only moves the claim, with words for the log."""
    return lambda _claim: Work(said=words, detail=detail)


def act(name: str, claim_id: int, order: Order, work: Doing = nothing_more) -> Claim:
    """Do something to a claim: `work` does it and says what changes. The same key again does nothing.

    The claim is looked for as the actor may see it; the work is done outside the actor's scope. Raises
    NoSuchClaim, ClaimChanged at another version than was seen, WrongMove from a state or by somebody from
    whom the move is not open, AlreadyClaimed where another claim for the event is under way.
    """
    with transaction.atomic():
        if order.actor is not None and not Claim.objects.filter(pk=claim_id).exists():
            raise NoSuchClaim(_("Klaim itu tidak ada, atau bukan wewenang Anda."))
        with as_system():
            claim = locked(claim_id)
            if done_before(claim, order):
                return claim
            _refuse(BY_NAME[name], claim, order)
            apply(BY_NAME[name], claim, order, work)
    return claim


def locked(claim_id: int) -> Claim:
    """The claim, held until the transaction ends. Raises NoSuchClaim."""
    claim = Claim.objects.select_for_update(of=("self",)).select_related("person").filter(pk=claim_id).first()
    if claim is None:
        raise NoSuchClaim(_("Klaim itu tidak ada, atau bukan wewenang Anda."))
    return claim


def done_before(claim: Claim, order: Order) -> bool:
    """Whether this very order was carried out already. Raises WrongMove for a key of another claim."""
    before = Step.objects.filter(key=order.key).first()
    if before is not None and before.claim_id != claim.pk:
        raise WrongMove(_("Formulir ini sudah dipakai untuk klaim lain. Buka lagi halamannya, lalu ulangi."))
    return before is not None


def apply(move: Move, claim: Claim, order: Order, work: Doing = nothing_more) -> None:
    """Carry out a move that was allowed, of a claim that is held: work, write, log."""
    before = State(claim.state)
    done = work(claim)
    for name, value in {**done.changes, "state": move.target or before, "version": claim.version + 1}.items():
        setattr(claim, name, value)
    with refusing({"claim_one_live": lambda: _already(claim)}):
        claim.save()
    log(claim, order, move.name, before, done)


def log(claim: Claim, order: Order, name: str, before: str, done: Work) -> None:
    """Write down what was done."""
    Step.objects.create(
        claim=claim,
        account_id=order.account_id,
        who=order.who,
        role=order.role,
        name=name,
        key=order.key,
        before=before,
        after=claim.state,
        version=claim.version,
        said=done.said,
        detail=dict(done.detail),
    )


def _refuse(move: Move, claim: Claim, order: Order) -> None:
    told = {"number": claim.number, "state": State(claim.state).label, "move": move.words}
    if order.version is not None and order.version != claim.version:
        raise ClaimChanged(_who_changed(claim))
    if claim.state not in move.sources:
        raise WrongMove(_("Klaim %(number)s sekarang %(state)s: tidak dapat %(move)s.") % told)
    if not PARTIES.get(order.role, frozenset()) & set(move.by) or order.role == BANK:
        raise WrongMove(_("Anda tidak berwenang %(move)s pada klaim %(number)s.") % told)


def _already(claim: Claim) -> AlreadyClaimed:
    return AlreadyClaimed(
        _(
            "Sudah ada klaim %(kind)s untuk orang dan kejadian yang sama. Lanjutkan klaim itu dengan nomornya, "
            "atau tanyakan di kantor cabang."
        )
        % {"kind": claim.get_kind_display()}
    )


def _who_changed(claim: Claim) -> str:
    last = Step.objects.filter(claim=claim).order_by("-id").first()
    told = {"number": claim.number, "state": State(claim.state).label}
    if last is None:
        return _("Klaim %(number)s sudah berubah (%(state)s). Periksa lagi, lalu ulangi.") % told
    told |= {"who": last.who, "when": moment(last.at)}
    return _("Klaim %(number)s baru saja diubah %(who)s pada %(when)s (%(state)s). Periksa lagi, lalu ulangi.") % told
