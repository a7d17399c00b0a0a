"""Let the claims follow their money: on the way, back, or arrived with every one of their payees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection

from naungan.claims.money import mark_paid, mark_paying, mark_returned

# How far the payables of each claim are: one is on its way, all have arrived, one came back (or was refused for
# its name) and its payee's account is still the same.
STANDING = """
SELECT p.claim_id, coalesce(bool_or(last.state = 'sent'), false), bool_and(coalesce(last.state = 'paid', false)),
       string_agg(DISTINCT last.reason, '; ') FILTER (
           WHERE (last.state = 'returned' OR last.refused)
           AND (last.bank_code, last.account_number, last.account_name)
               = (y.bank_code, y.account_number, y.account_name))
FROM claims_payable p
JOIN claims_payee y ON y.id = p.payee_id
LEFT JOIN LATERAL (
    SELECT t.*, coalesce((SELECT NOT j.agrees FROM disbursements_namejudgement j WHERE j.transfer_id = t.id), false)
           AS refused
    FROM disbursements_transfer t WHERE t.payable_id = p.id ORDER BY t.attempt DESC LIMIT 1
) last ON true
WHERE p.claim_id IN (
    SELECT o.claim_id FROM disbursements_transfer t JOIN claims_payable o ON o.id = t.payable_id
    WHERE t.id = ANY (%s))
GROUP BY p.claim_id ORDER BY p.claim_id
"""


def claims_follow(transfers: Iterable[int]) -> None:
    """Bring the claims of these transfers to where their money is."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [list(transfers)])
        standing = cursor.fetchall()
    back: dict[str, list[int]] = defaultdict(list)
    for claim_id, _sent, _arrived, reason in standing:
        if reason:
            back[reason].append(claim_id)
    mark_paying([claim_id for claim_id, sent, _arrived, reason in standing if sent and not reason])
    mark_paid([claim_id for claim_id, _sent, arrived, _reason in standing if arrived])
    for reason, claims in back.items():
        _came_back(claims, reason)


def _came_back(claims: list[int], reason: str) -> None:
    """A claim whose money has not gone out must be under way before it can be back."""
    moved = mark_returned(claims, reason)
    mark_returned(mark_paying([one for one in claims if one not in moved]), reason)
