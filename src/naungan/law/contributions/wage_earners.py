"""Contributions of wage earners (penerima upah, PU): JKK, JKM, JHT and JP, employer and employee."""

from naungan.law.arithmetic import Table, both, least, lookup, negate, relieved, share, where
from naungan.law.formulas import formula


@formula(basis="PP 44/2015 art. 16(1); PP 49/2020; PP 7/2025; PP 36/2025 art. 10A")
def jkk_rate_due(
    jkk_class: int,
    relief_pp49: bool,
    relief_pp7: bool,
    jkk_rate: Table,
    relief_pp49_kept: int,
    relief_pp7_kept: int,
) -> int:
    """JKK rate of the employer's class after reliefs, parts per million."""
    normal = lookup(jkk_class, jkk_rate)
    labour_intensive = where(relief_pp7, relieved(normal, relief_pp7_kept), normal)
    return where(relief_pp49, relieved(normal, relief_pp49_kept), labour_intensive)


@formula(basis="PP 44/2015 art. 16(1), 19")
def jkk_employer(wage: int, jkk_rate_due: int) -> int:
    """JKK contribution, on the whole monthly rate of pay, rupiah a month."""
    return share(wage, jkk_rate_due)


@formula(basis="PP 44/2015 art. 18(1); PP 49/2020")
def jkm_employer(wage: int, relief_pp49: bool, jkm_rate: int, relief_pp49_kept: int) -> int:
    """JKM contribution, on the whole monthly rate of pay, rupiah a month."""
    return share(wage, where(relief_pp49, relieved(jkm_rate, relief_pp49_kept), jkm_rate))


@formula(basis="PP 46/2015 art. 16")
def jht_employer(wage: int, takes_jht: bool, jht_employer_rate: int) -> int:
    """Employer's JHT contribution, rupiah a month."""
    return where(takes_jht, share(wage, jht_employer_rate), 0)


@formula(basis="PP 46/2015 art. 16")
def jht_employee(wage: int, takes_jht: bool, jht_employee_rate: int) -> int:
    """Employee's JHT contribution, rupiah a month."""
    return where(takes_jht, share(wage, jht_employee_rate), 0)


@formula(basis="PP 45/2015 art. 15, 28-29")
def jp_base(
    month_wage: int,
    born: int,
    foreign: bool,
    continues: bool,
    takes_jp: bool,
    jp_wage_cap: int,
    jp_reached_born: int,
    jp_postponed_born: int,
) -> int:
    """Pay of the month on which JP is due: up to the ceiling, and below pension age, rupiah a month."""
    below_pension_age = born > where(continues, jp_postponed_born, jp_reached_born)
    due = both(both(takes_jp, negate(foreign)), below_pension_age)
    return where(due, least(month_wage, jp_wage_cap), 0)


@formula(basis="PP 45/2015 art. 28")
def jp_employer(jp_base: int, jp_employer_rate: int) -> int:
    """Employer's JP contribution, rupiah a month."""
    return share(jp_base, jp_employer_rate)


@formula(basis="PP 45/2015 art. 28")
def jp_employee(jp_base: int, jp_employee_rate: int) -> int:
    """Employee's JP contribution, rupiah a month."""
    return share(jp_base, jp_employee_rate)


@formula(basis="PP 45/2015 art. 28; PP 46/2015 art. 16")
def employee_total(jht_employee: int, jp_employee: int) -> int:
    """What is taken from the employee's pay, rupiah a month."""
    return jht_employee + jp_employee


@formula(basis="PP 44/2015 art. 16, 18; PP 45/2015 art. 28; PP 46/2015 art. 16")
def employer_total(jkk_employer: int, jkm_employer: int, jht_employer: int, jp_employer: int) -> int:
    """What the employer pays on top of wages, rupiah a month."""
    return jkk_employer + jkm_employer + jht_employer + jp_employer


@formula(basis="PP 44/2015; PP 45/2015; PP 46/2015")
def total(employer_total: int, employee_total: int) -> int:
    """Contribution of one wage earner, both shares, rupiah a month."""
    return employer_total + employee_total
