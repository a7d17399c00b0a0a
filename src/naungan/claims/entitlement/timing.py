"""Whether a claim comes in time, by the term of the day of the event."""

from __future__ import annotations

from naungan.claims.entitlement.answer import Found, Json, Reason
from naungan.claims.entitlement.case import Case, law_note
from naungan.law.benefits import claims as law_of_claims
from naungan.law.statute import Law


def in_time(case: Case, programme: str) -> Found:
    """A step that says until when the event may be claimed, and a refusal after it."""
    term = law_of_claims.expiry(case.law, programme, case.event_on)
    timely, read = law_of_claims.in_time(case.law, term, case.inputs.claimed_on)
    last = term.last.isoformat() if term.last else None
    step = time_note(case.law, timely, last, *read)
    if timely:
        return Found(steps=(step,))
    fact = f"Klaim {programme} diterima {case.inputs.claimed_on}, jangka waktunya berakhir {last}."
    next_step = "Bila klaim pernah diajukan sebelumnya, kirim tanda terimanya; atau ajukan keberatan."
    return Found(reasons=(Reason(step["article"], fact, next_step),), steps=(step,))


def time_note(law: Law, timely: bool, last: str | None, *read: str) -> Json:
    """Until when an event may be claimed, as a step."""
    return law_note(law, "in_time", "Klaim masih dalam jangka waktu", timely, *read, last_day=last)
