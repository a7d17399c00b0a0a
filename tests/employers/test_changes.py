"""Who came and who left: said once, in the registry at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.employers.people import Firm, a_firm, a_worker, by
from tests.factories import a_participation, month
from tests.intake.files import worker_row, xlsx

from naungan.employers.calculate import calculate, submit
from naungan.employers.changes import arrive_by_file, arrive_by_form, changes, leave
from naungan.employers.errors import MonthLocked, NotReady
from naungan.employers.models import Departure
from naungan.employers.months import EmployerMonth
from naungan.employers.moves import State
from naungan.employers.newcomer import FIELDS, cells_of
from naungan.employers.roster import roster
from naungan.employers.wages import report_row
from naungan.intake.layouts import WORKERS
from naungan.registry.errors import BadParticipation
from naungan.registry.models import Participation, Person
from naungan.registry.participate import Leaving

pytestmark = pytest.mark.django_db

FORM = {
    "NO_PEGAWAI": "P-77", "NAMA_LENGKAP": "Dewi Lestari", "NATIONALITY": "WNI", "JENIS_IDENTITAS": "KTP",
    "NO_IDENTITAS": "6471015708900001", "KODE_NEGARA": "ID", "TANGGAL_LAHIR": "1990-08-17", "JENIS_KELAMIN": "P",
    "NAMA_IBU_KANDUNG": "Fatimah", "HP": "081234567890", "EMAIL": "dewi@contoh.co.id",
    "TANGGAL_KEPESERTAAN": "2022-12-05", "UPAH": "4000000", "RAPEL": "", "LOKASI_PEKERJAAN": "64.71",
    "STATUS_PEGAWAI": "PKWTT", "TGL_AKHIR_KONTRAK": "",
}  # fmt: skip


def left(firm: Firm, because: str, last_day: date) -> date:
    """The first day without cover of the first worker, who left."""
    row = leave(firm.month(), by(firm.maker), firm.workers[0].pk, because, last_day)
    ended: date = row.during.upper
    return ended


def test_cover_ends_the_day_after_the_last_day_of_work() -> None:
    assert left(a_firm(), Leaving.RESIGNED, date(2022, 12, 14)) == date(2022, 12, 15)


def test_after_a_death_cover_ends_with_the_month() -> None:
    assert left(a_firm(), Leaving.DIED, date(2022, 12, 14)) == date(2023, 1, 1)


def test_a_death_said_by_an_employer_ends_no_other_cover_and_is_not_yet_the_record() -> None:
    firm = a_firm()
    elsewhere = a_participation(a_firm().payer, person=firm.workers[0].person)
    left(firm, Leaving.DIED, date(2022, 12, 14))
    elsewhere.refresh_from_db()
    assert (elsewhere.during.upper, Person.objects.get(pk=elsewhere.person_id).died_on) == (None, None)


def test_who_said_it_and_what_is_kept() -> None:
    firm = a_firm()
    left(firm, Leaving.DISMISSED, date(2022, 12, 14))
    said = Departure.objects.values_list("participation_id", "account_id", "because", "last_day").get()
    assert said == (firm.workers[0].pk, firm.maker.account_id, "dismissed", date(2022, 12, 14))


def test_a_day_after_the_month_is_refused() -> None:
    with pytest.raises(NotReady, match="sesudah bulan ini"):
        left(a_firm(), Leaving.RESIGNED, date(2023, 1, 1))


def test_a_day_before_the_worker_came_is_refused_and_leaves_nothing() -> None:
    firm = a_firm(1, since=date(2022, 12, 10))
    with pytest.raises(BadParticipation):
        left(firm, Leaving.RESIGNED, date(2022, 12, 8))
    assert (Departure.objects.count(), firm.month().report) == (0, None)


@pytest.mark.parametrize("because", ["", "lapsed", "payer_closed", "apa saja"])
def test_a_reason_that_is_not_an_employers_is_refused(because: str) -> None:
    with pytest.raises(NotReady):
        left(a_firm(), because, date(2022, 12, 14))


def test_a_change_takes_a_calculation_back() -> None:
    firm = a_firm()
    calculate(firm.month(), by(firm.maker))
    left(firm, Leaving.RESIGNED, date(2022, 12, 14))
    report = firm.month().report
    assert report is not None
    assert report.state == State.DRAFT


def test_a_sent_month_takes_no_leavers() -> None:
    firm = a_firm()
    calculate(firm.month(), by(firm.maker))
    submit(firm.month(), by(firm.maker), missing_accepted=True)
    with pytest.raises(MonthLocked):
        left(firm, Leaving.RESIGNED, date(2022, 12, 14))
    assert Participation.objects.get(pk=firm.workers[0].pk).during.upper is None


def test_a_new_worker_by_the_form_is_judged_like_a_row_of_the_file() -> None:
    firm = a_firm(1)
    arrivals = arrive_by_form(firm.month(), by(firm.maker), cells_of(FORM))
    assert (arrivals.outcome.stored, arrivals.findings, roster(firm.month()).workers) == (1, (), 2)


def test_a_wrong_cell_of_the_form_is_said_with_its_column_and_nothing_goes_in() -> None:
    firm = a_firm(1)
    arrivals = arrive_by_form(firm.month(), by(firm.maker), cells_of(FORM | {"UPAH": "4 juta", "HP": "12"}))
    assert {column for column, _said, _repair, hard in arrivals.findings if hard} == {"UPAH", "HP"}
    assert (arrivals.outcome.stored, roster(firm.month()).workers) == (0, 1)


def test_the_same_form_corrected_goes_in() -> None:
    firm = a_firm(1)
    arrive_by_form(firm.month(), by(firm.maker), cells_of(FORM | {"UPAH": "4 juta"}))
    assert arrive_by_form(firm.month(), by(firm.maker), cells_of(FORM)).outcome.stored == 1


def test_every_column_that_the_file_requires_is_in_the_form() -> None:
    asked = {one.column for one in FIELDS}
    assert {one.header for one in WORKERS.columns if one.required} - asked == set()


def test_new_workers_by_file_and_their_count(tmp_path: Path) -> None:
    firm = a_firm(1)
    rows = [worker_row(), worker_row(NO_PEGAWAI="P-2", NO_IDENTITAS="123", NAMA_LENGKAP="Budi")]
    arrivals = arrive_by_file(firm.month(), by(firm.maker), xlsx(tmp_path / "baru.xlsx", WORKERS, rows))
    assert (arrivals.outcome.stored, arrivals.outcome.hard, came_and_left(firm.month())) == (1, 1, (1, 0))


def test_the_changes_of_the_month_are_those_of_the_month() -> None:
    firm = a_firm(2)
    came = a_worker(firm.payer, "BARU", since=date(2022, 12, 31))
    a_worker(firm.payer, "BULAN DEPAN", since=date(2023, 1, 1))
    left(firm, Leaving.RETIRED, date(2022, 12, 31))
    report_row(firm.month(), by(firm.maker), firm.workers[1].pk, "5500000", "0", "")
    seen = changes(firm.month())
    assert [one.participation_id for one in seen.arrived] == [came.pk]
    assert [(one.on, one.because) for one in seen.left] == [(date(2022, 12, 31), "Pensiun")]
    assert [(one.wage_before, one.wage) for one in seen.wages] == [(5_000_000, 5_500_000)]
    assert (came_and_left(firm.month()), came_and_left(firm.month(month("2023-01")))) == ((1, 1), (1, 0))


def came_and_left(about: EmployerMonth) -> tuple[int, int]:
    """How many came and left in a month."""
    counted = roster(about)
    return counted.arrived, counted.left
