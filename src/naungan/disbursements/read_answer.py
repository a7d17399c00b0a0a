"""Take in a file of the bank: held to its controls, each line once; what is certain is settled, the rest waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from naungan.access.actor import Actor
from naungan.disbursements.act import money_moves
from naungan.disbursements.contributions import contributions_among
from naungan.disbursements.errors import AnswerRefused, WrongMove
from naungan.disbursements.models import BankFile, Batch, Source, Statement
from naungan.disbursements.moves import OFFICERS
from naungan.disbursements.reasons import in_words
from naungan.disbursements.refusals import take_report
from naungan.disbursements.settle import settle_open_lines
from naungan.disbursements.sources import refuse_source_of_others
from naungan.interop import bank_lines
from naungan.interop.controls import Closed, follows
from naungan.interop.read import read_bank_file
from naungan.saying import gettext as _

# A line that was read before may be told again, in other words but never as other money.
CONTRADICTED = """
SELECT a.place, a.bank_reference
FROM arriving a JOIN disbursements_bankline l
    ON l.source_id = %(source)s AND a.bank_reference <> '' AND l.bank_reference = a.bank_reference
    AND l.credit = a.credit
WHERE (l.amount, l.sen) IS DISTINCT FROM (a.amount, a.sen) ORDER BY a.number LIMIT 1
"""
MORE_WORDS = """
INSERT INTO disbursements_linewords (line_id, file_id, end_to_end_id, remark)
SELECT l.id, %(file)s, a.end_to_end_id, a.remark
FROM arriving a JOIN disbursements_bankline l
    ON l.source_id = %(source)s AND a.bank_reference <> '' AND l.bank_reference = a.bank_reference
    AND l.credit = a.credit
WHERE (l.end_to_end_id, l.remark) IS DISTINCT FROM (a.end_to_end_id, a.remark)
"""
STORE = """
INSERT INTO disbursements_bankline (file_id, source_id, place, credit, amount, sen, booked_on, value_on,
    bank_reference, end_to_end_id, remark, returned, reason)
SELECT %(file)s, %(source)s, place, credit, amount, sen, booked_on, value_on, bank_reference, end_to_end_id,
       remark, returned, reason
