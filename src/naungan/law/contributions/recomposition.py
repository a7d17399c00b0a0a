"""How JKP is paid for: a part of JKK (and formerly JKM) booked over, and the State's share.

The employer's bill does not change.  Only the wage up to the JKP ceiling counts.
"""

from datetime import date

from naungan.law.arithmetic import both, least, negate, share, where
from naungan.law.formulas import formula


@formula(name="jkp_base", basis="PP 37/2021", until=date(2021, 2, 1))
def before_jkp() -> int:
    """JKP did not exist yet."""
    return 0


@formula(basis="PP 37/2021; PP 6/2025", since=date(2021, 2, 2))
def jkp_base(wage: int, foreign: bool, takes_jkp: bool, jkp_wage_cap: int) -> int:
    """Wage on which JKP is financed, up to the ceiling, rupiah a month."""
    return where(both(takes_jkp, negate(foreign)), least(wage, jkp_wage_cap), 0)


@formula(basis="PP 37/2021; PP 49/2023 art. 16A; PP 7/2025 art. 9(1)")
def jkp_from_jkk(jkp_base: int, jkk_rate_due: int, jkp_from_jkk_rate: int) -> int:
    """Part of JKK booked to JKP; never more than the JKK rate itself leaves after a relief, rupiah."""
    return share(jkp_base, least(jkp_from_jkk_rate, jkk_rate_due))


@formula(basis="PP 37/2021; PP 49/2023 art. 18A; PP 6/2025")
def jkp_from_jkm(jkp_base: int, jkp_from_jkm_rate: int) -> int:
    """Part of JKM booked to JKP, rupiah a month."""
    return share(jkp_base, jkp_from_jkm_rate)


@formula(basis="PP 37/2021; PP 6/2025")
def jkp_from_state(jkp_base: int, jkp_state_rate: int) -> int:
    """What the State adds for JKP, rupiah a month."""
    return share(jkp_base, jkp_state_rate)


@formula(basis="PP 37/2021; PP 6/2025")
def jkp_total(jkp_from_jkk: int, jkp_from_jkm: int, jkp_from_state: int) -> int:
    """All that reaches JKP for one worker, rupiah a month."""
    return jkp_from_jkk + jkp_from_jkm + jkp_from_state


@formula(basis="PP 49/2023 art. 16A")
def jkk_net(jkk_employer: int, jkp_from_jkk: int) -> int:
    """What stays in JKK, rupiah a month."""
    return jkk_employer - jkp_from_jkk


@formula(basis="PP 49/2023 art. 18A")
def jkm_net(jkm_employer: int, jkp_from_jkm: int) -> int:
    """What stays in JKM, rupiah a month."""
    return jkm_employer - jkp_from_jkm
