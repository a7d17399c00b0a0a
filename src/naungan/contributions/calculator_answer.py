"""What a calculator shows of an answer: its amounts, every step with its article, and the receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django.utils.translation import gettext, gettext_lazy

from naungan.law.compare import changed_values
from naungan.law.explain import ExplainedStep, Receipt, UsedValue, explain, receipt, used_path
from naungan.law.inputs import INPUTS
from naungan.law.labels import argument_label, basis_words, formula_label, parameter_label
from naungan.law.months import first_day, from_days
from naungan.law.questions import work_out
from naungan.law.questions.question import Answer
from naungan.law.reading import source_addresses
from naungan.law.statute import load
from naungan.web.templatetags import formats

CLASSES = ("", "I", "II", "III", "IV", "V")
BY_PAYER = (
    ("JKK", "jkk_employer", ""),
    ("JKM", "jkm_employer", ""),
    ("JHT", "jht_employer", "jht_employee"),
    ("JP", "jp_employer", "jp_employee"),
)
AMOUNTS = {
    "base": gettext_lazy("Dasar iuran"),
    "jkk": "JKK",
    "jkm": "JKM",
    "jht": "JHT",
    "pre": gettext_lazy("Sebelum bekerja"),
    "during_after": gettext_lazy("Selama dan setelah bekerja"),
    "contract_value_ex_vat": gettext_lazy("Nilai kontrak tanpa PPN"),
    "monthly_basis": gettext_lazy("Upah sebulan"),
    "total": gettext_lazy("Jumlah"),
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A line of the result; `employer` and `employee` are None where nobody shares. Rupiah."""

    name: str
    employer: int | None
    employee: int | None
    whole: int | None
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Used:
    """A value of the law that the answer rests on, in words."""

    path: str
    name: str
    value: str
    since: date
    basis: str
    sources: tuple[str, ...]
    unverified: bool
    note: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reckoning, in words."""

    name: str
    how: str
    value: str
    basis: str
    read: tuple[tuple[str, str], ...]
    used: tuple[Used, ...]
    unverified: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as the page shows it."""

    answer: Answer
    amounts: tuple[Amount, ...]
    steps: tuple[Step, ...]
    receipt: Receipt
    values: tuple[Used, ...]
    doubts: tuple[Used, ...]

    @property
    def by_payer(self) -> bool:
        """Whether employer and worker share."""
        return any(one.employer is not None for one in self.amounts)

    @property
    def total(self) -> int | None:
        """The whole contribution; None while something for it is missing."""
        return next((one.whole for one in self.amounts if one.is_total), None)

    @property
    def relieved(self) -> bool:
        """Whether a relief lowers it."""
        return bool(self.answer.values.get("relief"))


def shown(question: Mapping[str, Any]) -> Shown:
    """Answer a question and put it in words. Raises QuestionError naming the input at fault."""
    return shown_answer(work_out(dict(question)))


def shown_answer(worked: Answer) -> Shown:
    """An answer in words."""
    steps = explain(worked.law, worked.targets, worked.inputs).steps if worked.targets else ()
    found = receipt(worked.law, worked.targets, worked.inputs)
    values = tuple(_used(one) for one in found.values)
    by_path = {one.path: one for one in values}
    doubts = tuple(by_path.get(path) or _unread(worked, path) for path in worked.unverified)
    return Shown(worked, _amounts(worked.values), tuple(map(_step, steps)), found, values, doubts)


def changes(before: Shown, after: Shown) -> list[tuple[str, str, str, str]]:
    """Values of the law that both answers could use and that differ: name, the first, the second, basis."""
    first, second = sorted((before.answer.law.day, after.answer.law.day))
    if first == second:
        return []
    paths = {one.path for one in (*before.values, *after.values)}
    language = formats.language()
    return [
        (
            parameter_label(one.parameter.path, language),
            value_words(one.parameter.kind, one.old.value) if one.old else "–",
            value_words(one.parameter.kind, one.new.value),
            basis_words(one.new.basis, language),
        )
        for one in changed_values(load(), first, second)
        if one.value_changed and one.parameter.path in paths
    ]


