"""Questions about membership: which programmes, registered late or not, and entry into JKP."""

from datetime import date

from naungan.law import membership
from naungan.law.errors import NotInForce
from naungan.law.months import month_text
from naungan.law.questions.fields import refuse
from naungan.law.questions.question import Answer, Question, begin, only_for


def programmes(question: Question) -> Answer:
    """`programmes`: what a segment must take, and may take besides."""
    segment = question.get("segment", question.segment)
    if segment == "PU":
        raise question.refuse("segment", "program PU menurut skala usaha; pakai calc compulsory_programmes")
    law = question.statute.on(question.last_day)
    try:
        must, optional = membership.of_segment(law, segment)
    except NotInForce as error:
        raise refuse("date", question.last_day, "{error}", error=error) from error
    return Answer({"programmes": must, "optional": optional}, law)


def compulsory_programmes(question: Question) -> Answer:
    """`compulsory_programmes`: by business scale, for wage earners."""
    only_for(question, "PU")
    law = question.statute.on(question.last_day)
    scale = question.need("scale", "pilih micro, small, medium atau large")
    return Answer({"programmes": membership.compulsory(law, scale)}, law, read=(f"membership.programmes_{scale}",))


def late_registration(question: Question) -> Answer:
    """`late_registration`: the first month due, and who pays the employee's share until registration."""
    only_for(question, "PU")
    start: date = question.need("start_date", "isi tanggal mulai bekerja")
    registered: date = question.need("registered", "isi tanggal didaftarkan")
    if start < begin(question.statute):
        raise question.refuse("start_date", "hukum dijawab mulai {begins}", begins=begin(question.statute))
    law = question.statute.on(registered if registered > start else start)
    late = membership.registered_late(law, start, registered)
    payer = law.value("membership.late_registration_payer") if late else "employee"
    values = {
        "first_contribution_month": month_text(membership.first_contribution_month(start)),
        "employee_share_payer_for_months_unregistered": payer,
        "late": late,
        "days": (registered - start).days,
    }
    return Answer(values, law, read=("membership.registration_days", "membership.late_registration_payer"))


def enrol(question: Question) -> Answer:
    """`enrol`: whether a worker is taken into JKP; nobody before JKP existed."""
    only_for(question, "PU")
    law = question.statute.on(question.last_day)
    age = question.need("age_years", "isi usia saat didaftarkan")
    scale = question.need("scale", "pilih micro, small, medium atau large")
    held = question.need("programmes", "isi program yang diikuti, JKN untuk jaminan kesehatan")
    national = not question.get("nationality", False)
    contract = question.get("contract_type", "PKWTT")
    try:
        eligible = membership.may_enrol_in_jkp(law, age, scale, held, national=national, contract=contract)
    except NotInForce:
        return Answer({"eligible": False, "reason": "JKP belum ada pada tanggal itu"}, law)
    return Answer({"eligible": eligible}, law, read=("jkp.enrol_below_age", "jkp.enrol_programmes"))
