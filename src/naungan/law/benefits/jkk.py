"""JKK: what a work accident or an occupational disease entitles to (PP 44/2015, PP 82/2019)."""

from naungan.law.arithmetic import MILLION, Table, greatest, least, share, where
from naungan.law.benefits.words import divided, weighted
from naungan.law.formulas import formula

_BASIS = "PP 44/2015; PP 82/2019"


@formula(basis=_BASIS)
def jkk_death_lump(
    wage: int, protected: bool, jkk_wage_multiple: int, jkk_death_rate: int, jkk_death_least: int
) -> int:
    """Lump sum on death by accident: a part of so many monthly wages, at least that of JKM, rupiah."""
    return where(protected, greatest(share(wage * jkk_wage_multiple, jkk_death_rate), jkk_death_least), 0)


@formula(basis=_BASIS)
def jkk_periodic(protected: bool, jkk_periodic_months: int, jkk_periodic_month: int) -> int:
    """Periodic benefit on death or total disability, all its months paid as one sum, rupiah."""
    return where(protected, jkk_periodic_months * jkk_periodic_month, 0)


@formula(basis=_BASIS)
def jkk_funeral(protected: bool, jkk_burial: int) -> int:
    """Burial money on death by accident, rupiah."""
    return where(protected, jkk_burial, 0)


@formula(basis=_BASIS)
def jkk_death_total(jkk_death_lump: int, jkk_periodic: int, jkk_funeral: int) -> int:
    """All money on death by accident but the scholarship, rupiah."""
    return jkk_death_lump + jkk_periodic + jkk_funeral


@formula(basis=_BASIS)
def jkk_total_disability_lump(
    wage: int, protected: bool, jkk_wage_multiple: int, jkk_total_disability_rate: int
) -> int:
    """Lump sum on total permanent disability, rupiah."""
    return where(protected, share(wage * jkk_wage_multiple, jkk_total_disability_rate), 0)


@formula(basis=_BASIS)
def jkk_total_disability(jkk_total_disability_lump: int, jkk_periodic: int) -> int:
    """All money on total permanent disability but the scholarship, rupiah."""
    return jkk_total_disability_lump + jkk_periodic


@formula(basis="PP 44/2015 Lampiran III")
def jkk_disability_rate(
    table_rate: int, function_lost: int, several_injuries: bool, jkk_combined_rate_most: int
) -> int:
    """Degree of disability: the table's part times the function lost, in millionths."""
    degree = share(table_rate, function_lost)
    return where(several_injuries, least(degree, jkk_combined_rate_most), degree)


@formula(basis="PP 44/2015; PP 82/2019; Lampiran III")
def jkk_partial_disability(wage: int, jkk_disability_rate: int, jkk_wage_multiple: int) -> int:
    """Benefit for a partial disability, of the body or of its function, rupiah."""
    return share(wage * jkk_wage_multiple, jkk_disability_rate)


@formula(basis=_BASIS)
def jkk_stmb(
    wage: int,
    months_off: int,
    days_off: int,
    jkk_stmb_month_days: int,
    jkk_stmb_step_days: Table,
    jkk_stmb_rates: Table,
) -> int:
    """Wages while temporarily unable to work, by steps counted from the first day, rupiah."""
    days = months_off * jkk_stmb_month_days + days_off
    return divided(wage * weighted(days, jkk_stmb_step_days, jkk_stmb_rates), jkk_stmb_month_days * MILLION)


@formula(basis=_BASIS)
def jkk_transport(
    spent_on_land: int,
    spent_at_sea: int,
    spent_by_air: int,
    jkk_transport_land_most: int,
    jkk_transport_sea_most: int,
    jkk_transport_air_most: int,
) -> int:
    """Transport of the injured: what was spent, each way of travelling up to its own maximum, rupiah."""
    over_water = least(spent_at_sea, jkk_transport_sea_most)
    return least(spent_on_land, jkk_transport_land_most) + over_water + least(spent_by_air, jkk_transport_air_most)


@formula(basis=_BASIS)
def jkk_homecare(cost: int, jkk_homecare_most: int) -> int:
    """Care at home up to its maximum, rupiah."""
    return least(cost, jkk_homecare_most)


@formula(basis=_BASIS)
def jkk_dentures(cost: int, jkk_dentures_most: int) -> int:
    """Dentures up to their maximum, rupiah."""
    return least(cost, jkk_dentures_most)


@formula(basis=_BASIS)
def jkk_hearing_aid(cost: int, jkk_hearing_aid_most: int) -> int:
    """A hearing aid up to its maximum, rupiah."""
    return least(cost, jkk_hearing_aid_most)


@formula(basis=_BASIS)
def jkk_spectacles(cost: int, jkk_spectacles_most: int) -> int:
    """Spectacles up to their maximum, rupiah."""
    return least(cost, jkk_spectacles_most)


@formula(basis=_BASIS)
def jkk_prosthesis(cost: int, hospital_price: int, jkk_prosthesis_rate: int) -> int:
    """A prosthesis or orthosis up to the government hospital's price with its surcharge, rupiah."""
    return least(cost, share(hospital_price, jkk_prosthesis_rate))


@formula(basis=_BASIS)
def jkk_rehabilitation(cost: int, jkk_rehabilitation_most: int, jkk_rehabilitation_by_need: bool) -> int:
    """Medical rehabilitation: up to its maximum, or by need, rupiah."""
    return where(jkk_rehabilitation_by_need, cost, least(cost, jkk_rehabilitation_most))
