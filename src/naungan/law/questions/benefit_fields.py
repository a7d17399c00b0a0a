"""Reading the inputs of questions about benefits; those that look the same are read in `fields`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from naungan.law.errors import LawError
from naungan.law.months import parse_month
from naungan.law.questions.fields import age, choice, day, fraction, refuse, text, whole, yes_or_no

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PPM_A_PERCENT = 10_000
_CENT = Decimal("0.01")
_YEAR_NAMES = ("year", "calendar_year", "date", "month")
_AMOUNT_NAMES = ("gross", "amount")
_RATE_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment: its calendar year and rupiah."""

    year: int
    gross: int


def percent(field: str, raw: object) -> int:
    """A percentage written 4.5 or "4.5", with two decimals at most, in millionths."""
    number = _decimal(raw)
    if number is None or not 0 <= number <= 100 or number % _CENT:
        raise refuse(field, raw, "tulis persentase dari 0 sampai 100, paling banyak dua desimal, misalnya 4.5")
    return int(number * _PPM_A_PERCENT)


def whole_percent(field: str, raw: object) -> int:
    """A whole percentage, in millionths: with the table's two decimals a product stays exact."""
    number = whole(field, raw)
    if number > 100:
        raise refuse(field, raw, "tulis persentase bulat dari 0 sampai 100")
    return number * _PPM_A_PERCENT


def inflation(field: str, raw: object) -> int:
    """A rise of prices in percent, written "2.92"; may be negative, in millionths."""
    number = _decimal(raw)
    if number is None or not -100 < number <= 1000 or number % _CENT:
        raise refuse(field, raw, 'tulis inflasi dalam persen, paling banyak dua desimal, misalnya "2.92"')
    return int(number * _PPM_A_PERCENT)


def _decimal(raw: object) -> Decimal | None:
    if isinstance(raw, bool):
        return None
    try:
        number = Decimal(raw if isinstance(raw, int | str | Decimal) else repr(raw))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def annual_rate(field: str, raw: object) -> Decimal:
    """A return a year as a share from 0 to below 1, with six decimals at most (0.0559 for 5.59 percent)."""
    rate = fraction(field, raw)
    exponent = rate.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_RATE_DECIMALS:
        raise refuse(
            field,
            raw,
            "paling banyak {most} desimal, misalnya 0.0559 untuk 5,59 persen",
            most=_RATE_DECIMALS,
        )
    return rate


def month_name(field: str, raw: object) -> int:
    """A month by its English name, 1 to 12."""
    return MONTH_NAMES.index(choice(*MONTH_NAMES)(field, raw)) + 1


def calendar_year(field: str, raw: object) -> int:
    """A calendar year of four digits."""
    year = whole(field, raw)
    if not 1900 <= year <= 9999:
        raise refuse(field, raw, "tulis tahun kalender, misalnya 2026")
    return year


def counted(field: str, raw: object) -> int:
    """The number of a year of payment, 1 for the first."""
    number = whole(field, raw)
    if not number:
        raise refuse(field, raw, "tahun pertama pembayaran adalah 1")
    return number


def texts(field: str, raw: object) -> list[str]:
    """A list of texts."""
    if not isinstance(raw, list):
        raise refuse(field, raw, "tulis daftar teks")
    return [text(field, one) for one in raw]


def objects(field: str, raw: object) -> list[dict[str, object]]:
    """A list of JSON objects; what they hold is read by the question."""
    if not isinstance(raw, list) or not all(isinstance(one, dict) for one in raw):
        raise refuse(field, raw, "tulis daftar objek JSON")
    return raw


def amounts(field: str, raw: object) -> dict[str, int]:
    """A JSON object of rupiah by name."""
    if not isinstance(raw, dict):
        raise refuse(field, raw, 'tulis objek JSON, misalnya {"land": 1000000}')
    return {name: whole(field, amount) for name, amount in raw.items()}


def family(field: str, raw: object) -> dict[str, object]:
    """Relatives by relation: how many there are, or true or false; `will` is the name of a person or null."""
    if not isinstance(raw, dict):
        raise refuse(field, raw, 'tulis objek JSON, misalnya {"spouse": true, "children": 2}')
    return {name: _relative(field, name, value) for name, value in raw.items()}


def _relative(field: str, name: str, value: object) -> object:
    if name == "will":
        return "" if value is None or value is False else text(f"{field}.will", value)
    return int(value) if isinstance(value, bool) else whole(f"{field}.{name}", value)


def payments(field: str, raw: object) -> list[Paid]:
    """A list of payments: each a year (or a date or month) and gross rupiah, as an object or a pair."""
    if not isinstance(raw, list) or not raw:
        raise refuse(field, raw, 'tulis daftar pembayaran, misalnya [{"year": 2025, "gross": 10000000}]')
    return [_payment(field, one) for one in raw]


def _payment(field: str, raw: object) -> Paid:
    if isinstance(raw, list) and len(raw) == 2:
        return Paid(_year(field, raw[0]), whole(field, raw[1]))
    if isinstance(raw, dict):
        years = [name for name in _YEAR_NAMES if name in raw]
        sums = [name for name in _AMOUNT_NAMES if name in raw]
        if len(years) == len(sums) == 1 and len(raw) == 2:
            return Paid(_year(field, raw[years[0]]), whole(field, raw[sums[0]]))
    raise refuse(field, raw, 'tulis tiap pembayaran sebagai {"year": 2025, "gross": 10000000}')


def _year(field: str, raw: object) -> int:
    if not isinstance(raw, str):
        return calendar_year(field, raw)
    try:
        return parse_month(raw) // 12
    except LawError:
        found: date = day(field, raw)
        return found.year


READERS: dict[str, Callable[[str, object], Any]] = {
    **dict.fromkeys(
        (
            "opening_balance", "monthly_contribution", "months", "months_unemployed", "months_in_last_24",
            "longest_consecutive", "contribution_months", "membership_months", "membership_years", "cost",
            "event_after_registration_months", "average_indexed_monthly_wage", "balance", "employer_arrears_months",
            "pension_last_year", "months_off", "days_off", "gross",
        ),
        whole,
    ),
    **dict.fromkeys(
        ("active", "left_handed", "employer_closed", "employer_kept_paying", "has_npwp", "pension_age_reached"),
        yes_or_no,
    ),
    **dict.fromkeys(("event_date", "claim_date", "dismissal_date", "determined"), day),
    "table_percent": percent,
    "function_lost_percent": whole_percent,
    **dict.fromkeys(("event", "reason", "injury"), text),
    "annual_rate": annual_rate,
    "inflation_percent": inflation,
    "start_month": month_name,
    "limits_of_year": calendar_year,
    "calendar_year_of_payments": counted,
    "company_pension_age": age,
    "side": choice("right", "left"),
    "purpose": choice("preparation", "housing"),
    "earlier_partial": choice("preparation", "housing", "none"),
    "scholarship": texts,
    "children": objects,
    "injuries": objects,
    "spent": amounts,
    "family": family,
    "payments": payments,
}  # fmt: skip
