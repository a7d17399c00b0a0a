"""What a claimant does on the page of a claim: send what was asked, mend an account, move an interview, appeal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from naungan.access.scope import reading_as_system
from naungan.claims.act import Order
from naungan.claims.appeal import appeal
from naungan.claims.banks import BANKS, bank_name
from naungan.claims.errors import BadFact
from naungan.claims.models import Claim
from naungan.claims.moves import State, moves_open
from naungan.claims.pages.benefit import benefit_of
from naungan.claims.pages.paper_rows import PaperRow, paper_rows, send_paper
from naungan.claims.pages.reading import Form, account_digits, new_key, paragraphs, written_in
from naungan.claims.pages.standing import Standing
from naungan.claims.payees import BankAccount, mend_account
from naungan.claims.submit import answer, withdraw
from naungan.claims.verify import reschedule
from naungan.errors import Refused
from naungan.web.forms import read_text


def _answer(claim: Claim, order: Order, _form: Form) -> None:
    answer(claim.pk, order)


def _withdraw(claim: Claim, order: Order, _form: Form) -> None:
    withdraw(claim.pk, order)


def _mend(claim: Claim, order: Order, form: Form) -> None:
    number = form.text("payee")
    account = BankAccount(
        form.choice("bank_code", BANKS, gettext("Pilih bank penerima.")),
        account_digits(form.text("account_number")),
        form.need("account_name", read_text, gettext("Tulis nama seperti pada buku tabungan.")) or "",
    )
    if not form.wrong:
        mend_account(claim.pk, order, int(number) if number.isascii() and number.isdigit() else 0, account)


def _reschedule(claim: Claim, order: Order, form: Form) -> None:
    at = read_moment(form, "at")
    if at:
        reschedule(claim.pk, order, at)


def _appeal(claim: Claim, order: Order, form: Form) -> None:
    grounds = form.need(
        "grounds", paragraphs, gettext("Tulis mengapa Anda tidak setuju, dengan kata-kata Anda sendiri.")
    )
    if grounds:
        appeal(claim.pk, order, grounds)


Act = Callable[[Claim, Order, Form], None]
# By the word of the button: what it does, and what is said afterwards.
_ACTS: Mapping[str, tuple[Act, str | Promise]] = {
    "answer": (_answer, gettext_lazy("Terkirim. Petugas melanjutkan pemeriksaan.")),
    "mend": (_mend, gettext_lazy("Rekening diperbaiki. Transfer dikirim lagi.")),
    "reschedule": (_reschedule, gettext_lazy("Jadwal wawancara diubah.")),
    "appeal": (_appeal, gettext_lazy("Keberatan diterima.")),
    "withdraw": (_withdraw, gettext_lazy("Klaim ditarik.")),
}


def done(request: HttpRequest, claim: Claim, order: Order) -> tuple[Form, str]:
    """Do what a form of the claim's page asks; the form with what is wrong, and what to say when all went well."""
    form = written_in(request)
    if request.POST.get("act") == "paper":
        for field, words in send_paper(request, claim.pk, order):
            form.refuse(field, words)
        return form, gettext("Berkas tersimpan.")
    found = _ACTS.get(request.POST.get("act", ""))
    if found is None:
        form.refuse("", gettext("Pilih salah satu tombol di halaman ini."))
        return form, ""
    try:
        found[0](claim, order, form)
    except BadFact as no:
        form.refuse(no.field, str(no))
    except Refused as no:
        form.refuse("", str(no))
    return form, str(found[1])


def shown(claim: Claim, role: str, address: str, of: str | int, form: Form | None) -> dict[str, object]:
    """What the page of a claim shows: its standing, its tasks, and what may be done now by somebody of this role."""
    wrong = form.wrong if form else {}
    moves = moves_open(State(claim.state), role)
    with reading_as_system():
        standing = Standing(claim)
        # Everything that the page reads of the database is read here, outside the reader's scope.
        told = {
            "promise": standing.promise,
            "events": standing.events,
            "clock": standing.clock,
            "decision": standing.decision,
            "lines": benefit_of(standing.decision.basis).lines if standing.decision else (),
            "appeal_until": standing.appeal_until,
            "papers": _rows(claim, standing, address, of, wrong) if "attach" in moves else [],
            "payees": [
                {"id": one.pk, "name": one.name, "bank": bank_name(one.bank_code), "account": one.account_number[-4:]}
                for one in standing.whole.named
            ],
            "asked": standing.asked[1] if claim.state == State.NEED_DOC else "",
        }
    return {
        **told,
        "claim": claim,
        "standing": standing,
        "moves": moves,
        "form": form or Form({}),
        "banks": list(BANKS.items()),
        "key": new_key(),
        "other_key": new_key(),
    }


def _rows(claim: Claim, standing: Standing, address: str, of: str | int, wrong: Mapping[str, str]) -> list[PaperRow]:
    """The papers that are still wanted, those asked for first."""
    rows = paper_rows(claim, address, of, wrong, standing.whole)
    asked = standing.asked[0] if claim.state == State.NEED_DOC else ()
    return sorted((row for row in rows if row.is_open or row.code in asked), key=lambda row: row.code not in asked)


def read_moment(form: Form, name: str) -> datetime | None:
    """A day and hour as a browser's own control sends them; None, and noted, where they cannot be read."""
    try:
        found = datetime.fromisoformat(form.text(name))
    except ValueError:
        form.refuse(name, gettext("Isi tanggal dan jam, misalnya 2026-12-01 09:30."))
        return None
    return found if found.tzinfo else timezone.make_aware(found)
