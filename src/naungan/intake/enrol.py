"""Put judged people into the registry, set-wise: persons, cards, self-payers, participations, numbers.

The same as the registry's verbs do for one person, for a whole file in a few statements; PostgreSQL's
own guards stand behind both.
"""

from __future__ import annotations

from typing import Any

from naungan.intake.people_rules import FOREIGNERS, JUDGED
from naungan.intake.stage import Cursor, fresh, fresh_as
from naungan.intake.uploads import HELD
from naungan.registry.models import PayerKind
from naungan.registry.numbers import SELF_PAYER

# Lists of people are enrolled one after the other: two lists may name the same new person.
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('naungan.intake.enrol', 0))"

_ACCEPTED = f"SELECT * FROM judged WHERE row NOT IN ({HELD})"
_UNCHANGED = """
SELECT a.row FROM accepted a JOIN registry_participation p
    ON p.person_id = a.person_id AND p.payer_id = a.payer_id AND p.during @> a.since
"""
_PERSONS = """
INSERT INTO registry_person (nik, passport, name, born_on, sex, nationality, mother_name, phone, email, region_id)
SELECT nik, coalesce(passport, ''), name, born_on, sex, nationality, coalesce(mother, ''), coalesce(phone, ''),
       coalesce(email, ''), home_id
FROM accepted WHERE person_id IS NULL ORDER BY row
"""
_KNOWN = """
UPDATE accepted a SET person_id = h.id FROM registry_person h
WHERE a.person_id IS NULL AND h.nik = a.nik
"""
_KNOWN_FOREIGNERS = """
UPDATE accepted a SET person_id = h.id FROM registry_person h
WHERE a.person_id IS NULL AND a.nik IS NULL AND (h.passport, h.nationality) = (a.passport, a.nationality)
"""
# Two digits of the year and nine of a serial number, as the registry's make_kpj. A number that exists
# already (cards issued elsewhere) is skipped and the next one drawn.
_CARDS = """
INSERT INTO registry_card (kpj, person_id, issued_on)
SELECT to_char(%(on)s::date, 'YY') || lpad(nextval(pg_get_serial_sequence('registry_card', 'id'))::text, 9, '0'),
       person_id, %(on)s
FROM accepted a WHERE NOT EXISTS (SELECT 1 FROM registry_card c WHERE c.person_id = a.person_id) ORDER BY row
ON CONFLICT (kpj) DO NOTHING
"""
_WITHOUT_CARD = """
SELECT count(*) FROM accepted a WHERE NOT EXISTS (SELECT 1 FROM registry_card c WHERE c.person_id = a.person_id)
"""
_SELF_PAYERS = f"""
INSERT INTO registry_payer (kind, code, name, region_id, life, registered_on, person_id)
SELECT {PayerKind.SELF.value}, '{SELF_PAYER}' || lpad(person_id::text, 10, '0'), name, place_id,
       daterange(since, NULL), %(on)s, person_id
FROM accepted WHERE payer_id IS NULL ORDER BY row
"""
_OWN_PAYERS = """
UPDATE accepted a SET payer_id = p.id FROM registry_payer p
WHERE a.payer_id IS NULL AND p.person_id = a.person_id
"""
_PARTICIPATIONS = """
INSERT INTO registry_participation
    (person_id, payer_id, segment, programmes, region_id, during, wage, sector, contract)
SELECT person_id, payer_id, %(segment)s, programmes, place_id, during, wage, coalesce(sector, ''),
       coalesce(contract, '')
FROM accepted ORDER BY row
"""
_NUMBERS = """
INSERT INTO intake_staffnumber (payer_id, number, person_id)
SELECT payer_id, number, person_id FROM accepted WHERE number IS NOT NULL ORDER BY row
ON CONFLICT (payer_id, number) DO NOTHING
"""
_BACK_PAY_REPORT = """
INSERT INTO intake_wagereport (payer_id, for_month, upload_id)
SELECT %(payer)s, %(month)s, %(report_of)s WHERE EXISTS (SELECT 1 FROM accepted WHERE back_pay > 0)
RETURNING id
"""
_BACK_PAY = """
INSERT INTO intake_wageline (for_month, payer_id, participation_id, report_id, wage, back_pay)
SELECT %(month)s, p.payer_id, p.id, %(report)s, a.wage, a.back_pay
FROM accepted a JOIN registry_participation p
    ON p.person_id = a.person_id AND p.payer_id = a.payer_id AND p.during && a.during
WHERE a.back_pay > 0 ORDER BY p.id
"""


def know(cursor: Cursor, bound: dict[str, Any]) -> None:
    """Make `judged` of the arrivals: everybody in the file beside what the registry knows of them."""
    cursor.execute("ANALYZE arrivals")
    cursor.execute("SELECT EXISTS (SELECT 1 FROM arrivals WHERE nik IS NULL AND passport <> '')")
    if cursor.fetchone()[0]:
        fresh_as(cursor, "foreigners", FOREIGNERS)
    else:
        fresh(
            cursor, "foreigners", "id bigint, passport text, nationality text, name text, born_on date, died_on date"
        )
    fresh_as(cursor, "judged", JUDGED, bound)
    cursor.execute("ANALYZE judged")


def enrol(cursor: Cursor, bound: dict[str, Any]) -> tuple[int, int]:
    """Enrol every judged row that is not held; rows that took effect, and rows that changed nothing.

    `bound`: upload, payer (None: each their own), month, segment, on (day of registration), report_of
    (the upload that a report of back pay belongs to, or None).
    """
    fresh_as(cursor, "accepted", _ACCEPTED, bound)
    cursor.execute(f"DELETE FROM accepted WHERE row IN ({_UNCHANGED})")
    unchanged = int(cursor.rowcount)
    cursor.execute(_PERSONS)
    cursor.execute(_KNOWN)
    cursor.execute(_KNOWN_FOREIGNERS)
    _issue_cards(cursor, bound)
    if bound["payer"] is None:
        cursor.execute(_SELF_PAYERS, bound)
        cursor.execute(_OWN_PAYERS)
    cursor.execute(_PARTICIPATIONS, bound)
    stored = int(cursor.rowcount)
    cursor.execute(_NUMBERS)
    _report_back_pay(cursor, bound)
    return stored, unchanged


def _issue_cards(cursor: Cursor, bound: dict[str, Any]) -> None:
    waiting = 1
    while waiting:
        cursor.execute(_CARDS, bound)
        cursor.execute(_WITHOUT_CARD)
        (waiting,) = cursor.fetchone()


def _report_back_pay(cursor: Cursor, bound: dict[str, Any]) -> None:
    """Back pay of a new worker is wage of the month in which it is reported, like that of the wage file."""
    cursor.execute(_BACK_PAY_REPORT, bound)
    report = cursor.fetchone()
    if report:
        cursor.execute(_BACK_PAY, {**bound, "report": report[0]})
