"""Income tax on JHT: final in the first two calendar years of payment, progressive after (PP 68/2009)."""

from collections.abc import Mapping

from naungan.law.arithmetic import MILLION, Table, sliced, where
from naungan.law.benefits.words import divided, weighted
from naungan.law.formulas import formula
from naungan.law.statute import Statute


@formula(basis="PP 68/2009 art. 5")
def jht_tax_final(
    gross: int, taxed_before: int, tax_final_edges: Table, tax_final_rates: Table, tax_band_shared: bool
) -> int:
    """Final tax on a payment, above what was paid in the same two calendar years before it, rupiah."""
    before = where(tax_band_shared, taxed_before, 0)
    whole = sliced(before + gross, tax_final_edges, tax_final_rates)
    return whole - sliced(before, tax_final_edges, tax_final_rates)


@formula(basis="PP 68/2009 art. 5; UU 36/2008 art. 17")
def jht_tax_progressive(
    gross: int,
    without_npwp: bool,
    tax_progressive_edges: Table,
    tax_progressive_rates: Table,
    tax_without_npwp_rate: int,
) -> int:
    """Tax on what is paid in a third or later calendar year, more without a tax number, rupiah."""
    raised = where(without_npwp, tax_without_npwp_rate, MILLION)
    return divided(weighted(gross, tax_progressive_edges, tax_progressive_rates) * raised, MILLION * MILLION)


def by_year(statute: Statute, paid: Mapping[int, int], *, has_npwp: bool) -> dict[int, int]:
    """Tax of each calendar year in which parts were paid; `paid` holds rupiah by year, the first one first."""
    from datetime import date

    taxes: dict[int, int] = {}
    first, before = min(paid), 0
    for year, gross in sorted(paid.items()):
        law = statute.on(date(year, 12, 31))
        if year - first < law.whole("tax.final_years"):
            inputs = {"gross": gross, "taxed_before": before}
            taxes[year] = law.compile(("jht_tax_final",))(**inputs)["jht_tax_final"]
            before += gross
        else:
            inputs = {"gross": gross, "without_npwp": not has_npwp}
            taxes[year] = law.compile(("jht_tax_progressive",))(**inputs)["jht_tax_progressive"]
    return taxes
