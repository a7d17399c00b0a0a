"""Doors to the law: answer questions, show and compare the law, work out a contribution or a benefit."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, TypeAlias

import typer

from naungan.errors import WrongUse
from naungan.law.errors import LawError
from naungan.law.statute import Statute, load
from naungan.wording import day_of

if TYPE_CHECKING:
    from naungan.law.explain import Explanation
    from naungan.law.questions.question import Answer

law_app = typer.Typer(no_args_is_help=True, help="Hukum jaminan sosial ketenagakerjaan.")
calculate_app = typer.Typer(no_args_is_help=True, help="Hitung untuk satu orang, proyek atau kontrak.")

Whole: TypeAlias = int | None
Text: TypeAlias = str | None
Flag: TypeAlias = bool | None
option = typer.Option

_JAKARTA = timedelta(hours=7)


@law_app.callback()
def _law() -> None:
    """Hukumnya: jawab, tunjukkan, bandingkan."""


@calculate_app.callback()
def _calculate() -> None:
    """Hitung iuran satu orang, satu proyek, atau satu kontrak, dan manfaat satu orang."""


@law_app.command()
def answer(
    file: Annotated[str, typer.Argument(help="Pertanyaan, satu objek JSON tiap baris; - untuk masukan baku")],
    receipt: Annotated[bool, typer.Option(help="Sertakan versi hukum dan nilai yang dipakai")] = False,
) -> None:
    """Jawab pertanyaan: satu baris JSON untuk setiap pertanyaan, yang salah pun."""
    from naungan.law.answers import answer_lines, to_line

    with _opened(file) as lines:
        for result in answer_lines(lines, receipts=receipt):
            sys.stdout.write(to_line(result) + "\n")


@law_app.command()
def show(
    path: Annotated[str, typer.Argument(help="Misalnya jp.wage_cap, atau jp untuk semua yang di bawahnya")] = "",
    on: Annotated[str, typer.Option(help="Hari YYYY-MM-DD; biasanya hari ini")] = "",
) -> None:
    """Tunjukkan nilai hukum: semua nilai menurut tanggal, dasar, sumber, dan mana yang berlaku."""
    from naungan.law.screen import console, listing, parameter_table, sources_table

    statute = load()
    day = day_of(on) if on else _today()
    out = console()
    if not path:
        out.print(listing(statute, day))
        return
    found = [statute.parameters[one] for one in _paths(statute, path)]
    for parameter in found:
        out.print(parameter_table(parameter, day))
    out.print(sources_table(found))


@law_app.command()
def diff(
    before: Annotated[str, typer.Argument(help="Hari pertama, YYYY-MM-DD")],
    after: Annotated[str, typer.Argument(help="Hari kedua, YYYY-MM-DD")],
) -> None:
    """Bandingkan hukum pada dua hari: yang lama, yang baru, dan dasarnya."""
    from naungan.law.compare import changed_formulas, changed_values
    from naungan.law.screen import console, formula_changes, value_changes

    first, second = day_of(before), day_of(after)
    if second <= first:
        raise WrongUse(f"Hari kedua {second} tidak setelah hari pertama {first}. Tukar urutannya.")
    statute, out = load(), console()
    values = changed_values(statute, first, second)
    formulas = changed_formulas(statute, first, second)
    if not values and not formulas:
        out.print(f"Tidak ada yang berubah antara {first} dan {second}.")
    if values:
        out.print(value_changes(values))
    if formulas:
        out.print(formula_changes(formulas))


@law_app.command()
def check() -> None:
    """Periksa hukum ini terhadap kasus-kasus yang jawabannya dihitung dengan tangan."""
    from naungan.law.golden import cases, disagreement

    found = [(case, disagreement(case)) for case in cases()]
    wrong = [(case, said) for case, said in found if said]
    for case, said in wrong:
        print(f"{case.file} {case.id}: {said}")
    if wrong:
        raise LawError(
            "{wrong} dari {found} kasus tidak sesuai; hukum atau kasusnya keliru.", wrong=len(wrong), found=len(found)
        )
    print(f"{len(found)} kasus sesuai.")


@calculate_app.command()
def contribution(
    context: typer.Context,
    month: Annotated[str, typer.Option(help="Bulan iuran YYYY-MM")],
    segment: Annotated[str, typer.Option(help="PU, BPU, JAKON atau PMI")] = "PU",
    programme: Annotated[str, typer.Option(help="JKK, JKM, JHT, JP, JKP atau ALL")] = "ALL",
    wage: Annotated[Whole, option("--wage", help="Upah sebulan, rupiah")] = None,
    daily_wage: Annotated[Whole, option("--daily-wage", help="Upah sehari, rupiah")] = None,
    jkk_class: Annotated[Text, option("--class", help="Kelompok risiko JKK I sampai V")] = None,
    declared_income: Annotated[Whole, option("--income", help="Penghasilan BPU sebulan, rupiah")] = None,
    sector: Annotated[Text, option("--sector", help="Sektor BPU, misalnya transport")] = None,
    programmes: Annotated[Text, option("--programmes", help="Program, misalnya JKK,JKM,JHT")] = None,
    paid_by: Annotated[Text, option("--paid-by", help="Pembayar iuran BPU, misalnya APBD")] = None,
    contract_value_ex_vat: Annotated[Whole, option("--contract-value", help="Nilai tanpa PPN, rupiah")] = None,
    contract_value_gross: Annotated[Whole, option("--contract-gross", help="Nilai dengan PPN")] = None,
    vat_rate: Annotated[Text, option("--vat-rate", help="Tarif PPN kontrak, misalnya 0.11")] = None,
    monthly_wage: Annotated[Whole, option("--monthly-wage", help="Upah sebulan pekerja proyek, rupiah")] = None,
    contract_months: Annotated[Whole, option("--contract-months", help="Lama perjanjian kerja PMI, bulan")] = None,
    agency_placed: Annotated[Flag, option("--agency-placed/--not-agency-placed", help="Lewat P3MI")] = None,
    jht_choice_per_month: Annotated[Whole, option("--jht-choice", help="JHT sebulan pilihan PMI, rupiah")] = None,
    age_years: Annotated[Whole, option("--age", help="Usia, tahun")] = None,
    birth: Annotated[Text, option("--birth", help="Tanggal lahir YYYY-MM-DD")] = None,
    opted_to_continue: Annotated[Flag, option("--continues/--not-continues", help="Menunda pensiun")] = None,
    nationality: Annotated[Text, option("--nationality", help="ID atau foreign")] = None,
    months_worked_in_indonesia: Annotated[Whole, option("--months-in-indonesia", help="Lama TKA bekerja")] = None,
    start_date: Annotated[Text, option("--start", help="Mulai bekerja YYYY-MM-DD")] = None,
    calendar_days_paid: Annotated[Whole, option("--days-paid", help="Hari kalender yang dibayar bulan itu")] = None,
    wage_before: Annotated[Whole, option("--wage-before", help="Upah sebelum naik, rupiah")] = None,
    raise_date: Annotated[Text, option("--raise-date", help="Tanggal upah naik YYYY-MM-DD")] = None,
    industry: Annotated[Text, option("--industry", help="Industri, misalnya footwear")] = None,
    active_workers: Annotated[Whole, option("--workers", help="Jumlah pekerja aktif")] = None,
    registered: Annotated[Text, option("--registered", help="Bulan pendaftaran YYYY-MM")] = None,
    paid_through: Annotated[Text, option("--paid-through", help="Bulan terakhir yang lunas YYYY-MM")] = None,
    explain: Annotated[bool, typer.Option(help="Tunjukkan setiap langkah, pasal dan nilainya")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Satu objek JSON")] = False,
) -> None:
    """Iuran satu orang, satu proyek konstruksi, atau satu kontrak PMI."""
    # every other option is named for the input of the question that it gives
    given = {name: value for name, value in context.params.items() if name not in _NO_INPUT and value is not None}
    inputs = given | {name: read(given[name]) for name, read in _READ.items() if name in given}
    question = {"segment": segment, "programme": programme, "date": month}
    _print_contribution(question | {"inputs": {"calc": "contribution", **inputs}}, explain, as_json)


def _print_contribution(question: dict[str, Any], with_reasons: bool, as_json: bool) -> None:
    from naungan.law.explain import explain
    from naungan.law.questions import answer_of, work_out

    worked = work_out(question)
    shown = answer_of(worked)
    reasons = explain(worked.law, worked.targets, worked.inputs) if with_reasons and worked.targets else None
    if as_json:
        _print_json(worked, reasons)
        return
    from naungan.law.screen import UNVERIFIED, console, explanation_table, plain_table, wage_earner_table

    out = console()
    out.print(wage_earner_table(shown) if question["segment"] == "PU" else plain_table(shown))
    if "jkk_class" in shown.get("missing", ()):
        out.print("JKK dan jumlah seluruhnya tidak dihitung: isi kelompok risiko dengan --class I sampai V.")
    if reasons is not None:
        out.print(explanation_table(reasons))
    for path in shown.get("unverified", ()):
        out.print(f"[yellow]{UNVERIFIED}[/yellow]: {path} (lihat naungan law show {path})")


@calculate_app.command()
def benefit(
    calc: Annotated[str, typer.Argument(help="Soal, misalnya death; kosongkan untuk melihat semuanya")] = "",
    given: Annotated[list[str] | None, typer.Argument(help="Masukan, misalnya wage=5000000")] = None,
    day: Annotated[str, option("--date", help="Hari atau bulan kejadian; biasanya hari ini")] = "",
    segment: Annotated[str, typer.Option(help="PU, BPU, JAKON atau PMI")] = "PU",
    programme: Annotated[str, typer.Option(help="Program, bila soalnya tidak hanya untuk satu")] = "",
    explain: Annotated[bool, typer.Option(help="Tunjukkan setiap langkah, pasal dan nilainya")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Satu objek JSON")] = False,
) -> None:
    """Manfaat satu orang: kematian, cacat, STMB, JHT, pensiun, JKP, beasiswa, ahli waris, pajak."""
    from naungan.law.answer_labels import asked

    if not calc:
        from naungan.law.benefit_screen import questions_table
        from naungan.law.screen import console

        console().print(questions_table())
        return
    known = {one.calc: one for one in asked()}
    if calc not in known:
        raise WrongUse(f"Soal {calc!r} tidak ada. Pilih salah satu: {', '.join(known)}.")
    asked_of = programme or known[calc].programme
    if not asked_of:
        raise WrongUse(f"Soal {calc} ada untuk lebih dari satu program. Isi --programme, misalnya JKM.")
    inputs = dict(_assigned(one) for one in given or ())
    question = {"segment": segment, "programme": asked_of, "date": day or str(_today())}
    _print_benefit(question | {"inputs": {"calc": calc, **inputs}}, explain, as_json)


def _assigned(text: str) -> tuple[str, Any]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise WrongUse(f"Masukan terbaca {text!r}. Tulis nama=nilai, misalnya wage=5000000.")
    return name, _decimal(value)


def _print_benefit(question: dict[str, Any], with_reasons: bool, as_json: bool) -> None:
    from naungan.law.explain import explain
    from naungan.law.questions import work_out

    worked = work_out(question)
    reasons = explain(worked.law, worked.targets, worked.inputs) if with_reasons and worked.targets else None
    if as_json:
        _print_json(worked, reasons)
        return
    from naungan.law.benefit_screen import answer_table, read_table
    from naungan.law.screen import UNVERIFIED, console, explanation_table

    out = console()
    out.print(answer_table(worked))
    if reasons is not None:
        out.print(explanation_table(reasons, of_day=True))
    if with_reasons and worked.read:
        out.print(read_table(worked))
    for path in worked.unverified:
        out.print(f"[yellow]{UNVERIFIED}[/yellow]: {path} (lihat naungan law show {path})")


def _print_json(worked: "Answer", reasons: "Explanation | None") -> None:
    from naungan.law.answers import explanation_json, receipt_json, to_line
    from naungan.law.questions import answer_of

    result: dict[str, Any] = {"answer": answer_of(worked), "receipt": receipt_json(worked)}
    if reasons is not None:
        result["explanation"] = explanation_json(reasons)
    print(to_line(result))


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(open(file, "rb"))
        except OSError as error:
            raise WrongUse(f"{file} tidak dapat dibaca: {error.strerror}. Periksa nama berkasnya.") from error
        yield stream


def _paths(statute: Statute, path: str) -> list[str]:
    if path in statute.parameters:
        return [path]
    under = [one for one in sorted(statute.parameters) if one.startswith(f"{path}.")]
    if under:
        return under
    from difflib import get_close_matches

    near = get_close_matches(path, statute.parameters, n=3, cutoff=0.4)
    advice = f"Maksud Anda {', '.join(near)}?" if near else "Jalankan naungan law show untuk semuanya."
    raise WrongUse(f"Parameter {path!r} tidak ada. {advice}")


def _decimal(text: str) -> Any:
    """A decimal as JSON would read it, or the text itself for the question to refuse."""
    from decimal import Decimal

    try:
        return json.loads(text, parse_float=Decimal)
    except ValueError:
        return text


def _listed(text: str) -> list[str]:
    return text.split(",")


_NO_INPUT = ("month", "segment", "programme", "explain", "as_json")
_READ: dict[str, Callable[[str], Any]] = {"vat_rate": _decimal, "programmes": _listed}


def _today() -> date:
    return (datetime.now(UTC) + _JAKARTA).date()
