"""One row of a list of people being read: its cells by header, and what the rules found in them so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from naungan.intake import fields
from naungan.intake.amounts import read_back_pay, read_wage
from naungan.intake.catalogue import Finding, found_in_nik
from naungan.intake.cells import Number, trimmed
from naungan.intake.dates import day_is_certain, read_day
from naungan.intake.layouts import Layout
from naungan.registry.nik import Level, NikReading, check


@dataclass(slots=True)
class Row:
    """Cells of a row, and the findings that reading them brings. What cannot be read is None."""

    layout: Layout
    number: int
    cells: Sequence[str]
    last_day: date
    findings: list[Finding] = field(default_factory=list)

    def cell(self, header: str) -> str:
        """A cell without needless blanks."""
        return trimmed(self.cells[self.layout.places[header]])

    def note(self, finding: Finding | None) -> bool:
        """Keep a finding; whether there was one."""
        if finding is not None:
            self.findings.append(finding)
        return finding is not None

    def text(self, header: str) -> str:
        """A text; E01 where it is required and empty, E02 where it is not of the list."""
        column, cell = self.layout.columns[self.layout.places[header]], self.cell(header)
        if self.note(fields.cell_is_given(self.number, column, cell)):
            return ""
        if self.note(fields.cell_is_of_the_list(self.number, column, cell)):
            return ""
        return cell.upper() if column.choices else cell

    def day(self, header: str, known: date | None = None) -> date | None:
        """A day (D04 in doubt, D05 unreadable, E01 missing); `known` settles the order of day and month."""
        column, cell = self.layout.columns[self.layout.places[header]], self.cell(header)
        if self.note(fields.cell_is_given(self.number, column, cell)):
            return None
        read = read_day(self.number, header, cell)
        if read is None or isinstance(read, Finding):
            self.note(read)
            return None
        self.note(day_is_certain(self.number, header, cell, read, known))
        return read.day

    def wage(self, header: str) -> int | None:
        """A wage or income in rupiah (E01, W01, W04, W06, W07)."""
        return self._value(read_wage(self.number, header, self.cell(header)))

    def back_pay(self, header: str) -> int | None:
        """Back pay in rupiah; none where the cell is empty."""
        return self._value(read_back_pay(self.number, header, self.cell(header)))

    def phone(self, header: str, *, required: bool) -> str | None:
        """A mobile number as +62... (C01, C03)."""
        cell = self.cell(header)
        if required and self.note(fields.phone_is_given(self.number, header, cell)):
            return None
        read = fields.read_phone(self.number, header, cell)
        return None if isinstance(read, Finding) and self.note(read) else str(read)

    def email(self, header: str, *, required: bool) -> str | None:
        """An e-mail address (C01, C03)."""
        cell = self.cell(header)
        if required and self.note(fields.email_is_given(self.number, header, cell)):
            return None
        read = fields.read_email(self.number, header, cell)
        return None if isinstance(read, Finding) and self.note(read) else str(read)

    def nik(self, header: str, born: str, sex: str | None) -> tuple[NikReading | None, date | None]:
        """The NIK by its whole ladder, and the birth day in column `born`, which it may settle."""
        birth = self._day_by(header, born)
        raw = self.cells[self.layout.places[header]]
        column = self.layout.columns[self.layout.places[header]]
        if self.note(fields.cell_is_given(self.number, column, trimmed(raw))):
            return None, birth
        reading = check(raw, as_of=self.last_day, born_on=birth, sex=sex, came_as_number=isinstance(raw, Number))
        for one in reading.findings:
            if one.level is not Level.INFO:
                self.note(found_in_nik(self.number, header, raw, one))
        return reading, birth

    def age(self, header: str, born_on: date | None, on: date | None, bounds: tuple[int, int]) -> None:
        """D01: the age on a day lies within the bounds."""
        if born_on is not None and on is not None:
            self.note(fields.age_is_within(self.number, header, self.cell(header), born_on, on, bounds))

    def _day_by(self, header: str, born: str) -> date | None:
        """The birth day; the one that the NIK holds settles whether 03/04 is April or March."""
        reading = check(
            self.cells[self.layout.places[header]],
            as_of=self.last_day,
            came_as_number=isinstance(self.cells[self.layout.places[header]], Number),
        )
        return self.day(born, reading.born_on)

    def _value(self, read: int | Finding) -> int | None:
        if isinstance(read, Finding):
            self.note(read)
            return None
        return read


def line(number: int, values: Sequence[object]) -> str:
    """The values of a row for COPY: tab between them, empty for NULL."""
    return "\t".join([str(number), *("" if one is None else _escaped(str(one)) for one in values)])


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", " ").replace("\n", " ").replace("\r", " ")