def value_words(kind: str, value: Any) -> str:
    """A value of the law, of one of its kinds, as the page writes it."""
    if isinstance(value, bool):
        return gettext("ya") if value else gettext("tidak")
    if kind == "brackets":
        return gettext("tabel %(rows)d golongan") % {"rows": len(value)}
    if isinstance(value, tuple):
        return " · ".join(value_words(kind.removesuffix("_list"), one) for one in value)
    if isinstance(value, date):
        return formats.day(value)
    return str(_WRITERS.get(kind, _plain)(value))


def _plain(value: Any) -> str:
    return formats.whole(value) if isinstance(value, int) else str(value)


def percent_words(parts_per_million: int) -> str:
    """2400 as 0,24%, and 24 as 0,0024%: every decimal that is there."""
    exact = Decimal(parts_per_million).scaleb(-4)
    return f"{format_decimal(exact, format='#,##0.####', locale=formats.language())}%"


def _month_words(month: int) -> str:
    return formats.month(first_day(month))


_WRITERS: dict[str, Any] = {
    "rupiah": formats.rupiah,
    "ppm": percent_words,
    "month": _month_words,
    "months": lambda value: gettext("%(count)s bulan") % {"count": formats.whole(value)},
    "years": lambda value: gettext("%(count)s tahun") % {"count": formats.whole(value)},
    "days": lambda value: gettext("%(count)s hari") % {"count": formats.whole(value)},
    "flag": lambda value: value_words("flag", bool(value)),
    "class": lambda value: CLASSES[value],
}


def _amounts(values: Mapping[str, Any]) -> tuple[Amount, ...]:
    if "jkm_employer" not in values:
        return tuple(
            Amount(str(words), None, None, values[name], name == "total")
            for name, words in AMOUNTS.items()
            if name in values
        )
    rows = [
        Amount(programme, values[employer], values.get(employee, 0), values[employer] + values.get(employee, 0))
        for programme, employer, employee in BY_PAYER
        if employer in values
    ]
    if "total" in values:
        rows.append(
            Amount(str(AMOUNTS["total"]), values["employer_total"], values["employee_total"], values["total"], True)
        )
    return tuple(rows)


def _step(step: ExplainedStep) -> Step:
    language = formats.language()
    label = formula_label(step.name, language)
    used = tuple(_used(one) for one in dict.fromkeys(step.used))
    return Step(
        name=label.name,
        how=label.how,
        value=value_words(label.kind, bool(step.value) if label.kind == "flag" else step.value),
        basis=basis_words(step.basis, language),
        read=tuple(
            (argument_label(name, language), _argument(name, value)) for name, value in step.arguments if _told(name)
        ),
        used=used,
        unverified=step.unverified,
    )


def _told(name: str) -> bool:
    """Inputs and other steps are told as arguments; values of the law stand apart, with their articles."""
    return name in INPUTS or name in load().formulas


def _argument(name: str, value: Any) -> str:
    if name not in INPUTS:
        kind = formula_label(name).kind
        return value_words(kind, bool(value) if kind == "flag" else value)
    if name == "born":
        return formats.month(from_days(value)) if value < INPUTS["born"].default else gettext("tidak diisi")
    return value_words(INPUTS[name].kind, value)


def _used(one: UsedValue) -> Used:
    addresses = source_addresses()
    language = formats.language()
    return Used(
        one.path,
        parameter_label(one.path, language),
        value_words(one.kind, one.value),
        one.valid_from,
        basis_words(one.basis, language),
        tuple(addresses.get(key, key) for key in one.source),
        one.unverified,
        one.note,
    )


def _unread(worked: Answer, path: str) -> Used:
    return _used(used_path(worked.law, path))


def lasting(months: Sequence[int]) -> str:
    """Months in a row in words: from the first to the last."""
    first, last = _month_words(months[0]), _month_words(months[-1])
    return first if first == last else f"{first} – {last}"
