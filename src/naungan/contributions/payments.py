"""Take in a file of payments: (payment code, amount, paid at, bank reference), each reference once."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import connection, transaction

from naungan.contributions.errors import PaymentFileRefused
from naungan.saying import gettext as _

HEADER = ("kode_bayar", "jumlah", "tanggal_bayar", "referensi_bank")
ENGLISH = ("payment_code", "amount", "paid_at", "bank_reference")
Arriving = tuple[int, str, int, date, str]

STAGING = """
DROP TABLE IF EXISTS pg_temp.arriving;
CREATE TEMPORARY TABLE arriving (
    line int, payment_code text, amount bigint, paid_on date, bank_reference text
) ON COMMIT DROP
"""
# The payer is read from the code when its check digits agree and the payer exists; else the money waits.
STORE = """
WITH first AS (
    SELECT DISTINCT ON (bank_reference) * FROM arriving ORDER BY bank_reference, line
), read AS (
    SELECT f.*, CASE WHEN f.payment_code ~ '^[0-9]{2}(0[1-9]|1[0-2])[0-9]{12}$'
                THEN substr(f.payment_code, 5, 10)::bigint END AS payer_read,
           CASE WHEN f.payment_code ~ '^[0-9]{2}(0[1-9]|1[0-2])[0-9]{12}$'
                THEN make_date(2000 + left(f.payment_code, 2)::int, substr(f.payment_code, 3, 2)::int, 1)
                END AS month_read
    FROM first f
), known AS (
    SELECT r.*, y.id AS payer_id
    FROM read r
    LEFT JOIN registry_payer y
        ON y.id = r.payer_read AND r.payment_code = naungan_payment_code(y.id, r.month_read)
), stored AS (
    INSERT INTO contributions_payment (payment_code, payer_id, amount, paid_on, bank_reference)
    SELECT payment_code, payer_id, amount, paid_on, bank_reference FROM known ORDER BY line
    ON CONFLICT (bank_reference) DO NOTHING
    RETURNING payer_id, amount
)
SELECT count(*), coalesce(sum(amount), 0), count(*) FILTER (WHERE payer_id IS NULL),
       coalesce(sum(amount) FILTER (WHERE payer_id IS NULL), 0)
FROM stored
"""
CONFLICT = """
SELECT a.line, a.bank_reference FROM arriving a JOIN contributions_payment p USING (bank_reference)
WHERE (a.payment_code, a.amount, a.paid_on) IS DISTINCT FROM (p.payment_code, p.amount, p.paid_on)
UNION ALL
SELECT max(line), bank_reference FROM arriving GROUP BY bank_reference
HAVING count(DISTINCT (payment_code, amount, paid_on)) > 1
ORDER BY 1 LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class PaymentsIn:
    """What a payment file brought: lines read, new payments, seen before, and money without a payer."""

    lines: int
    stored: int
    seen_before: int
    amount: int
    without_payer: int
    amount_without_payer: int


def import_payments(path: Path) -> PaymentsIn:
    """Store the payments of a CSV file; all of it or nothing.

    Amounts are whole rupiah without separators, days YYYY-MM-DD (a time behind is ignored). A bank
    reference that is already stored is skipped; the same reference with other facts refuses the file.
    Raises PaymentFileRefused naming line, field, what was read and what to do.
    """
    return take_payments(_read(path), path.name)


def take_payments(arriving: Iterable[Arriving], name: str) -> PaymentsIn:
    """Store payments read from a source called `name`; all of them or none.

    Each is (line, payment code, rupiah, day, bank reference). Raises PaymentFileRefused where a bank reference
    is known with other facts.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STAGING)
        lines = 0
        with cursor.copy("COPY arriving FROM STDIN") as copy:
            for row in arriving:
                copy.write_row(row)
                lines += 1
        cursor.execute(CONFLICT)
        conflict = cursor.fetchone()
        if conflict:
            raise PaymentFileRefused(
                _(
                    "%(name)s baris %(line)s: referensi bank %(reference)s sudah ada dengan kode, jumlah atau "
                    "tanggal yang lain. Periksa ke bank; tidak ada yang disimpan."
                )
                % {"name": name, "line": conflict[0], "reference": repr(conflict[1])}
            )
        cursor.execute(STORE)
        stored, amount, strangers, strange_amount = cursor.fetchone()
    return PaymentsIn(lines, stored, lines - stored, int(amount), strangers, int(strange_amount))


def _read(path: Path) -> Iterator[Arriving]:
    if not path.is_file():
        raise PaymentFileRefused(_("Berkas %(path)s tidak ada.") % {"path": path})
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter=_delimiter(file.readline()))
            file.seek(0)
            names = [name.strip().lower() for name in next(reader, [])]
            places = _places(path, names)
            for row in reader:
                if any(cell.strip() for cell in row):
                    yield _payment(path, reader.line_num, row, places)
    except UnicodeDecodeError as wrong:
        raise PaymentFileRefused(
            _("%(path)s bukan teks UTF-8 (byte ke-%(start)s). Simpan ulang sebagai CSV UTF-8.")
            % {"path": path.name, "start": wrong.start}
        ) from wrong


def _delimiter(header: str) -> str:
    return ";" if header.count(";") > header.count(",") else ","


def _places(path: Path, names: list[str]) -> tuple[int, ...]:
    for header in (HEADER, ENGLISH):
        if all(name in names for name in header):
            return tuple(names.index(name) for name in header)
    raise PaymentFileRefused(
        _("%(path)s baris 1: kolom yang diperlukan %(wanted)s; yang terbaca %(names)s.")
        % {"path": path.name, "wanted": ", ".join(HEADER), "names": ", ".join(names) or "-"}
    )


def _payment(path: Path, line: int, row: list[str], places: tuple[int, ...]) -> Arriving:
    if len(row) <= max(places):
        raise PaymentFileRefused(
            _("%(path)s baris %(line)s: hanya %(row)s kolom, diperlukan %(places)s.")
            % {"path": path.name, "line": line, "row": len(row), "places": len(places)}
        )
    code, amount, paid_at, reference = (row[place].strip() for place in places)
    if not (amount.isascii() and amount.isdigit()) or int(amount) == 0 or len(amount) > 18:
        raise PaymentFileRefused(
            _("%(path)s baris %(line)s, jumlah: terbaca %(amount)s. Tulis rupiah bulat tanpa titik, contoh 16800.")
            % {"path": path.name, "line": line, "amount": repr(amount)}
        )
    if not reference:
        raise PaymentFileRefused(
            _("%(path)s baris %(line)s, referensi_bank kosong. Isi referensi dari bank.")
            % {"path": path.name, "line": line}
        )
    try:
        paid_on = datetime.fromisoformat(paid_at).date()
    except ValueError as wrong:
        raise PaymentFileRefused(
            _("%(path)s baris %(line)s, tanggal_bayar: terbaca %(paid_at)s. Tulis TTTT-BB-HH, contoh 2022-12-15.")
            % {"path": path.name, "line": line, "paid_at": repr(paid_at)}
        ) from wrong
    return line, code, int(amount), paid_on, reference
