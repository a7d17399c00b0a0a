"""What else may be claimed after an event: a death or a lost job opens more than one right.

It is told so that nobody has to know the programmes by name; whether the right exists is decided by its own claim.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.postgres.aggregates import BitOr

from naungan.claims.kinds import ClaimKind
from naungan.claims.models import Claim
from naungan.claims.moves import LIVE, State
from naungan.registry.models import Participation, Programme


@dataclass(frozen=True, slots=True)
class _Left:
    """What decides which rights are open: programmes the person was ever in (a mask), and the family left."""

    programmes: int
    family: frozenset[str]

    def saved(self) -> bool:
        return bool(self.programmes & Programme.JHT)

    def pension(self, relation: str) -> bool:
        return bool(self.programmes & Programme.JP) and relation in self.family


_K = ClaimKind
_DEATH: tuple[tuple[ClaimKind, Callable[[_Left], bool]], ...] = (
    (_K.JHT_DEATH, _Left.saved),
    (_K.JP_WIDOW, lambda left: left.pension("spouse")),
    (_K.JP_CHILD, lambda left: left.pension("children") and "spouse" not in left.family),
    (_K.JP_PARENT, lambda left: left.pension("parents") and not {"spouse", "children"} & left.family),
    (_K.SCHOLARSHIP, lambda left: "children" in left.family),
)
OPENS: dict[ClaimKind, tuple[tuple[ClaimKind, Callable[[_Left], bool]], ...]] = {
    _K.JKM: _DEATH,
    _K.JKK_DEATH: _DEATH,
    _K.JHT_DEATH: ((_K.JKM, lambda left: bool(left.programmes & Programme.JKM)), *_DEATH[1:4]),
    _K.JKP: ((_K.JHT_DISMISSAL, _Left.saved),),
    _K.JHT_DISMISSAL: ((_K.JKP, lambda left: bool(left.programmes & Programme.JKP)),),
    _K.JKK: ((_K.JKK_STMB, lambda _left: True), (_K.JKK_DISABILITY, lambda _left: True)),
    _K.JKK_DISABILITY: (
        (_K.JHT_TOTAL_DISABILITY, _Left.saved),
        (_K.JP_DISABILITY, lambda left: bool(left.programmes & Programme.JP)),
    ),
}


def rights_opened(claim: Claim) -> tuple[ClaimKind, ...]:
    """Kinds that may be claimed for the same event and are not yet; by the person's programmes and family."""
    candidates = OPENS.get(ClaimKind(claim.kind), ())
    if not candidates:
        return ()
    mask = Participation.objects.filter(person_id=claim.person_id).aggregate(mask=BitOr("programmes"))["mask"]
    left = _Left(mask or 0, frozenset(claim.facts.get("family", {})))
    sent = set(
        Claim.objects.filter(person_id=claim.person_id, state__in=(State.DRAFT, *LIVE)).values_list("kind", flat=True)
    )
    return tuple(kind for kind, is_open in candidates if kind not in sent and is_open(left))
