"""What an officer does to a claim: one table from the word of a button to the verb, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.claims.act import Order
from naungan.claims.appeal import answer_appeal
from naungan.claims.banks import BANKS
from naungan.claims.decide import Refusal, decide, refuse
from naungan.claims.errors import BadFact, BadPaper
from naungan.claims.facts import FIELDS
from naungan.claims.kinds import ClaimKind
from naungan.claims.models import Claim
from naungan.claims.open_claim import save_step
from naungan.claims.pages import fact_fields
from naungan.claims.pages.own_acts import read_moment
from naungan.claims.pages.reading import Form, account_digits, key_of, paragraphs, written_in
from naungan.claims.papers import judge_paper
from naungan.claims.payees import PayeeFacts, leave_out, name_payee
from naungan.claims.reopen import reopen
from naungan.claims.signals import see_signal
from naungan.claims.submit import answer
from naungan.claims.verify import ask_for, investigate, reschedule, schedule, start_verifying
from naungan.errors import Refused
from naungan.web.forms import read_nik, read_text

OFFICERS = (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE)
Act = Callable[[HttpRequest, Claim, Order, Form], None]


def do(request: HttpRequest, claim: Claim, actor: Actor) -> tuple[Form, str]:
    """Do what a form of the desk asks; the form with what is wrong, and what to say when all went well."""
    form = written_in(request)
    found = ACTS.get(form.text("act"))
    if found is None:
        form.refuse("", gettext("Pilih salah satu tombol di halaman ini."))
        return form, ""
    version = form.text("version")
    seen = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else None
    try:
        found[0](request, claim, Order(actor, key_of(request), seen), form)
    except BadFact as no:
        form.refuse(no.field, str(no))
    except BadPaper as no:
        form.refuse(f"reason-{form.text('paper')}", str(no))
    except Refused as no:
        form.refuse("", str(no))
    return form, str(found[1])


def _verify(_request: HttpRequest, claim: Claim, order: Order, _form: Form) -> None:
    start_verifying(claim.pk, order)


def _ask_for(request: HttpRequest, claim: Claim, order: Order, form: Form) -> None:
    words = form.need("ask_reason", paragraphs, gettext("Tulis apa yang kurang dan mengapa."))
    if words:
        ask_for(claim.pk, order, request.POST.getlist("documents"), words)


def _schedule(_request: HttpRequest, claim: Claim, order: Order, form: Form) -> None:
    at = read_moment(form, "at")
    place = form.need("place", read_text, gettext("Tulis tempat, atau telepon video dan nomornya."))
    if at and place:
        (reschedule if claim.state == "scheduled" else schedule)(claim.pk, order, at, place)


def _investigate(_request: HttpRequest, claim: Claim, order: Order, form: Form) -> None:
    words = form.need("investigate_reason", paragraphs, gettext("Tulis apa yang masih harus diperiksa."))
    if words:
        investigate(claim.pk, order, words)


def _answered(_request: HttpRequest, claim: Claim, order: Order, _form: Form) -> None:
    answer(claim.pk, order)


def _judge(accepted: bool) -> Act:
    def judge(_request: HttpRequest, claim: Claim, order: Order, form: Form) -> None:
        number = _number(form.text("paper"))
        judge_paper(claim.pk, order, number, accepted=accepted, reason=form.text("reason").strip())

    return judge


def _amend(_request: HttpRequest, claim: Claim, order: Order, form: Form) -> None:
    fields = FIELDS[ClaimKind(claim.kind)]
    given = fact_fields.read(form, fields)
    if not form.wrong:
        save_step(claim.pk, order, facts={one.name: given.get(one.name, "") for one in fields})


def _payee(_request: HttpRequest, claim: Claim, order: Order, form: Form) -> None:
    name = form.need("name", read_text, gettext("Tulis nama penerima."))
    facts = PayeeFacts(
        name=name or "",
        relation=form.text("relation"),
        born_on=form.day("born_on", "") if any(form.days["born_on"].values()) else None,
        nik=form.may("nik", read_nik),
        guardian_name=form.may("guardian_name", read_text) or "",
        guardian_nik=form.may("guardian_nik", read_nik),
        bank_code=form.text("bank_code") if form.text("bank_code") in BANKS else "",
        account_number=account_digits(form.text("account_number")),
        account_name=form.may("account_name", read_text) or "",
    )
    if not form.wrong:
        name_payee(claim.pk, order, facts, _number(form.text("payee")) or None)


def _leave_out(_request: HttpRequest, claim: Claim, order: Order, form: Form) -> None:
    leave_out(claim.pk, order, _number(form.text("payee")), form.text("why").strip())


def _signal(_request: HttpRequest, claim: Claim, order: Order, form: Form) -> None:
    if not claim.signals.filter(pk=_number(form.text("signal"))).exists():
        form.refuse("", gettext("Isyarat itu bukan dari klaim ini."))
        return
    see_signal(_number(form.text("signal")), order, form.text("outcome"), form.text("said").strip())


def _decide(_request: HttpRequest, claim: Claim, order: Order, form: Form) -> None:
    decide(claim.pk, order, form.text("decide_said").strip())


def _refuse(_request: HttpRequest, claim: Claim, order: Order, form: Form) -> None:
    article = form.need("article", read_text, gettext("Sebut pasalnya, misalnya PP 44/2015 pasal 34."))
    fact = form.need("fact", paragraphs, gettext("Tulis fakta yang ditemukan."))
    next_step = form.need("next_step", paragraphs, gettext("Tulis apa yang dapat dilakukan pemohon."))
    if article and fact and next_step:
        refuse(claim.pk, order, Refusal(article, fact, next_step))


def _reopen(_request: HttpRequest, claim: Claim, order: Order, form: Form) -> None:
    words = form.need("reopen_reason", paragraphs, gettext("Tulis apa yang baru diketahui."))
    if words:
        reopen(claim.pk, order, words)


def _appeal(granted: bool) -> Act:
    def answered(_request: HttpRequest, claim: Claim, order: Order, form: Form) -> None:
        words = form.need("appeal_said", paragraphs, gettext("Tulis alasan jawaban Anda."))
        if words:
            answer_appeal(claim.pk, order, granted=granted, said=words)

    return answered


ACTS: Mapping[str, tuple[Act, str | Promise]] = {
    "verify": (_verify, gettext_lazy("Anda mulai memeriksa klaim ini.")),
    "ask": (_ask_for, gettext_lazy("Permintaan dikirim; waktu berhenti dihitung.")),
    "schedule": (_schedule, gettext_lazy("Wawancara dijadwalkan.")),
    "investigate": (_investigate, gettext_lazy("Pemeriksaan tambahan dimulai.")),
    "answered": (_answered, gettext_lazy("Kelengkapan diterima di loket; waktu berjalan lagi.")),
    "accept": (_judge(accepted=True), gettext_lazy("Berkas sesuai.")),
    "replace": (_judge(accepted=False), gettext_lazy("Berkas perlu diganti; alasannya terbaca oleh pemohon.")),
    "amend": (_amend, gettext_lazy("Isi klaim diperbaiki.")),
    "payee": (_payee, gettext_lazy("Penerima disimpan.")),
    "leave-out": (_leave_out, gettext_lazy("Penerima dikeluarkan.")),
    "signal": (_signal, gettext_lazy("Isyarat dijawab.")),
    "decide": (_decide, gettext_lazy("Putusan dibuat; menunggu pemeriksa lain.")),
    "refuse": (_refuse, gettext_lazy("Usul penolakan dibuat; menunggu pemeriksa lain.")),
    "reopen": (_reopen, gettext_lazy("Klaim dibuka kembali.")),
    "grant": (_appeal(granted=True), gettext_lazy("Keberatan dikabulkan; klaim diputus lagi.")),
    "dismiss": (_appeal(granted=False), gettext_lazy("Keberatan ditolak; putusan tetap.")),
}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
