"""Heirs: who is entitled, in which order, and how a sum is shared among equals (PP 44/2015, PP 46/2015)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from naungan.law.months import age_on
from naungan.law.statute import Law


@dataclass(frozen=True, slots=True)
class Entitled:
    """The relations entitled together and their class; none and 0 if the family is empty."""

    relations: tuple[str, ...]
    heir_class: int


def relations(law: Law) -> tuple[str, ...]:
    """Every relation that can inherit, in order."""
    return tuple(name for together in law.texts("heirs.order") for name in together.split())


def entitled(law: Law, family: Mapping[str, int]) -> Entitled:
    """The first relations in order that the family has; `family` holds how many there are of each.

    Those named together share; all others give way to those before them.
    """
    for together, heir_class in zip(law.texts("heirs.order"), law.table("heirs.classes"), strict=True):
        alive = tuple(name for name in together.split() if family.get(name, 0))
        if alive:
            return Entitled(alive, heir_class)
    return Entitled((), 0)


def shares(law: Law, amount: int, people: Sequence[str]) -> dict[str, int]:
    """Whole rupiah for each of some people entitled together; what cannot be divided goes to the first ones.

    Raises ValueError for nobody, and NotImplementedError if the law should ever share unequally.
    """
    if not people or len(set(people)) != len(people):
        raise ValueError("people entitled together must be named, each once")
    if not law.value("heirs.equal_shares"):
        raise NotImplementedError("the law gives no other way of sharing than equal parts")
    each, rest = divmod(amount, len(people))
    return {name: each + (place < rest) for place, name in enumerate(people)}


def needs_guardian(law: Law, birth: date, day: date) -> bool:
    """Whether an heir is too young to be paid without a guardian."""
    return age_on(birth, day) < law.whole("heirs.guardian_below_age")


def without_heirs(law: Law, programme: str) -> dict[str, str]:
    """Who receives what nobody inherits: the account, or the benefit and the burial money."""
    if programme == "JHT":
        return {"balance": str(law.value("heirs.nobody_jht"))}
    return {"benefit": str(law.value("heirs.nobody_else")), "burial": str(law.value("heirs.nobody_burial"))}
