"""Contributions of the self-employed and sponsored (bukan penerima upah, BPU), by income bracket."""

from naungan.law.arithmetic import MILLION, Table, both, bracket, negate, relieved, share, where
from naungan.law.formulas import formula


@formula(basis="PP 44/2015 art. 17, Lampiran II")
def bpu_base(declared_income: int, bpu_bracket_floors: Table, bpu_bracket_bases: Table) -> int:
    """Nominal base of the income bracket, rupiah a month; also the wage for JKK cash benefits."""
    return bracket(declared_income, bpu_bracket_floors, bpu_bracket_bases)


@formula(basis="PP 49/2020; PP 50/2025")
def bpu_kept(
    transport: bool,
    public_funds: bool,
    relief_pp49: bool,
    relief_pp49_kept: int,
    relief_pp50_transport_kept: int,
    relief_pp50_other_kept: int,
    relief_pp50_public_funds: bool,
) -> int:
    """What the reliefs leave of JKK and JKM, parts per million."""
    by_sector = where(transport, relief_pp50_transport_kept, relief_pp50_other_kept)
    pp50 = where(both(public_funds, negate(relief_pp50_public_funds)), MILLION, by_sector)
    return where(relief_pp49, relief_pp49_kept, pp50)


@formula(basis="PP 44/2015 art. 17, Lampiran II")
def bpu_jkk(bpu_base: int, bpu_kept: int, bpu_jkk_rate: int) -> int:
    """JKK of a BPU, rupiah a month."""
    return share(bpu_base, relieved(bpu_jkk_rate, bpu_kept))


@formula(basis="PP 44/2015 art. 18")
def bpu_jkm(bpu_kept: int, bpu_jkm_amount: int) -> int:
    """JKM of a BPU, a fixed amount, rupiah a month."""
    return relieved(bpu_jkm_amount, bpu_kept)


@formula(basis="PP 46/2015 art. 16, Lampiran")
def bpu_jht(bpu_base: int, takes_jht: bool, bpu_jht_rate: int) -> int:
    """JHT of a BPU who chooses it; never reduced, rupiah a month."""
    return where(takes_jht, share(bpu_base, bpu_jht_rate), 0)


@formula(basis="PP 44/2015 art. 17-18; PP 46/2015 art. 16")
def bpu_total(bpu_jkk: int, bpu_jkm: int, bpu_jht: int) -> int:
    """Contribution of one BPU, rupiah a month."""
    return bpu_jkk + bpu_jkm + bpu_jht
