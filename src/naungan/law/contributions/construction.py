"""Contributions for construction projects (jasa konstruksi): by contract value, or by known wages."""

from naungan.law.arithmetic import Table, relieved, share, sliced, where
from naungan.law.formulas import formula


@formula(basis="PP 44/2015 art. 54; Permenaker 44/2015; Permenaker 5/2021; PP 49/2020")
def jakon_jkk(
    contract_value: int,
    relief_pp49: bool,
    jakon_slice_edges: Table,
    jakon_jkk_rates: Table,
    jakon_jkk_rates_pp49: Table,
) -> int:
    """JKK of a project whose wages are unknown: slices of the contract value without VAT, rupiah."""
    normal = sliced(contract_value, jakon_slice_edges, jakon_jkk_rates)
    reduced = sliced(contract_value, jakon_slice_edges, jakon_jkk_rates_pp49)
    return where(relief_pp49, reduced, normal)


@formula(basis="PP 44/2015 art. 54; Permenaker 44/2015; Permenaker 5/2021; PP 49/2020")
def jakon_jkm(
    contract_value: int,
    relief_pp49: bool,
    jakon_slice_edges: Table,
    jakon_jkm_rates: Table,
    jakon_jkm_rates_pp49: Table,
) -> int:
    """JKM of a project whose wages are unknown: slices of the contract value without VAT, rupiah."""
    normal = sliced(contract_value, jakon_slice_edges, jakon_jkm_rates)
    reduced = sliced(contract_value, jakon_slice_edges, jakon_jkm_rates_pp49)
    return where(relief_pp49, reduced, normal)


@formula(basis="PP 44/2015 art. 54")
def jakon_total(jakon_jkk: int, jakon_jkm: int) -> int:
    """Contribution of a project by contract value, rupiah for the whole contract."""
    return jakon_jkk + jakon_jkm


@formula(basis="PP 44/2015 art. 54(1); Permenaker 5/2021 art. 65, 71; PP 49/2020")
def jakon_wage_jkk(wage: int, relief_pp49: bool, jakon_jkk_wage_rate: int, relief_pp49_kept: int) -> int:
    """JKK of a project worker whose wage is known, whatever the company's class, rupiah a month."""
    rate = where(relief_pp49, relieved(jakon_jkk_wage_rate, relief_pp49_kept), jakon_jkk_wage_rate)
    return share(wage, rate)


@formula(basis="PP 44/2015 art. 54(1); Permenaker 5/2021 art. 65, 71; PP 49/2020")
def jakon_wage_jkm(wage: int, relief_pp49: bool, jakon_jkm_wage_rate: int, relief_pp49_kept: int) -> int:
    """JKM of a project worker whose wage is known, rupiah a month."""
    rate = where(relief_pp49, relieved(jakon_jkm_wage_rate, relief_pp49_kept), jakon_jkm_wage_rate)
    return share(wage, rate)


@formula(basis="PP 44/2015 art. 54(1)")
def jakon_wage_total(jakon_wage_jkk: int, jakon_wage_jkm: int) -> int:
    """Contribution of a project worker whose wage is known, rupiah a month."""
    return jakon_wage_jkk + jakon_wage_jkm
