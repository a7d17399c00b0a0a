"""The terminal: the whole way in commands, and words where something is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.disbursements.bank import Booked, notice
from tests.disbursements.money import a_claim, a_source, an_officer, funds, references, the_day
from typer.testing import CliRunner

from naungan.access.actor import Actor
from naungan.access.models import Account, Role
from naungan.disbursements.commands import app
from naungan.disbursements.errors import BooksDisagree, NothingDue, UnknownSource, WrongMove
from naungan.disbursements.models import Batch, Source
from naungan.ledger import chart
from naungan.ledger.post import JournalDraft, post_journal

pytestmark = pytest.mark.django_db
AMOUNT = 42_000_000


def run(*arguments: str) -> str:
    """What a command printed; what it refused with is raised."""
    result = CliRunner().invoke(app, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def email(actor: Actor) -> str:
    return str(Account.objects.get(pk=actor.account_id).email)


def test_the_whole_way_in_commands(tmp_path: Path) -> None:
    funds()
    a_claim({"amount": AMOUNT})
    facts = ("--bank", "124", "--number", "0000000001", "--holder", "REKENING", "--office", "KANTOR")
    assert run("account", "utama", *facts) == "Rekening pembayar UTAMA 124 0000000001 terdaftar.\n"
    run("account", "utama", *facts)
    assert Source.objects.count() == 1
    maker, releaser, bank = an_officer(), an_officer(), an_officer(role=Role.HEAD_OFFICE)
    assert run("gather", "--as", email(maker), "--source", "UTAMA").endswith("1 transfer, Rp\u00a042.000.000.\n")
    batch = Batch.objects.get()
    run("check", batch.number, "--as", email(maker))
    out = tmp_path / "pesanan.xml"
    run("release", batch.number, "--as", email(releaser), "--out", str(out))
    first = out.read_bytes()
    run("release", batch.number, "--as", email(releaser), "--out", str(out))
    assert out.read_bytes() == first
    file = tmp_path / "bank.xml"
    file.write_bytes(notice(Booked(AMOUNT, names=references(batch)[0], reference="B1")))
    assert "1 baris, 1 baru; 1 dibayar, 0 kembali" in run("answer", str(file), "--as", email(bank))
    assert "sudah pernah masuk" in run("answer", str(file), "--as", email(bank))
    told = json.loads(run("status", "--json"))
    assert (told["places"]["paid"], [one["holds"] for one in told["proofs"]]) == (AMOUNT, [True] * 5)
    assert "Diputus Rp\u00a042.000.000 = dibayar Rp\u00a042.000.000" in run("status").replace("\n", " ")


def test_books_that_disagree_are_a_refusal() -> None:
    draft = JournalDraft(the_day().replace(day=1), "lain", "lain", "Salah tangan")
    draft.debit(chart.IN_TRANSIT, 1)
    draft.credit(chart.BANK, 1)
    post_journal(draft)
    with pytest.raises(BooksDisagree, match="2250 Transfer dikirim"):
        run("status")


def test_what_is_missing_is_named() -> None:
    officer = email(an_officer())
    with pytest.raises(UnknownSource, match="KAS tidak ada"):
        run("gather", "--as", officer, "--source", "KAS")
    with pytest.raises(NothingDue, match="BYR-X tidak ada"):
        run("check", "BYR-X", "--as", officer)
    with pytest.raises(WrongMove, match=r"siapa@contoh\.test bukan petugas"):
        run("gather", "--as", "siapa@contoh.test", "--source", a_source().code)
    with pytest.raises(WrongMove, match="bukan petugas"):
        run("gather", "--as", email(an_officer(role=Role.AUDITOR)), "--source", a_source().code)