FROM arriving ORDER BY number
ON CONFLICT (source_id, bank_reference, credit) WHERE bank_reference <> '' DO NOTHING
RETURNING id
"""
STAGING = """
DROP TABLE IF EXISTS pg_temp.arriving;
CREATE TEMPORARY TABLE arriving (
    number int, place text, credit bool, amount bigint, sen smallint, booked_on date, value_on date,
    bank_reference text, end_to_end_id text, remark text, returned bool, reason text
) ON COMMIT DROP
"""
WAITING = """
SELECT count(*) FROM disbursements_bankline l
WHERE l.source_id = %s AND NOT EXISTS (SELECT 1 FROM disbursements_match m WHERE m.line_id = l.id)
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a bank file brought: its lines, the new ones, transfers that moved, lines that wait for a person."""

    file_id: int
    kind: str
    lines: int
    new: int
    paid: int
    returned: int
    contributions: int
    waiting: int
    already_seen: bool = False


def read_answer(content: bytes, name: str, actor: Actor) -> Taken:
    """Take in a file of the bank, whole or not at all; the same bytes again change nothing.

    Raises BankFileRefused for a file that cannot be read for certain or does not follow the last statement,
    AnswerRefused for one of no account or order of ours or that contradicts an earlier one, UnknownSource for an
    account of somebody else's region, WrongMove for somebody who may not.
    """
    if actor.role not in OFFICERS:
        raise WrongMove(_("Sebagai %(role)s Anda tidak dapat memasukkan jawaban bank.") % {"role": actor.role.label})
    read = read_bank_file(content, name)
    with money_moves():
        before = BankFile.objects.filter(sha256=read.sha256).first()
        if before is not None:
            refuse_source_of_others(before.source, actor)
            return Taken(before.pk, before.kind, before.lines, 0, 0, 0, 0, _waiting(before.source_id), True)
        source = _source_of(read)
        refuse_source_of_others(source, actor)
        file = BankFile.objects.create(
            sha256=read.sha256, name=name, kind=read.kind, size=read.size, source=source,
            lines=sum(len(one.lines) for one in read.statements) + len(read.report.answers if read.report else ()),
            account_id=actor.account_id, who=actor.name,
        )  # fmt: skip
        refused = take_report(file, read.report) if read.report else ()
        new = _store(file, [line for one in read.statements if _is_new(one, source, file) for line in one.lines])
        settled = settle_open_lines(source.pk, f"file:{file.pk}")
        contributions = contributions_among(source.pk)
    returned = len(settled.returned) + len(refused)
    return Taken(file.pk, file.kind, file.lines, new, len(settled.paid), returned, contributions, _waiting(source.pk))


def _source_of(read: bank_lines.BankFile) -> Source:
    """The account of ours that a file is of. Raises AnswerRefused."""
    if read.report:
        batch = Batch.objects.select_related("source").filter(number=read.report.message_id).first()
        if batch is None:
            raise AnswerRefused(
                _("%(file)s menjawab %(number)s, yang tidak pernah kita kirim.")
                % {"file": read.name, "number": read.report.message_id}
            )
        return batch.source
    numbers = {statement.account for statement in read.statements}
    found = list(Source.objects.filter(number__in=numbers))
    if len(numbers) != 1 or len(found) != 1:
        raise AnswerRefused(
            _("%(file)s berisi rekening %(numbers)s. Masukkan berkas dari satu rekening pembayar yang terdaftar.")
            % {"file": read.name, "numbers": ", ".join(sorted(numbers))}
        )
    return found[0]


def _is_new(read: bank_lines.Statement, source: Source, file: BankFile) -> bool:
    """Whether a statement was not read before; held to follow the last one, and kept. A notice is always new."""
    if read.opening is None or read.closing is None or read.year is None:
        return True
    facts = (read.opening.hundredths, read.closing.hundredths)
    numbered = {"year": read.year, "sequence": read.sequence}
    named = {"identification": read.identification, "closed_on": read.closing.on, "sequence": None}
    known = Statement.objects.filter(source=source, **(named if read.sequence is None else numbered)).first()
    if known is not None:
        if (known.opening, known.closing) != facts:
            raise AnswerRefused(
                _("Rekening koran %(identification)s pernah masuk dengan saldo lain. Tanyakan ke bank.")
                % {"identification": read.identification}
            )
        return False
    last = Statement.objects.filter(source=source).order_by("-closed_on", "-id").first()
    follows(read, Closed(last.identification, last.year, last.sequence, last.closing) if last else None)
    Statement.objects.create(
        file=file, source=source, identification=read.identification, year=read.year, sequence=read.sequence,
        opening=facts[0], closing=facts[1], closed_on=read.closing.on,
    )  # fmt: skip
    return True


def _store(file: BankFile, lines: list[bank_lines.BankLine]) -> int:
    """Store lines that were not read before, and what is said anew of those that were; how many are new."""
    asked = {"file": file.pk, "source": file.source_id}
    with connection.cursor() as cursor:
        cursor.execute(STAGING)
        with cursor.copy("COPY arriving FROM STDIN") as copy:
            for row in _rows(lines):
                copy.write_row(row)
        cursor.execute(CONTRADICTED, asked)
        wrong = cursor.fetchone()
        if wrong:
            raise AnswerRefused(
                _("%(place)s: referensi bank %(reference)s pernah masuk dengan jumlah lain. Tanyakan ke bank.")
                % {"place": wrong[0], "reference": wrong[1]}
            )
        cursor.execute(MORE_WORDS, asked)
        cursor.execute(STORE, asked)
        return len(cursor.fetchall())


def _rows(lines: list[bank_lines.BankLine]) -> Iterator[tuple[object, ...]]:
    for number, one in enumerate(lines, 1):
        yield (
            number, one.place, one.credit, one.amount, one.sen, one.booked_on, one.value_on, one.bank_reference,
            one.end_to_end_id, one.remark, one.returned, in_words(one.reason),
        )  # fmt: skip


def _waiting(source_id: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(WAITING, [source_id])
        return int(cursor.fetchone()[0])
