"""The facts that both kinds of bulk deciding rest on, as tables of one transaction.

They say what `protection.py`, `months.py`, `heirs.py` and `payees.py` say of one claim; that both agree to the
rupiah and to the word is what tests/claims/entitlement/test_bulk.py is for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from naungan.claims.entitlement.heirs import WORDS as RELATIONS
from naungan.claims.entitlement.protection import WORDS
from naungan.claims.entitlement.read_sql import INPUTS
from naungan.claims.models import PayeeState
from naungan.claims.moves import State
from naungan.registry.models import Programme, Segment

MONTH_NUMBER = "(extract(year FROM {0})::int * 12 + extract(month FROM {0})::int - 1)"

# The claims of a turn: those that officers have looked at, that nobody else holds, without an open question.
CHOOSE = f"""
CREATE TEMPORARY TABLE bulk_chosen ON COMMIT DROP AS
SELECT c.id, c.number, c.kind, c.person_id, c.event_on, c.facts, c.version,
       (c.submitted_at AT TIME ZONE %(zone)s)::date AS claimed_on,
       h.born_on, h.died_on, {MONTH_NUMBER.format("c.event_on")} AS event_month
FROM claims_claim c JOIN registry_person h ON h.id = c.person_id
WHERE c.id IN (
    SELECT id FROM claims_claim
    WHERE id = ANY(%(claims)s) AND state = '{State.VERIFYING}' AND kind = ANY(%(kinds)s)
    FOR UPDATE SKIP LOCKED)
"""
_CHOSEN = "SELECT id, number, kind, person_id, event_on, facts, claimed_on FROM bulk_chosen"

FROZEN = f"""
CREATE TEMPORARY TABLE bulk_inputs WITH (toast_tuple_target = 8160) ON COMMIT DROP AS {INPUTS.format(chosen=_CHOSEN)}
"""

ENROLLED = """
CREATE TEMPORARY TABLE bulk_enrolled ON COMMIT DROP AS
SELECT c.id AS claim_id, p.id AS participation, p.payer_id, y.code, y.name, y.kind AS payer_kind, p.segment,
       p.programmes, lower(p.during) AS since, upper(p.during) AS until, p.during @> c.event_on AS runs,
       date_trunc('month', lower(p.during))::date AS joined,
       date_trunc('month', upper(p.during) - 1)::date AS last_month, c.event_on, c.event_month
FROM bulk_chosen c
JOIN registry_participation p ON p.person_id = c.person_id AND NOT isempty(p.during)
JOIN registry_payer y ON y.id = p.payer_id
"""
BILLS = """
CREATE TEMPORARY TABLE bulk_bill ON COMMIT DROP AS
SELECT b.payer_id, b.month, b.due_on, CASE WHEN s.paid THEN s.settled_on END AS settled_on, b.total > 0 AS asked
FROM (SELECT DISTINCT payer_id FROM bulk_enrolled) y JOIN contributions_bill b USING (payer_id)
LEFT JOIN contributions_settlement s ON s.bill_id = b.id
WHERE s.bill_id IS NULL OR s.paid;
CREATE INDEX ON bulk_bill (payer_id);
"""
# Where every participation with JKM stood on the day of the event: protection.py, in one query.
STOOD = f"""
CREATE TEMPORARY TABLE bulk_stood ON COMMIT DROP AS
SELECT e.claim_id, e.participation, e.code, e.name, e.segment, e.since, e.until, e.event_on, d.arrears_most,
       CASE WHEN NOT e.runs THEN 'outside'
            WHEN e.segment = {Segment.PU} THEN 'active'
            WHEN e.segment = {Segment.JAKON} THEN CASE WHEN b.any_paid THEN 'active' ELSE 'awaiting' END
            WHEN w.behind > d.grace THEN 'lapsed'
            WHEN b.own_paid IS NULL THEN 'awaiting'
            WHEN w.behind > 0 THEN 'grace' ELSE 'active' END AS state,
       CASE WHEN NOT e.runs THEN 0 WHEN e.segment = {Segment.PU} THEN w.arrears
            WHEN e.segment = {Segment.BPU} THEN w.behind ELSE 0 END AS unpaid
