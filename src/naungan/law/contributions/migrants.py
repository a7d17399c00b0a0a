"""Fixed premiums of migrant workers (pekerja migran Indonesia, PMI): paid once, in advance."""

from naungan.law.arithmetic import Table, bracket, greatest, where
from naungan.law.formulas import formula


@formula(basis="Permenaker 4/2023")
def pmi_pre(agency_placed: bool, pmi_pre_placement: int) -> int:
    """Premium before placement, only for workers placed by an agency, rupiah."""
    return where(agency_placed, pmi_pre_placement, 0)


@formula(basis="Permenaker 4/2023")
def pmi_during_after(
    contract_months: int, pmi_package_months: Table, pmi_package_amounts: Table, pmi_extra_month: int
) -> int:
    """Premium during and after the work abroad: the package reached, and each month beyond it, rupiah."""
    covered = bracket(contract_months, pmi_package_months, pmi_package_months)
    package = bracket(contract_months, pmi_package_months, pmi_package_amounts)
    return package + greatest(contract_months - covered, 0) * pmi_extra_month


@formula(basis="Permenaker 4/2023")
def pmi_total(pmi_pre: int, pmi_during_after: int) -> int:
    """JKK and JKM premium of one contract, rupiah; JHT comes apart, as the worker chooses."""
    return pmi_pre + pmi_during_after
