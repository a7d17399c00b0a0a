"""What the tests of intake start from: the regions, one employer with three workers, an open month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from tests.factories import a_participation, an_employer, lasting
from tests.intake.files import WAGES, wage_row, xlsx

from naungan.intake.models import Upload
from naungan.intake.outcome import ImportOutcome
from naungan.intake.wages import import_wages
from naungan.registry.models import Card, Participation, Payer, Person, Sponsor
from naungan.registry.regions import find_region, load_regions

DECEMBER = date(2022, 12, 1)
TODAY = date(2022, 12, 20)
NAMES = ("Siti Aminah", "Budi Santoso", "Nur Hidayah")


@dataclass(frozen=True)
class Mill:
    """An employer with three workers whose cards are 22000000001 to 22000000003 and whose wage is 5 million."""

    payer: Payer
    workers: tuple[Participation, ...]
    folder: Path

    @property
    def people(self) -> list[Person]:
        return [worker.person for worker in self.workers]

    def row(self, worker: int, **cells: object) -> list[object]:
        """A good row about a worker; cells by name replace it."""
        person = self.people[worker]
        ordinary = {"kpj": f"2200000000{worker + 1}", "nik": person.nik, "name": person.name}
        return wage_row(**(ordinary | cells))

    def rows(self) -> list[list[object]]:
        """A good row about every worker."""
        return [self.row(worker) for worker in range(len(self.workers))]

    def upload(self, rows: list[list[object]], month: date = DECEMBER, **options: object) -> ImportOutcome:
        """Import these rows as a workbook."""
        name = str(options.pop("name", "upah.xlsx"))
        file = xlsx(self.folder / name, WAGES, rows)
        return import_wages(file, employer=self.payer.code, month=month, today=TODAY, **options)  # type: ignore[arg-type]

    def upload_same(self, outcome: ImportOutcome, month: date | None = None, **options: object) -> ImportOutcome:
        """Import the file of an earlier upload once more, byte for byte."""
        file = self.folder / Upload.objects.get(pk=outcome.upload_id).file_name
        return import_wages(
            file,
            employer=self.payer.code,
            month=month or outcome.month,
            today=TODAY,
            **options,  # type: ignore[arg-type]
        )


@pytest.fixture
def regions(db: None) -> None:
    load_regions()


@pytest.fixture
def mill(regions: None, tmp_path: Path) -> Mill:
    payer = an_employer()
    workers = []
    for number, name in enumerate(NAMES, start=1):
        person = Person.objects.create(nik=f"647101010790000{number}", name=name, born_on=date(1990, 7, 1), sex="L")
        Card.objects.create(kpj=f"2200000000{number}", person=person, issued_on=date(2022, 1, 1))
        workers.append(a_participation(payer, 5_000_000, person, since=date(2022, 1, 1)))
    return Mill(payer, tuple(workers), tmp_path)


@pytest.fixture
def sponsor(regions: None) -> Payer:
    payer = Payer.objects.create(
        kind=3,
        code="PEMDA-64.71",
        name="Pemkot Balikpapan",
        region=find_region("64.71", TODAY),
        life=lasting(date(2022, 1, 1)),
        registered_on=date(2022, 1, 1),
    )
    Sponsor.objects.create(payer=payer, fund_source="apbd")
    return payer
