"""Questions about JHT: the balance, withdrawing part or all of it, and the tax on it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import repeat
from typing import Any

from naungan.law.benefits import jht, tax
from naungan.law.benefits.words import MONTHS_A_YEAR
from naungan.law.errors import NotInForce
from naungan.law.months import age_on, years_after
from naungan.law.questions.event import event_day, law_of_event
from naungan.law.questions.question import Answer, Question, only_for
from naungan.law.statute import Law

_SAVERS = ("PU", "BPU", "PMI")
_LONGEST = 100 * MONTHS_A_YEAR


def balance(question: Question) -> Answer:
    """`balance`: an account after so many months, at one rate a year."""
    only_for(question, *_SAVERS)
    law = question.statute.on(question.last_day)
    monthly = question.get("monthly_contribution", 0)
    opening = question.get("opening_balance", 0)
    if not question.given("monthly_contribution") and not question.given("opening_balance"):
        question.need("monthly_contribution", "isi iuran sebulan, saldo awal, atau keduanya")
    if monthly:
        question.need("months", "isi lamanya dalam bulan")
    months = question.get("months", MONTHS_A_YEAR)
    if months > _LONGEST:
        raise question.refuse("months", "paling banyak {most} bulan", most=_LONGEST)
    first = question.get("start_month", 1)
    rates, read = _rates(question, first, months)
    found = jht.balance(opening, jht.years_of(monthly, months, first, rates))
    unfinished = (first - 1 + months) % MONTHS_A_YEAR
    if unfinished:
        read += ("jht.part_year_by_months",)
    values = {
        "balance": found.balance,
        "contributions": found.contributions - opening,
        "return": found.returned,
        "opening_balance": opening,
    }
    return Answer(values, law, read=read)


def _rates(question: Question, first: int, months: int) -> tuple[Iterator[Fraction], tuple[str, ...]]:
    """The rate given, or the one published for the year asked about, which is then the only year."""
    if question.given("annual_rate"):
        return repeat(Fraction(question.get("annual_rate"))), ()
    if first - 1 + months > MONTHS_A_YEAR:
        question.need("annual_rate", "untuk lebih dari satu tahun kalender isi tingkat setahun, misalnya 0.05")
    try:
        return repeat(jht.crediting_rate(question.statute, question.last_day.year)), ("jht.crediting_rate",)
    except NotInForce as error:
        return question.need("annual_rate", "{error}; isi, misalnya 0.05", error=error), ()


def partial_withdrawal(question: Question) -> Answer:
    """`partial_withdrawal`: whether part of the account may be taken, and at most how much."""
    only_for(question, *_SAVERS)
    law = law_of_event(question)
    if not question.given("membership_years") and not question.given("membership_months"):
        question.need("membership_years", "isi lama kepesertaan dalam tahun, dan bulan selebihnya")
    purpose = question.need("purpose", "pilih preparation atau housing")
    if question.given("membership_years") and question.get("membership_months", 0) >= MONTHS_A_YEAR:
        raise question.refuse("membership_months", "isi bulan di luar tahun penuh, 0 sampai 11")
    months = question.get("membership_years", 0) * MONTHS_A_YEAR + question.get("membership_months", 0)
    inputs = {
        "membership_months": months,
        "took_part_before": question.get("earlier_partial", "none") != "none",
        "for_housing": purpose == "housing",
    }
    targets: tuple[str, ...] = ("jht_partial_allowed",)
    if question.given("balance"):
        inputs["jht_balance"] = question.get("balance")
        targets = ("jht_partial_allowed", "jht_partial_most")
    worked = law.compile(targets)(**inputs)
    values: dict[str, Any] = {"allowed": bool(worked["jht_partial_allowed"])}
    if "jht_partial_most" in worked:
        values["max_amount"] = worked["jht_partial_most"]
    return Answer(values, law, targets, inputs)


def full_withdrawal(question: Question) -> Answer:
    """`full_withdrawal`: whether the whole account may be taken on the day of the claim, and from when."""
    only_for(question, *_SAVERS)
    law = law_of_event(question)
    event = question.need("event", "pilih salah satu: {known}", known=", ".join(jht.events(law)))
    if event not in jht.events(law):
        raise question.refuse("event", "pilih salah satu: {known}", known=", ".join(jht.events(law)))
    if event == "pension_age":
        return _at_pension_age(question, law)
    happened: date = question.get("determined", event_day(question))
    payable = jht.payable_from(law, event, happened)
    # without a day of the claim the question is whether there is a right at all, and from when
    claimed: date = question.get("claim_date", payable)
    values = {"allowed": claimed >= payable, "payable_from": payable.isoformat()}
    return Answer(values, law, read=_read_for(law, event))


def _read_for(law: Law, event: str) -> tuple[str, ...]:
    if event in law.texts("jht.waiting_events"):
        return "jht.waiting_events", "jht.wait_months"
    return ("jht.immediate_events",) if event in law.texts("jht.immediate_events") else ()


def _at_pension_age(question: Question, law: Law) -> Answer:
    company: int | None = question.get("company_pension_age")
    needed = jht.pension_age(law, company)
    read = () if company is not None else ("jht.pension_age",)
    claimed: date = question.get("claim_date", event_day(question))
    birth: date | None = question.get("birth")
    if birth is None:
        age = question.need("age_years", "isi usia dalam tahun, atau tanggal lahir di birth")
        values: dict[str, Any] = {"allowed": age >= needed, "pension_age": needed}
        if values["allowed"] and question.given("event_date"):
            values["payable_from"] = event_day(question).isoformat()
        return Answer(values, law, read=read)
    if birth > claimed:
        raise question.refuse("birth", "lahir setelah {as_of}", as_of=claimed)
    if question.get("age_years", age_on(birth, claimed)) != age_on(birth, claimed):
        raise question.refuse("age_years", "tidak cocok dengan tanggal lahir {birth}", birth=birth)
    reached = years_after(birth, needed)
    values = {"allowed": reached <= claimed, "pension_age": needed, "payable_from": reached.isoformat()}
    return Answer(values, law, read=read)


def tax_on_savings(question: Question) -> Answer:
    """`tax`: on one payment, or on payments over several calendar years."""
    only_for(question, *_SAVERS)
    if question.given("payments"):
        return _tax_by_year(question)
    law = question.statute.on(question.last_day)
    gross = question.need("gross", "isi pembayaran JHT sebelum pajak, atau daftar payments")
    inputs: dict[str, int] = {"gross": gross}
    if question.get("calendar_year_of_payments", 1) <= law.whole("tax.final_years"):
        target = "jht_tax_final"
    else:
        target = "jht_tax_progressive"
        inputs["without_npwp"] = not question.get("has_npwp", True)
    due = law.compile((target,))(**inputs)[target]
    values = {"tax": due, "net": gross - due, "final": target == "jht_tax_final"}
    return Answer(values, law, (target,), inputs, ("tax.final_years",))


def _tax_by_year(question: Question) -> Answer:
    paid: Counter[int] = Counter()
    for one in question.get("payments"):
        paid[one.year] += one.gross
    gross = sum(paid.values())
    if question.get("gross", gross) != gross:
        raise question.refuse("gross", "tidak sama dengan jumlah payments, {gross}", gross=gross)
    if question.given("calendar_year_of_payments"):
        raise question.refuse("calendar_year_of_payments", "tahunnya sudah ada dalam payments; hapus")
    if min(paid) < question.statute.parameters["membership.begins"].values[0].valid_from.year:
        raise question.refuse("payments", "hukum dijawab mulai 2015")
    law = question.statute.on(date(max(paid), 12, 31))
    taxes = tax.by_year(question.statute, paid, has_npwp=question.get("has_npwp", True))
    due = sum(taxes.values())
    values = {"tax": due, "net": gross - due} | {f"tax_{year}": amount for year, amount in taxes.items()}
    read: tuple[str, ...] = ("tax.final_years", "tax.final_edges", "tax.final_rates")
    if len(paid) > 1:
        read += ("tax.band_shared",)
    if max(paid) - min(paid) >= law.whole("tax.final_years"):
        read += ("tax.progressive_edges", "tax.progressive_rates", "tax.without_npwp_rate")
    return Answer(values, law, read=read)
