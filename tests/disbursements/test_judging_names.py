"""An account with another name than the payee's is looked at by a person before any money goes."""

from __future__ import annotations

import pytest
from tests.disbursements.money import a_claim, an_officer, by, funds, gathered, mend, officers, references, states

from naungan.claims.models import Claim
from naungan.disbursements.check import check, judge_name
from naungan.disbursements.errors import NotChecked, NothingDue, SamePerson
from naungan.disbursements.models import NameJudgement
from naungan.disbursements.names import Likeness
from naungan.disbursements.release import release

pytestmark = pytest.mark.django_db


def test_a_batch_with_an_unjudged_name_is_not_ready() -> None:
    funds()
    a_claim({"account_name": "BUDI SANTOSO"})
    maker = an_officer()
    batch = gathered(maker)
    assert batch.transfers.get().likeness == Likeness.DIFFERS
    with pytest.raises(NotChecked, match="1 nama rekening berbeda"):
        check(batch, by(maker))


def test_a_name_that_is_nearly_the_same_needs_nobody() -> None:
    funds()
    a_claim({"account_name": "SITI AMINNAH"})
    maker = an_officer()
    assert check(gathered(maker), by(maker)).state == "checked"


def test_somebody_who_says_it_is_the_payees_does_not_release() -> None:
    funds()
    a_claim({"account_name": "BUDI SANTOSO"})
    two, judge = officers(), an_officer()
    batch = gathered(two.maker)
    judge_name(batch.transfers.get(), by(judge), agrees=True, said="buku tabungan gabungan suami istri")
    check(batch, by(two.maker))
    with pytest.raises(SamePerson):
        release(batch, by(judge))
    release(batch, by(two.releaser))
    assert states(batch) == ["sent"]


def test_an_account_that_is_not_the_payees_leaves_the_batch_and_goes_back_to_the_claimant() -> None:
    funds()
    claim = a_claim({"account_name": "BUDI SANTOSO"})
    a_claim()
    maker = an_officer()
    batch = gathered(maker)
    wrong = batch.transfers.get(likeness=Likeness.DIFFERS)
    judge_name(wrong, by(maker), agrees=False, said="bukan keluarga")
    assert states(batch) == ["dropped", "waiting"]
    assert Claim.objects.get(pk=claim.pk).state == "returned"
    assert check(batch, by(maker)).state == "checked"
    with pytest.raises(NothingDue):
        gathered(maker)
    mend(claim, maker)
    assert references(gathered(maker)) == [f"{wrong.reference}-R1"]


def test_a_name_is_judged_once_and_with_words() -> None:
    a_claim({"account_name": "BUDI SANTOSO"})
    maker = an_officer()
    transfer = gathered(maker).transfers.get()
    with pytest.raises(NotChecked, match="Tulis alasannya"):
        judge_name(transfer, by(maker), agrees=True, said="  ")
    judge_name(transfer, by(maker), agrees=True, said="surat kuasa")
    with pytest.raises(NotChecked, match="sudah dinilai"):
        judge_name(transfer, by(maker), agrees=False, said="berubah pikiran")
    assert NameJudgement.objects.get().agrees is True


def test_a_name_that_matches_is_not_judged() -> None:
    a_claim()
    maker = an_officer()
    with pytest.raises(NotChecked, match="tidak perlu dinilai"):
        judge_name(gathered(maker).transfers.get(), by(maker), agrees=False, said="iseng")
