"""Reading one input of a question: right type, possible value, or an error that names the field.

Nothing is converted: a number in quotes is no number, 8000000.0 is no whole rupiah, 1 is no yes.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from naungan.law.errors import NOT_POSSIBLE, LawError, QuestionError
from naungan.law.months import parse_month

CLASSES = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
SEGMENTS = ("PU", "BPU", "JAKON", "PMI")
PROGRAMMES = ("JKK", "JKM", "JHT", "JP", "JKP")
SCALES = ("micro", "small", "medium", "large")
OLDEST = 130

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def refuse(field: str, read: object, advice: str, **parts: object) -> QuestionError:
    """The error for a field: what was read, and what to do, with the parts that fill the advice."""
    return QuestionError(field, advice, NOT_POSSIBLE, _shown(read), **parts)


def _shown(read: object) -> str:
    if isinstance(read, bool):
        return "true" if read else "false"
    if isinstance(read, str):
        return f'"{read}"'
    return "null" if read is None else str(read)


def whole(field: str, raw: object) -> int:
    """A whole number from 0 on."""
    if type(raw) is not int:
        raise refuse(field, raw, "tulis bilangan bulat tanpa tanda kutip dan tanpa desimal, misalnya 8000000")
    if raw < 0:
        raise refuse(field, raw, "tidak boleh negatif")
    return raw


def yes_or_no(field: str, raw: object) -> bool:
    """A JSON true or false."""
    if type(raw) is not bool:
        raise refuse(field, raw, "tulis true atau false")
    return raw


def month(field: str, raw: object) -> int:
    """A month written YYYY-MM, as its number."""
    if isinstance(raw, str):
        try:
            return parse_month(raw)
        except LawError:
            pass
    raise refuse(field, raw, "tulis bulan sebagai YYYY-MM, misalnya 2022-12")


def day(field: str, raw: object) -> date:
    """A day written YYYY-MM-DD that exists."""
    if isinstance(raw, str) and _DAY.fullmatch(raw):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            raise refuse(field, raw, "tanggal itu tidak ada dalam kalender") from None
    raise refuse(field, raw, "tulis tanggal sebagai YYYY-MM-DD, misalnya 2022-12-31")


def text(field: str, raw: object) -> str:
    """A text that is not empty."""
    if not isinstance(raw, str) or not raw.strip():
        raise refuse(field, raw, "tulis teks yang tidak kosong")
    return raw


def fraction(field: str, raw: object) -> Decimal:
    """A share from 0 to below 1, exact as written (0.11 for 11 percent)."""
    if isinstance(raw, float):
        raw = Decimal(repr(raw))
    if type(raw) is int or isinstance(raw, Decimal):
        value = Decimal(raw)
        if value.is_finite() and 0 <= value < 1:
            return value
    raise refuse(field, raw, "tulis pecahan dari 0 sampai kurang dari 1, misalnya 0.11 untuk 11 persen")


def age(field: str, raw: object) -> int:
    """Completed years of age."""
    years = whole(field, raw)
    if years > OLDEST:
        raise refuse(field, raw, "usia tidak mungkin lebih dari {oldest} tahun", oldest=OLDEST)
    return years


def choice(*allowed: str) -> Callable[[str, object], str]:
    """A reader for one of some fixed words."""

    def read(field: str, raw: object) -> str:
        if not isinstance(raw, str) or raw not in allowed:
            raise refuse(field, raw, "pilih salah satu: {known}", known=", ".join(allowed))
        return raw

    return read


def risk_class(field: str, raw: object) -> int:
    """A JKK class I to V, as 1 to 5."""
    return CLASSES[choice(*CLASSES)(field, raw)]


def nationality(field: str, raw: object) -> bool:
    """Whether the nationality is foreign: `foreign`, `WNA`, `ID`, `WNI` or a two-letter country code."""
    if raw in ("foreign", "WNA"):
        return True
    if raw in ("ID", "WNI", "indonesian"):
        return False
    if isinstance(raw, str) and re.fullmatch(r"[A-Z]{2}", raw):
        return True
    raise refuse(field, raw, "tulis ID, foreign, atau kode negara dua huruf besar")


def programmes(field: str, raw: object) -> list[str]:
    """A list of programmes, each once."""
    allowed = (*PROGRAMMES, "JKN")
    if not isinstance(raw, list) or not all(isinstance(one, str) and one in allowed for one in raw):
        raise refuse(field, raw, "tulis daftar program, isinya dari {allowed}", allowed=", ".join(allowed))
    if len(set(raw)) != len(raw):
        raise refuse(field, raw, "setiap program cukup disebut satu kali")
    return raw


READERS: dict[str, Callable[[str, object], Any]] = {
    **dict.fromkeys(
        (
            "wage", "wage_before", "daily_wage", "monthly_wage", "declared_income", "due_amount",
            "contract_value_ex_vat", "contract_value_gross", "jht_choice_per_month",
            "active_workers", "calendar_days_paid", "days_in_month", "months_worked_in_indonesia",
            "expected_stay_months", "contract_months", "full_months_late", "months_now",
        ),
        whole,
    ),
    **dict.fromkeys(
        ("labour_intensive", "opted_to_continue", "wages_known", "agency_placed"), yes_or_no
    ),
    **dict.fromkeys(
        (
            "jkk_paid_through", "paid_through", "employer_registered", "registered", "contribution_month",
            "unpaid_month",
        ),
        month,
    ),
    **dict.fromkeys(("start_date", "raise_date", "birth"), day),
    **dict.fromkeys(("pay_basis", "industry", "sector", "employer", "plan"), text),
    "as_of": day,
    "age_years": age,
    "jkk_class": risk_class,
    "employer_class": risk_class,
    "nationality": nationality,
    "programmes": programmes,
    "vat_rate": fraction,
    "contract_type": choice("PKWT", "PKWTT"),
    "scale": choice(*SCALES),
    "segment": choice(*SEGMENTS),
    "paid_by": choice("self", "employer", "company", "donor", "village", "APBD", "APBN", "DBH"),
}  # fmt: skip
