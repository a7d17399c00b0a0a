"""The controls of a statement (interop.md 2.2): it adds up, it follows the one before, nothing is in it twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from naungan.interop.bank_lines import BankFile, Statement
from naungan.interop.errors import BankFileRefused
from naungan.saying import gettext


@dataclass(frozen=True, slots=True)
class Closed:
    """How the last statement of an account that was read ended; `hundredths` of a rupiah."""

    identification: str
    year: int
    sequence: int | None
    hundredths: int


def adds_up(file: BankFile) -> None:
    """Opening and movements make the closing, and no bank reference is there twice. Raises BankFileRefused."""
    for statement in file.statements:
        seen = Counter((line.bank_reference, line.credit) for line in statement.lines if line.bank_reference)
        twice = sorted({reference for (reference, _), count in seen.items() if count > 1})
        if twice:
            raise BankFileRefused(
                gettext("%(file)s: referensi bank %(twice)s ada dua kali dalam satu rekening koran.")
                % {"file": file.name, "twice": twice[0]}
            )
        _sums(file, statement)


def _sums(file: BankFile, statement: Statement) -> None:
    if statement.opening is None or statement.closing is None:
        return
    comes_to = statement.opening.hundredths + sum(line.hundredths for line in statement.lines)
    if comes_to != statement.closing.hundredths:
        raise BankFileRefused(
            gettext(
                "%(file)s, %(identification)s: saldo awal dan mutasi menjadi %(comes_to)s, saldo akhir tertulis "
                "%(closing)s. Minta berkas yang lengkap ke bank."
            )
            % {
                "file": file.name,
                "identification": statement.identification,
                "comes_to": _words(comes_to),
                "closing": _words(statement.closing.hundredths),
            }
        )


def follows(statement: Statement, before: Closed | None) -> None:
    """A statement begins where the last one ended, and none is missing between. Raises BankFileRefused.

    The first statement of an account has nothing to follow. A new year may begin its numbers at 1 again.
    """
    if before is None or statement.opening is None:
        return
    expected = {before.sequence + 1} if before.sequence is not None else set()
    if statement.year != before.year:
        expected |= {1}
    if statement.sequence is not None and before.sequence is not None and statement.sequence not in expected:
        raise BankFileRefused(
            gettext(
                "Rekening koran nomor %(sequence)s dibaca, yang terakhir nomor %(before)s. Masukkan dulu "
                "nomor %(wanted)s."
            )
            % {"sequence": statement.sequence, "before": before.sequence, "wanted": before.sequence + 1}
        )
    if statement.opening.hundredths != before.hundredths:
        raise BankFileRefused(
            gettext(
                "%(identification)s: saldo awal %(opening)s, saldo akhir sebelumnya (%(before)s) "
                "%(closing)s. Ada rekening koran yang belum masuk."
            )
            % {
                "identification": statement.identification,
                "opening": _words(statement.opening.hundredths),
                "before": before.identification,
                "closing": _words(before.hundredths),
            }
        )


def _words(hundredths: int) -> str:
    """Rupiah and sen for a message: Rp1.000,50."""
    whole, sen = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else ""
    return f"{sign}Rp{whole:,}".replace(",", ".") + (f",{sen:02d}" if sen else "")
