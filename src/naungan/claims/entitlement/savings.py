"""The JHT account (and a JP lump sum) to the rupiah: what was paid in, what it earned, what was taken, the tax."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from naungan.claims.entitlement.answer import Found, Json, Line
from naungan.claims.entitlement.case import Case, law_note, note, run
from naungan.claims.entitlement.inputs import Earlier
from naungan.claims.entitlement.months import paid_rows
from naungan.law.benefits.account import account, credited
from naungan.law.months import month_of, month_text
from naungan.law.statute import Statute

PAID_IN, RETURN, TAX = "balance", "return", "tax"
_CREDITING = "jht.crediting_rate"


@dataclass(frozen=True, slots=True)
class Account:
    """What an account holds on the day it is worked out: rupiah paid in, earned, and whether a rate is unsure."""

    paid_in: int
    earned: int
    doubted: bool
    steps: tuple[Json, ...]

    @property
    def balance(self) -> int:
        """All of it."""
        return self.paid_in + self.earned


def account_of(case: Case, programme: str) -> Account:
    """The account at the end of the last whole month before the day it is worked out, less what was taken before."""
    on = case.inputs.on
    paid = paid_rows(case, programme.lower(), on)
    taken: dict[int, int] = {}
    for one in withdrawals(case, programme):
        month = month_of(one.decided_on)
        taken[month] = taken.get(month, 0) + one.rupiah(programme, PAID_IN, RETURN)
    through = month_of(on) - 1
    moved = {month: paid.get(month, 0) - taken.get(month, 0) for month in {*paid, *taken}}
    held = account(moved, through, lambda year: credited(case.statute, year).rate)
    rates = rates_of(case.statute, min(moved, default=through), through)
    step = note(
        "account", "Saldo: iuran yang diterima dan hasil pengembangan, dibulatkan sekali", held.balance,
        "PP 46/2015", paid_in=held.contributions, earned=held.returned, through=month_text(through),
        paid=sum(paid.values()), taken=sum(taken.values()), months=len(paid),
    )  # fmt: skip
    # that the fund of JP earns as the accounts of JHT do is unconfirmed
    return Account(held.contributions, held.returned, programme == "JP" or rates.doubted, (*rates.steps, step))


@dataclass(frozen=True, slots=True)
class Rates:
    """The yearly rates from the year of one month to that of another, as steps, and whether one is unsure."""

    steps: tuple[Json, ...]
    doubted: bool


def rates_of(statute: Statute, first: int, through: int) -> Rates:
    """The rates that an account of some months is credited at."""
    years = range(first // 12, through // 12 + 1)
    begin = statute.parameters[_CREDITING].values[0].valid_from
    steps, doubted = [], _unfinished(through)
    for year in years:
        law, known = statute.on(max(date(year, 12, 31), begin)), credited(statute, year).published
        words = "diumumkan" if known else "belum diketahui; dipakai tahun terdekat yang diketahui"
        says = f"Tingkat hasil pengembangan {year} ({words})"
        steps.append(law_note(law, "rate", says, law.whole(_CREDITING), _CREDITING))
        doubted = doubted or not known or law.dated(_CREDITING).unverified
    return Rates(tuple(steps), doubted)


def _unfinished(through: int) -> bool:
    """Whether the last year is not over: how it is counted then is unconfirmed."""
    return through % 12 != 11


def withdrawals(case: Case, programme: str) -> tuple[Earlier, ...]:
    """Earlier decisions of other claims that paid from the account."""
    return tuple(one for one in case.inputs.earlier if not one.own and one.rupiah(programme, PAID_IN, RETURN) > 0)


def taxed(case: Case, programme: str, paid_in: int, earned: int, *, doubted: bool, payee: str) -> Found:
    """A payment from the account as lines: what was paid in, its return, and the tax on both."""
    gross = paid_in + earned
    article = "PP 46/2015" if programme == "JHT" else "PP 45/2015"
    line = partial(Line, programme, article=article, payee=payee)
    lines = [line(item=PAID_IN, amount=paid_in, unverified=doubted)] if paid_in else []
    lines += [line(item=RETURN, amount=earned, unverified=doubted)] if earned else []
    before = _gross_by_year(case, programme)
    first = min(before, default=case.inputs.on.year)
    law = case.statute.on(date(case.inputs.on.year, 12, 31))
    if case.inputs.on.year - first < law.whole("tax.final_years"):
        target, inputs = "jht_tax_final", {"gross": gross, "taxed_before": sum(before.values())}
    else:
        npwp = bool(case.need("has_npwp", "ada atau tidaknya NPWP"))
        target, inputs = "jht_tax_progressive", {"gross": gross, "without_npwp": not npwp}
    worked = run(law, (target,), inputs, ("tax.final_years",))
    due = worked.values[target]
    # that lump sums of JP are taxed alike is unconfirmed
    unsure = target in worked.doubts or doubted or programme == "JP"
    tax = (Line(programme, TAX, -due, worked.articles[target], unsure, payee),) if due else ()
    return Found((*lines, *tax), steps=worked.steps)


def _gross_by_year(case: Case, programme: str) -> dict[int, int]:
    """Rupiah paid before from the account, by calendar year."""
    paid: dict[int, int] = {}
    for one in withdrawals(case, programme):
        paid[one.decided_on.year] = paid.get(one.decided_on.year, 0) + one.rupiah(programme, PAID_IN, RETURN)
    return paid
