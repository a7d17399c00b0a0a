"""From frozen facts and the law to what a claim comes to: one rule for each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from naungan.claims.entitlement import accidents, deaths, job_loss, old_age, pensions, scholarship
from naungan.claims.entitlement.answer import Entitlement, Found, Reason
from naungan.claims.entitlement.case import Case, NotSaid
from naungan.claims.entitlement.inputs import Inputs
from naungan.claims.kinds import ClaimKind
from naungan.law.statute import Statute

_K = ClaimKind
RULES: Mapping[str, Callable[[Case], Found]] = {
    _K.JKK: accidents.care,
    _K.JKK_STMB: accidents.stmb,
    _K.JKK_DISABILITY: accidents.disability,
    _K.JKK_DEATH: deaths.jkk_death,
    _K.JKM: deaths.jkm,
    _K.JHT_PENSION_AGE: old_age.full,
    _K.JHT_RESIGN: old_age.full,
    _K.JHT_DISMISSAL: old_age.full,
    _K.JHT_PKWT_EXPIRED: old_age.full,
    _K.JHT_LEAVES_INDONESIA: old_age.full,
    _K.JHT_TOTAL_DISABILITY: old_age.full,
    _K.JHT_DEATH: old_age.full,
    _K.JHT_PREPARATION: old_age.part,
    _K.JHT_HOUSING: old_age.part,
    _K.JP_OLD_AGE: pensions.old_age,
    _K.JP_DISABILITY: pensions.disability,
    _K.JP_WIDOW: pensions.survivors,
    _K.JP_CHILD: pensions.survivors,
    _K.JP_PARENT: pensions.survivors,
    _K.JKP: job_loss.cash,
    _K.SCHOLARSHIP: scholarship.renewal,
}


def work_out(raw: Mapping[str, Any], statute: Statute) -> Entitlement:
    """What a claim comes to, from the facts that `read.py` froze and nothing else.

    The law of the day of the event decides amounts; terms are judged by the day of the claim.
    """
    case = Case(Inputs(raw), statute)
    found = _before_the_law(case) or _by_rule(case)
    granted = bool(found.lines) and not found.reasons
    return Entitlement(
        eligible=granted,
        lines=found.lines if granted else (),
        reasons=found.reasons if found.lines or found.reasons else (_nothing(case),),
        inputs=dict(raw),
        steps=found.steps,
        law_version=statute.version,
        awards=found.awards if granted else (),
    )


def _by_rule(case: Case) -> Found:
    try:
        return RULES[case.inputs.kind](case)
    except NotSaid as missing:
        return Found(reasons=(missing.reason,))


def _before_the_law(case: Case) -> Found | None:
    begins = case.statute.parameters["membership.begins"].values[0]
    if case.event_on >= begins.valid_from:
        return None
    fact = f"Kejadian {case.event_on} terjadi sebelum program berjalan ({begins.valid_from})."
    return Found(reasons=(Reason(begins.basis, fact, "Ajukan kepada program yang berlaku waktu itu."),))


def _nothing(case: Case) -> Reason:
    return Reason("", "Menurut hukum hari kejadian tidak ada yang dibayar.", "Ajukan keberatan bila ada bukti lain.")
