"""Questions about who receives a benefit and until when it may be claimed."""

from typing import Any

from naungan.law.benefits import claims
from naungan.law.benefits import heirs as law_of_heirs
from naungan.law.errors import NotInForce
from naungan.law.questions.event import claim_day, event_day, law_of_event
from naungan.law.questions.fields import PROGRAMMES, refuse
from naungan.law.questions.question import Answer, Question, only_for

_AT_MOST = {"parents": 2, "parents_in_law": 8, "grandparents": 4}


def heirs(question: Question) -> Answer:
    """`heirs`: the relations entitled together; all others give way to them."""
    if question.programme not in ("JKK", "JKM", "JHT", "ALL"):
        raise refuse("programme", question.programme, "pilih JKK, JKM atau JHT; pensiun JP punya penerima sendiri")
    law = law_of_event(question)
    family: dict[str, Any] = question.need("family", 'isi keluarga, misalnya {"spouse": true, "children": 2}')
    known = law_of_heirs.relations(law)
    unknown = sorted(set(family) - set(known))
    if unknown:
        raise question.refuse(
            "family", "{unknown} tidak dikenal; pakai {known}", unknown=", ".join(unknown), known=", ".join(known)
        )
    for name, most in _AT_MOST.items():
        if family.get(name, 0) > most:
            raise question.refuse("family", "{kind} paling banyak {most}", kind=name, most=most)
    found = law_of_heirs.entitled(law, {name: bool(value) for name, value in family.items()})
    values: dict[str, Any] = {
        "entitled": [family["will"] if name == "will" else name for name in found.relations],
        "heir_class": found.heir_class,
    }
    read: tuple[str, ...] = ("heirs.order",)
    if not found.relations:
        values["falls_to"] = law_of_heirs.without_heirs(law, question.programme)
        read += ("heirs.nobody_jht",) if question.programme == "JHT" else ("heirs.nobody_else", "heirs.nobody_burial")
    return Answer(values, law, read=read)


def claim_expiry(question: Question) -> Answer:
    """`claim_expiry`: whether a claim comes in time, by the law of the day of the event."""
    only_for(question, "PU", "BPU", "JAKON")
    law = law_of_event(question)
    event = event_day(question)
    claimed = claim_day(question, event)
    if question.programme not in PROGRAMMES:
        raise refuse("programme", question.programme, "pilih salah satu: {known}", known=", ".join(PROGRAMMES))
    try:
        term = claims.expiry(law, question.programme, event)
    except NotInForce as error:
        raise refuse("programme", question.programme, "{error}", error=error) from error
    in_time, read = claims.in_time(law, term, claimed)
    values: dict[str, Any] = {"in_time": in_time}
    if term.last is not None:
        values["last_day"] = term.last.isoformat()
    return Answer(values, law, read=read)
