"""The pension run of `naungan bench claims`: so many pensioners, an ordinary month and the month of the raise."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date

from naungan.bench.own_database import own_database
from naungan.bench.own_database import run as sql
from naungan.errors import Refused

BEGINS = date(2024, 6, 1)
ORDINARY, RAISED = date(2026, 1, 1), date(2026, 2, 1)
DATABASE = "naungan_bench_pensions"
TIMES = 10  # pensioners for every claim of the other kinds: a million beside 100,000
LATE = 50  # one pensioner in so many has not shown to be alive

# What the months before would have left behind, written as the owner and past the guards: it is not measured.
PENSIONERS = """
SET session_replication_role = replica;
INSERT INTO access_account (id, password, name, is_active) VALUES (1, '!', 'Petugas', true);
INSERT INTO registry_person (id, passport, name, born_on, sex, region_id)
SELECT n, '', 'Penerima ' || n, date '1966-01-01' + (n % 365)::int, 'L', r.id
FROM generate_series(1, %(rows)s) n CROSS JOIN (SELECT id FROM registry_region WHERE code = '64.71') r;
INSERT INTO claims_claim (id, number, kind, person_id, event_on, region_id, state, version, origin, claimant_name,
                          claimant_relation, claimant_born_on, facts, submitted_at)
SELECT h.id, 'JP-2024-' || lpad(h.id::text, 7, '0'), 'jp_old_age', h.id, '2024-05-01', h.region_id, 'paid', 1,
       'claimant', h.name, 'self', h.born_on, '{}', '2024-05-02'
FROM registry_person h ORDER BY h.id;
INSERT INTO claims_payee (id, claim_id, name, relation, bank_code, account_number, account_name)
SELECT h.id, h.id, h.name, 'self', '008', lpad(h.id::text, 12, '0'), h.name FROM registry_person h ORDER BY h.id;
INSERT INTO claims_decision (id, claim_id, sequence, outcome, total, eligible, basis, law_version, engine_version,
                             made_by_id, needed_checks, final_at)
SELECT h.id, h.id, 1, 'approved', 0, true, '{}', '', '', 1, 1, '2024-05-20' FROM registry_person h ORDER BY h.id;
INSERT INTO pensions_award (id, claim_id, decision_id, payee_id, person_id, region_id, kind, starts, amount,
                            wage_basis, alive_until, facts)
SELECT h.id, h.id, h.id, h.id, h.id, h.region_id, 'jp_old_age', %(begins)s, 393500 + h.id %% 4000000,
       6000000, CASE WHEN h.id %% %(late)s = 0 THEN date '2025-12-15' ELSE date '2026-12-15' END, '{}'
FROM registry_person h ORDER BY h.id;
INSERT INTO pensions_rate (award_id, since, amount, joint, law_version)
SELECT id, starts, amount, amount, '' FROM pensions_award ORDER BY id;
INSERT INTO pensions_rate (award_id, since, amount, joint, inflation, law_version)
SELECT id, '2025-02-01', amount * 10157 / 10000, amount * 10157 / 10000, 15700, '' FROM pensions_award ORDER BY id;
INSERT INTO pensions_run (month, pay_on, state, law_version, done_at)
VALUES ('2025-12-01', '2025-12-31', 'done', '', '2025-12-31');
INSERT INTO pensions_runline (month, award_id, run_id, amount, why)
SELECT '2025-12-01', id, 1, amount, '' FROM pensions_award ORDER BY id;
SELECT setval('pensions_award_id_seq', %(rows)s), setval('pensions_run_id_seq', 1);
SET session_replication_role = DEFAULT;
"""


class NotPaid(Refused):
    """A run that was to be measured did not pay what it should have."""


@dataclass(frozen=True, slots=True)
class PensionRun:
    """Seconds of an ordinary month and of the month of the raise, for so many pensioners."""

    rows: int
    seconds: float
    raise_seconds: float

    @property
    def per_second(self) -> float:
        """Pensioners a second in an ordinary month: lines, money owed, books, every guard on."""
        return self.rows / self.seconds

    @property
    def raised_per_second(self) -> float:
        """Pensioners a second in the month in which every pension is raised too."""
        return self.rows / self.raise_seconds


def measure(rows: int) -> PensionRun:
    """Run two months for `rows` pensioners, on a migrated database that nothing else is in (own_database).

    One in fifty has shown no proof of life and is withheld. Raises NotPaid unless the books agree.
    """
    from naungan.ledger.models import Account
    from naungan.registry.regions import load_regions

    if not Account.objects.exists():
        raise NotPaid("the chart of accounts is missing")
    load_regions()
    sql(PENSIONERS.replace("n % 365", "n %% 365"), {"rows": rows, "begins": BEGINS, "late": LATE})
    sql("VACUUM (ANALYZE)")
    sql("CHECKPOINT")
    return PensionRun(rows, _timed(ORDINARY, rows), _timed(RAISED, rows))


def _timed(month: date, rows: int) -> float:
    from naungan.pensions.run import pay_month

    started = time.perf_counter()
    done = pay_month(month)
    seconds = time.perf_counter() - started
    if (done.lines, done.withheld) != (rows, rows // LATE):
        raise NotPaid(f"{month:%Y-%m}: {done.lines} lines of {rows}, {done.withheld} withheld")
    return seconds


def part(rows: int) -> dict[str, float]:
    """What `naungan bench claims` prints of pensions: ten times as many pensioners, in a database of their own."""
    with own_database(DATABASE):
        measured = measure(rows * TIMES)
    return {
        "pensioners": measured.rows,
        "pension_seconds": measured.seconds,
        "pension_per_second": measured.per_second,
        "pension_raise_seconds": measured.raise_seconds,
        "pension_raise_per_second": measured.raised_per_second,
    }