FROM bulk_enrolled e JOIN bulk_day d USING (event_on)
CROSS JOIN LATERAL (
    SELECT bool_or(b.asked AND b.settled_on <= e.event_on) AS any_paid,
           max(b.month) FILTER (WHERE b.asked AND b.settled_on <= e.event_on AND b.month >= e.joined
               AND (e.last_month IS NULL OR b.month <= e.last_month)) AS own_paid,
           max(b.month) FILTER (WHERE b.asked AND b.due_on < e.event_on AND b.settled_on <= e.event_on) AS last_paid
    FROM bulk_bill b WHERE b.payer_id = e.payer_id
) AS b
CROSS JOIN LATERAL (
    SELECT greatest(naungan_months_between(
               coalesce(b.own_paid, (greatest(e.joined, %(books_begin)s::date) - interval '1 month')::date),
               e.event_on), 0) AS behind,
           CASE WHEN e.segment = {Segment.PU} THEN (
               SELECT count(*)::int FROM bulk_bill u
               WHERE u.payer_id = e.payer_id AND u.asked AND u.due_on < e.event_on
                 AND (b.last_paid IS NULL OR u.month > b.last_paid)) END AS arrears
) AS w
WHERE e.programmes & {Programme.JKM} <> 0 AND e.segment IN ({Segment.PU}, {Segment.BPU}, {Segment.JAKON})
"""
_WORDS = "CASE s.state " + " ".join(f"WHEN '{state}' THEN '{words}'" for state, words in WORDS.items()) + " END"
STANDING = f"""
CREATE TEMPORARY TABLE bulk_standing ON COMMIT DROP AS
SELECT s.claim_id, string_agg(json_build_object(
           'step', 'standing', 'says', 'Kepesertaan pada ' || s.name || ': ' || {_WORDS}, 'value', s.state,
           'article', l.article, 'law', l.law,
           'with', json_build_object('participation', s.participation, 'payer', s.code, 'since', s.since,
                                     'until', s.until, 'unpaid_months', s.unpaid)
       )::text, ',' ORDER BY s.since, s.participation) AS steps,
       bool_or(s.state IN ('active', 'grace')) AS protected,
       bool_or(s.state IN ('active', 'grace') AND NOT (s.segment = {Segment.PU} AND s.unpaid > s.arrears_most))
           AS bpjs_pays,
       max(s.unpaid) FILTER (WHERE s.state IN ('active', 'grace')) AS unpaid,
       array_agg(DISTINCT s.segment::int) FILTER (WHERE s.state IN ('active', 'grace')) AS segments
FROM bulk_stood s JOIN bulk_standing_law l USING (event_on, segment) GROUP BY s.claim_id
"""
# The months that JKM was contributed for up to the event, each once: months.py as sets of month numbers.
CONTRIBUTED = f"""
CREATE TEMPORARY TABLE bulk_contributed ON COMMIT DROP AS
WITH spans AS (
    SELECT e.claim_id, e.event_month,
           int4range({MONTH_NUMBER.format("b.month")}, {MONTH_NUMBER.format("b.month")}, '[]') AS span
    FROM bulk_enrolled e JOIN bulk_bill b ON b.payer_id = e.payer_id AND b.month >= e.joined
        AND (e.last_month IS NULL OR b.month <= e.last_month)
        AND b.settled_on <= CASE WHEN e.payer_kind = 2 THEN e.event_on ELSE %(on)s::date END
    WHERE e.programmes & {Programme.JKM} <> 0
    UNION ALL
    SELECT e.claim_id, e.event_month, int4range({MONTH_NUMBER.format("e.joined")}, greatest(
               {MONTH_NUMBER.format("e.joined")},
               {MONTH_NUMBER.format("least(%(books_begin)s::date, (e.last_month + interval '1 month')::date)")}))
    FROM bulk_enrolled e WHERE e.programmes & {Programme.JKM} <> 0 AND %(books_begin)s::date IS NOT NULL
    UNION ALL
    SELECT e.claim_id, e.event_month, int4range(
               {MONTH_NUMBER.format("greatest(e.joined, min(b.month))")},
               greatest({MONTH_NUMBER.format("greatest(e.joined, min(b.month))")},
                   least(e.event_month, {MONTH_NUMBER.format("e.last_month")}) + 1))
    FROM bulk_enrolled e JOIN bulk_bill b ON b.payer_id = e.payer_id AND b.asked AND b.settled_on <= e.event_on
    WHERE e.programmes & {Programme.JKM} <> 0 AND e.segment = {Segment.JAKON}
    GROUP BY e.claim_id, e.event_month, e.participation, e.joined, e.last_month
)
SELECT claim_id, (
           SELECT coalesce(sum(upper(one) - lower(one)), 0)::int
           FROM unnest(range_agg(span) * int4multirange(int4range(NULL, event_month, '[]'))) AS one) AS months
