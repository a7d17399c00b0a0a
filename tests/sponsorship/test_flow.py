"""From list to decree to bill: people come under cover once, the close bills them, the reserve takes over."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from python_calamine import CalamineWorkbook
from tests.contributions.closing import close
from tests.factories import a_participation, a_payment, a_person, a_sponsor
from tests.sponsorship.people import JANUARY, PENAJAM, a_government, a_list, a_row, a_scheme, born, nik

from naungan.contributions.models import Bill
from naungan.registry.models import Participation, Payer, Person
from naungan.registry.people import record_death
from naungan.sponsorship.decree import make_decree
from naungan.sponsorship.enrol import enrol, replace
from naungan.sponsorship.errors import BadMoney, NotNow, OverBudget
from naungan.sponsorship.models import BudgetLine, Candidate, Decree, DecreeLine, Realisation, Scheme
from naungan.sponsorship.money import add_budget, commit, normalised, realise
from naungan.sponsorship.open_scheme import set_quota
from naungan.sponsorship.outlook import Light, outlook
from naungan.sponsorship.papers import audit_pack, decree_pdf, decree_xlsx, is_as_decreed, rejected_xlsx
from naungan.sponsorship.year import year_of

pytestmark = pytest.mark.django_db
TODAY = date(2023, 2, 20)
NAMES = ("Siti Aminah", "Budi Santoso", "Nur Hidayah", "Rahmat Pangestu", "Dewi Lestari")


def a_decree(folder: Path, scheme: Scheme, quota: int = 3, people: int = 5) -> Decree:
    """A decree of so many people within a quota, the rest in reserve."""
    set_quota(scheme, PENAJAM, quota)
    a_list(folder, scheme, [a_row(n, NAMES[n - 1], decile=str(n)) for n in range(1, people + 1)])
    return make_decree(scheme, number="188/1/2023", signed_on=date(2022, 12, 20), signed_by="Bupati")


def a_budget(payer: Payer, amount: int) -> BudgetLine:
    """A line of the budget of 2023."""
    return add_budget(
        payer, year=2023, account_code="510202020006", label="Iuran JKK", fund="apbd", document="DPA 1/2023",
        amount=amount, from_month=JANUARY,
    )  # fmt: skip


def test_the_poorest_are_on_the_list_within_the_quota_and_the_others_in_reserve(tmp_path: Path) -> None:
    decree = a_decree(tmp_path, a_scheme())
    lines = decree.lines.order_by("reserve", "serial").values_list("reserve", "serial", "candidate__name")
    assert list(lines) == [
        (False, 1, NAMES[0]), (False, 2, NAMES[1]), (False, 3, NAMES[2]), (True, 1, NAMES[3]), (True, 2, NAMES[4]),
    ]  # fmt: skip
    assert is_as_decreed(decree)


def test_no_decree_is_made_while_somebody_waits_for_a_human_eye(tmp_path: Path) -> None:
    scheme = a_scheme()
    a_list(tmp_path, scheme, [a_row(1, "Siti"), a_row(2, "Tanpa Nik", number="")])
    with pytest.raises(NotNow, match="1 calon belum diputuskan"):
        make_decree(scheme, number="1", signed_on=TODAY, signed_by="Bupati")


def test_the_people_of_a_decree_are_billed_by_the_close_like_those_of_any_sponsor(tmp_path: Path) -> None:
    scheme = a_scheme()
    decree = a_decree(tmp_path, scheme)
    done = enrol(decree)
    assert (done.started, done.continued, done.refused) == (3, 0, ())
    assert enrol(decree).started == 0
    covered = Participation.objects.filter(payer=scheme.payer)
    assert {(one.during.lower, one.during.upper, one.programmes, one.segment) for one in covered} == {
        (JANUARY, date(2024, 1, 1), 3, 2)
    }
    close("2023-01")
    bill = Bill.objects.get(payer=scheme.payer)
    assert (bill.people, bill.total) == (3, 3 * 16_800)
    line = a_budget(scheme.payer, 10_000_000)
    payment = a_payment(scheme.payer, bill.total, date(2023, 2, 10), bill.payment_code)
    assert realise(line, payment, "SP2D 7").amount == bill.total
    assert realise(line, payment, "SP2D 7").pk == Realisation.objects.get().pk
    close("2023-02")
    told = year_of(scheme.payer, 2023, TODAY)
    assert (told.budget, told.paid, told.people_paid, told.counts_as) == (10_000_000, 50_400, 3, 3 * 1 / 6)
    assert [(one.month.month, one.total, one.settled_on) for one in told.bills] == [
        (1, 50_400, date(2023, 2, 10)), (2, 50_400, None),
    ]  # fmt: skip


def test_somebody_whom_another_payer_took_meanwhile_is_refused_and_the_reserve_takes_the_place(
    tmp_path: Path,
) -> None:
    scheme = a_scheme()
    decree = a_decree(tmp_path, scheme)
    stolen = a_person(born(2), nik=nik(2, born(2)), name=NAMES[1])
    a_participation(a_sponsor(), person=stolen, since=date(2022, 12, 1))
    done = enrol(decree)
    assert (done.started, len(done.refused)) == (2, 1)
    line, said = done.refused[0]
    assert "sudah ditanggung" in said
    made = replace(line, because="replaced", on=JANUARY)
    assert made.came is not None
    assert made.came.candidate.name == NAMES[3]
    assert Participation.objects.filter(payer=scheme.payer).count() == 3


def test_the_dead_and_those_who_move_give_their_place_to_the_reserve_from_a_day_on(tmp_path: Path) -> None:
    scheme = a_scheme()
    decree = a_decree(tmp_path, scheme)
    enrol(decree)
    first, second, third = DecreeLine.objects.filter(decree=decree, reserve=False).order_by("serial")
    dead = Person.objects.get(nik=nik(1, born(1)))
    record_death(person_id=dead.pk, died_on=date(2023, 2, 3), reported_on=date(2023, 2, 5))
    march, april = date(2023, 3, 1), date(2023, 4, 1)
    came = replace(first, because="died", on=march).came
    assert came is not None
    spans = {one.person.name: one.during for one in Participation.objects.filter(payer=scheme.payer)}
    assert spans[NAMES[0]].upper == march == spans[NAMES[3]].lower
    moved = replace(second, because="moved", on=april)
    assert moved.came is not None
    assert moved.came.candidate.name == NAMES[4]
    assert replace(third, because="moved", on=april).came is None
    for again, on in ((first, april), (third, date(2023, 3, 2))):
        with pytest.raises(NotNow):
            replace(again, because="moved", on=on)


def test_whoever_is_under_cover_goes_on_without_a_gap(tmp_path: Path) -> None:
    scheme = a_scheme()
    known = a_person(born(4), nik=nik(4, born(4)), name=NAMES[3])
    a_participation(scheme.payer, person=known, since=date(2022, 1, 1))
    decree = a_decree(tmp_path, scheme)
    assert decree.lines.get(serial=1, reserve=False).candidate.name == NAMES[3]
    assert (enrol(decree).continued, Participation.objects.filter(person=known).count()) == (1, 1)


def test_no_line_holds_less_than_what_is_committed_or_paid_from_it(tmp_path: Path) -> None:
    scheme = a_scheme()
    line = a_budget(scheme.payer, 1_000_000)
    commit(line, scheme, 700_000, "PKS 1")
    payment = a_payment(scheme.payer, 1_000_001, date(2023, 2, 1))
    changed = {"year": 2023, "account_code": "5.1.02.02.02.0006", "label": "x", "fund": "apbd", "changes": line,
               "from_month": JANUARY}  # fmt: skip
    for wrong in (
        lambda: commit(line, scheme, 300_001, "PKS 2"),
        lambda: commit(line, scheme, -700_001, "kembali"),
        lambda: add_budget(scheme.payer, document="DPPA", amount=-300_001, **changed),
        lambda: realise(line, payment, "SP2D"),
    ):
        with pytest.raises(OverBudget):
            wrong()
    add_budget(scheme.payer, document="DPPA", amount=1, **changed)  # type: ignore[arg-type]
    assert realise(line, payment, "SP2D").amount == 1_000_001
    with pytest.raises(BadMoney):
        realise(a_budget_of_another(), payment, "SP2D")


def a_budget_of_another() -> BudgetLine:
    """A line of another government."""
    return a_budget(a_government(), 5_000_000)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sponsorship_budgetline SET amount = amount + 1",
        "DELETE FROM sponsorship_commitment",
        "UPDATE sponsorship_decreeline SET serial = serial + 100",
        "UPDATE sponsorship_candidate SET nik = '6409010101900001'",
        "DELETE FROM sponsorship_candidate",
        "INSERT INTO sponsorship_commitment (budget_line_id, scheme_id, payer_id, amount, said) "
        "SELECT b.id, s.id, s.payer_id, b.amount + 1, 'x' FROM sponsorship_budgetline b, sponsorship_scheme s",
    ],
)
def test_the_database_itself_refuses(statement: str, tmp_path: Path) -> None:
    scheme = a_scheme()
    a_decree(tmp_path, scheme)
    commit(a_budget(scheme.payer, 100), scheme, 1, "x")
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_day_the_money_ends_is_told_before_it_ends(tmp_path: Path) -> None:
    scheme = a_scheme()
    decree = a_decree(tmp_path, scheme)
    enrol(decree)
    a_budget(scheme.payer, 7 * 3 * 16_800 + 1)
    close("2023-01")
    told = outlook(scheme.payer, 2023, TODAY)
    assert (told.people, told.a_month, told.owed, told.months) == (3, 50_400, 50_400, 6)
    assert (told.begin, told.last_month, told.grace_until) == (date(2023, 2, 1), date(2023, 7, 1), date(2023, 10, 31))
    assert (told.light, told.lacking, told.self_pay) == (Light.GREEN, 5 * 50_400 - 1, 16_800)
    assert outlook(a_government(), 2023, TODAY).light is Light.NOTHING


def test_the_papers_say_who_and_why_not_and_the_pack_proves_them(tmp_path: Path) -> None:
    scheme = a_scheme()
    set_quota(scheme, PENAJAM, 1)
    a_list(tmp_path, scheme, [a_row(1, "Siti Aminah"), a_row(2, "Budi Santoso"), a_row(3, "Tua", date(1950, 1, 31))])
    decree = make_decree(scheme, number="188/2/2023", signed_on=TODAY, signed_by="Bupati")
    assert decree_pdf(decree).startswith(b"%PDF")
    book = CalamineWorkbook.from_filelike(io.BytesIO(decree_xlsx(decree)))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert [row[1:3] for row in sheets["Penerima"][1:]] == [[nik(1, born(1)), "Siti Aminah"]]
    assert [row[2] for row in sheets["Cadangan"][1:]] == ["Budi Santoso"]
    rejected = CalamineWorkbook.from_filelike(io.BytesIO(rejected_xlsx(scheme))).get_sheet_by_index(0).to_python()
    assert [row[3] for row in rejected[1:]] == ["Tua"]
    pack = audit_pack(decree)
    with zipfile.ZipFile(io.BytesIO(pack)) as opened:
        assert sorted(opened.namelist()) == [
            "SHA256SUMS", "asal.json", "ditolak.csv", "putusan.csv", "sk.pdf", "sk.xlsx",
        ]  # fmt: skip
        origins = json.loads(opened.read("asal.json"))
    (listing,) = origins["daftar"]
    assert (listing["sumber"], listing["kolom_yang_tidak_diambil"]) == ("Desa", ["Status Disabilitas"])
    assert origins["sk"]["sidik_jari"] == decree.sha256


def test_an_account_code_is_the_same_with_and_without_dots() -> None:
    assert normalised("510202020006") == normalised("5.1.02.02.02.0006") == "5.1.02.02.02.0006"
    with pytest.raises(BadMoney):
        normalised("5.1.O2")


def test_nobody_is_on_two_decrees(tmp_path: Path) -> None:
    scheme = a_scheme()
    a_decree(tmp_path, scheme)
    with pytest.raises(NotNow):
        make_decree(scheme, number="188/9/2023", signed_on=TODAY, signed_by="Bupati")
    assert Candidate.objects.filter(decreed__isnull=False).count() == DecreeLine.objects.count()
