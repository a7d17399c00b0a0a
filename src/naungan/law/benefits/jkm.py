"""JKM: what a death that no work accident caused entitles to (PP 44/2015, PP 82/2019, Permenaker 1/2025)."""

from naungan.law.arithmetic import both, negate, where
from naungan.law.formulas import formula
from naungan.law.statute import Law

_BASIS = "PP 44/2015; PP 82/2019"


def short_membership(law: Law, segment: str, contribution_months: int) -> bool:
    """Whether a member joined too lately for the full benefit (Permenaker 1/2025)."""
    waits = segment in law.texts("jkm.full_benefit_segments")
    return waits and contribution_months < law.whole("jkm.full_benefit_months")


def doubts(law: Law, contribution_months: int) -> tuple[str, ...]:
    """The unconfirmed values that matter to somebody who has been a member for so long."""
    if contribution_months >= law.whole("jkm.full_benefit_months"):
        return ()
    return ("jkm.full_benefit_months", "jkm.full_benefit_segments")


@formula(basis="Permenaker 1/2025")
def jkm_full_benefit(protected: bool, short_membership: bool) -> bool:
    """Whether the full benefit is due: a member on the day of death, and for long enough."""
    return both(protected, negate(short_membership))


@formula(basis=_BASIS)
def jkm_death_lump(jkm_full_benefit: bool, jkm_lump: int) -> int:
    """Lump sum on death, rupiah."""
    return where(jkm_full_benefit, jkm_lump, 0)


@formula(basis=_BASIS)
def jkm_periodic(jkm_full_benefit: bool, jkm_periodic_months: int, jkm_periodic_month: int) -> int:
    """Periodic benefit on death, all its months paid as one sum, rupiah."""
    return where(jkm_full_benefit, jkm_periodic_months * jkm_periodic_month, 0)


@formula(basis="PP 44/2015; PP 82/2019; Permenaker 1/2025")
def jkm_funeral(protected: bool, jkm_full_benefit: bool, jkm_burial: int, jkm_short_membership_benefit: int) -> int:
    """Burial money; after a short membership it is all there is, rupiah."""
    return where(protected, where(jkm_full_benefit, jkm_burial, jkm_short_membership_benefit), 0)


@formula(basis=_BASIS)
def jkm_death_total(jkm_death_lump: int, jkm_periodic: int, jkm_funeral: int) -> int:
    """All money on death but the scholarship, rupiah."""
    return jkm_death_lump + jkm_periodic + jkm_funeral