FROM spans WHERE NOT isempty(span) GROUP BY claim_id, event_month
"""
# Who inherits: the first relations in order that the family has, and the payees of those relations.
_RELATION_WORDS = (
    "CASE r.name " + " ".join(f"WHEN '{name}' THEN '{words}'" for name, words in RELATIONS.items()) + " END"
)
HEIRS = f"""
CREATE TEMPORARY TABLE bulk_heirs ON COMMIT DROP AS
WITH orders AS (
    SELECT event_on, rank, name, place, heir_class FROM bulk_order
), family AS (
    SELECT c.id AS claim_id, o.rank, o.name, o.place, o.heir_class, (c.facts -> 'family' ->> o.name)::int AS many,
           min(o.rank) OVER (PARTITION BY c.id) AS first
    FROM bulk_chosen c JOIN orders o USING (event_on)
    WHERE jsonb_typeof(c.facts -> 'family' -> o.name) = 'number' AND (c.facts -> 'family' ->> o.name)::int > 0
), named AS (
    SELECT y.claim_id, y.relation, count(*) AS many
    FROM claims_payee y JOIN bulk_chosen c ON c.id = y.claim_id WHERE y.state = '{PayeeState.NAMED}' GROUP BY 1, 2
)
SELECT r.claim_id,
       json_object_agg(r.name, r.many) AS family,
       array_agg(r.name ORDER BY r.place) FILTER (WHERE r.rank = r.first) AS relations,
       string_agg({_RELATION_WORDS}, ', ' ORDER BY r.place) FILTER (WHERE r.rank = r.first) AS words,
       min(r.heir_class) FILTER (WHERE r.rank = r.first) AS heir_class,
       coalesce(bool_and(n.many = r.many) FILTER (WHERE r.rank = r.first), false) AS all_named
FROM family r LEFT JOIN named n ON n.claim_id = r.claim_id AND n.relation = r.name
GROUP BY r.claim_id
"""
TAKERS = f"""
CREATE TEMPORARY TABLE bulk_taker ON COMMIT DROP AS
SELECT y.claim_id, y.id, y.relation, row_number() OVER turn - 1 AS place, count(*) OVER whole AS many,
       y.account_number <> '' AS payable,
       y.born_on IS NOT NULL AND y.guardian_name = ''
           AND extract(year FROM age(%(on)s::date, y.born_on)) < d.guardian_age
           AS lacks_guardian
FROM claims_payee y JOIN bulk_chosen c ON c.id = y.claim_id JOIN bulk_day d USING (event_on)
LEFT JOIN bulk_heirs h ON h.claim_id = c.id
WHERE y.state = '{PayeeState.NAMED}'
  AND CASE WHEN c.kind = 'jkm' THEN y.relation = ANY (h.relations) ELSE y.relation = 'self' END
WINDOW whole AS (PARTITION BY y.claim_id), turn AS (PARTITION BY y.claim_id ORDER BY y.id)
"""


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of a kind, in order: the last two make bulk_judged and bulk_worked; and their own parameters."""

    made: tuple[str, ...]
    parameters: Mapping[str, Any] = field(default_factory=dict)
