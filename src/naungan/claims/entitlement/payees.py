"""Whom a line is paid to when nobody inherits it: the worker, the employer, whoever treated the injured."""

from __future__ import annotations

from dataclasses import replace

from naungan.claims.entitlement.answer import Found, Line, Reason, Share
from naungan.claims.entitlement.case import Case

RELATIONS = {"participant": "self", "employer": "employer", "facility": "facility"}
WORDS = {"participant": "peserta", "employer": "pemberi kerja", "facility": "fasilitas kesehatan yang merawat"}


def paid_to(case: Case, lines: tuple[Line, ...]) -> Found:
    """The lines with the payee each goes to, and a reason for each kind of payee that is not named once."""
    reasons: dict[str, Reason] = {}
    given = []
    for line in lines:
        takers = [one for one in case.inputs.payees if one.relation == RELATIONS[line.payee]]
        if len(takers) == 1:
            given.append(replace(line, shares=(Share(takers[0].id, line.amount),)))
        else:
            given.append(line)
            reasons[line.payee] = _named_once(line.payee, len(takers))
    return Found(tuple(given), tuple(reasons.values()))


def _named_once(payee: str, named: int) -> Reason:
    fact = f"Penerima untuk {WORDS[payee]} dicatat {named} kali, seharusnya sekali."
    return Reason("", fact, f"Catat rekening {WORDS[payee]} sebagai penerima.", refuses=False)
