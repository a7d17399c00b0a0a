"""JKM by hand from law.md 5: amounts by the day, who is active, three months, heirs, scholarship, refusals."""

from __future__ import annotations

import pytest
from tests.claims.entitlement.frozen import (
    BPU,
    CHILD,
    FATHER,
    FIRM,
    HEIRS,
    JAKON,
    NEIGHBOUR,
    SON,
    THE_WIFE,
    WIFE,
    a_bill,
    a_participation,
    a_payee,
    amounts,
    frozen,
    paid_bills,
    why,
    worked,
)

from naungan.claims.entitlement.work import work_out
from naungan.law.statute import load

FULL = [("lump", 20_000_000), ("periodic", 12_000_000), ("funeral", 10_000_000)]
A_BPU = [a_participation(BPU, "2022-01-05", payer_name="Diri sendiri")]


def bpu(event_on: str, bills: list[list[object]], **told: object):  # type: ignore[no-untyped-def]
    facts = {**HEIRS, **told.pop("facts", {})}  # type: ignore[dict-item]
    return worked("jkm", event_on, facts=facts, participations=told.pop("participations", A_BPU), bills=bills, **told)


def test_a_wage_earner_who_dies_leaves_42_million() -> None:
    found = worked("jkm", "2022-12-20", facts=HEIRS)
    assert amounts(found) == FULL
    assert found.total == 42_000_000
    assert found.by_payee() == {WIFE: 42_000_000}
    assert not found.unverified


def test_before_2_december_2019_it_was_24_million() -> None:
    assert amounts(worked("jkm", "2019-12-01", facts=HEIRS)) == [
        ("lump", 16_200_000), ("periodic", 4_800_000), ("funeral", 3_000_000)
    ]  # fmt: skip
    assert worked("jkm", "2019-12-02", facts=HEIRS).total == 42_000_000


def test_the_lines_name_the_article_of_the_formula() -> None:
    assert {line.article for line in worked("jkm", "2022-12-20", facts=HEIRS).lines} == {
        "PP 44/2015; PP 82/2019", "PP 44/2015; PP 82/2019; Permenaker 1/2025"
    }  # fmt: skip


def test_nobody_waits_too_long_to_claim_for_a_death() -> None:
    assert (
        worked(
            "jkm", "2016-03-01", "2026-03-01", facts=HEIRS, participations=[a_participation(since="2015-08-01")]
        ).total
        == 24_000_000
    )


def test_somebody_who_left_before_is_no_participant() -> None:
    left = [a_participation(until="2022-12-01", because="resigned")]
    assert why(worked("jkm", "2022-12-20", facts=HEIRS, participations=left)) == [
        "Bukan peserta aktif JKM pada 2022-12-20: PT Contoh: tidak terdaftar pada hari itu."
    ]


def test_an_employer_in_arrears_takes_no_cover_from_the_worker() -> None:
    bills = [a_bill("2022-08", None), a_bill("2022-09", None), a_bill("2022-10", None)]
    assert worked("jkm", "2022-12-10", facts=HEIRS, bills=bills).total == 42_000_000


def test_an_employer_four_months_behind_pays_first() -> None:
    bills = [a_bill(f"2022-{month:02d}", None) for month in (7, 8, 9, 10)]
    found = worked("jkm", "2022-12-10", facts=HEIRS, bills=bills)
    assert found.undecided
    assert why(found) == ["PT Contoh menunggak 4 bulan berturut-turut pada hari kejadian, lebih dari 3."]


def test_once_it_has_settled_it_is_refunded_what_it_paid() -> None:
    bills = [a_bill(f"2022-{month:02d}", "2023-02-01") for month in (7, 8, 9, 10)]
    payees = [THE_WIFE, a_payee("employer", FIRM, "PT Contoh")]
    found = worked("jkm", "2022-12-10", "2023-02-10", facts=HEIRS, bills=bills, payees=payees)
    assert found.by_payee() == {FIRM: 42_000_000}


def test_a_self_payer_is_covered_through_three_unpaid_months() -> None:
    bills = paid_bills("2022-01", "2022-06", segment=BPU)
    assert bpu("2022-09-30", bills).total == 42_000_000
    assert why(bpu("2022-10-01", bills)) == [
        "Bukan peserta aktif JKM pada 2022-10-01: Diri sendiri: berhenti karena iuran tidak dibayar."
    ]


def test_money_that_comes_after_the_death_does_not_bring_cover_back() -> None:
    late = [*paid_bills("2022-01", "2022-06", segment=BPU), a_bill("2022-09", "2022-11-02", segment=BPU)]
    assert not bpu("2022-11-01", late).eligible


def test_a_self_payer_who_never_paid_is_not_covered_yet() -> None:
    unpaid = [a_bill("2022-01", None, segment=BPU)]
    assert why(bpu("2022-01-20", unpaid)) == [
        "Bukan peserta aktif JKM pada 2022-01-20: Diri sendiri: belum berlaku: iuran pertama belum tercatat."
    ]


def test_a_month_that_is_not_closed_is_waited_for() -> None:
    found = bpu("2022-01-20", [], books={"begin": "2021-10", "closed": "2021-12"})
    assert found.undecided
    assert why(found) == ["Iuran sampai 2022-01 belum tercatat: bulan itu belum ditutup."]


def test_money_received_for_a_month_not_yet_billed_counts() -> None:
    open_month = {"begin": "2021-10", "closed": "2021-12"}
    few = [a_participation(BPU, "2022-01-05", wage=1_000_000)]
    assert bpu("2022-01-20", [], books=open_month, received={"7": 16_800}, participations=few).total == 42_000_000
    assert not bpu("2022-01-20", [], books=open_month, received={"7": 16_799}, participations=few).eligible


def test_a_project_worker_is_covered_once_the_project_has_paid() -> None:
    worker = [a_participation(JAKON, "2022-09-01")]
    paid, unpaid = [a_bill("2022-08", "2022-09-10")], [a_bill("2022-08", None)]
    assert worked("jkm", "2022-10-01", facts=HEIRS, participations=worker, bills=paid).total == 42_000_000
    assert not worked("jkm", "2022-09-09", facts=HEIRS, participations=worker, bills=paid).eligible
    assert not worked("jkm", "2022-10-01", facts=HEIRS, participations=worker, bills=unpaid).eligible


@pytest.mark.parametrize(("event_on", "total"), [("2025-02-23", 42_000_000), ("2025-02-24", 10_000_000)])
def test_from_24_february_2025_two_months_of_a_self_payer_give_ten_million(event_on: str, total: int) -> None:
    young = [a_participation(BPU, "2025-01-05")]
    found = bpu(event_on, paid_bills("2025-01", "2025-02", segment=BPU), participations=young)
    assert found.total == total
    assert found.unverified is (total == 10_000_000)


def test_after_three_months_it_is_the_full_benefit_again() -> None:
    three = [a_participation(BPU, "2025-01-05")]
    assert bpu("2025-03-20", paid_bills("2025-01", "2025-03", segment=BPU), participations=three).total == 42_000_000


def test_two_jobs_pay_one_death_once() -> None:
    jobs = [a_participation(), a_participation(id=2, payer=8, payer_code="KT000008-000")]
    assert worked("jkm", "2022-12-20", facts=HEIRS, participations=jobs).total == 42_000_000


def test_spouse_and_children_share_and_the_odd_rupiah_goes_to_the_first() -> None:
    payees = [
        THE_WIFE,
        a_payee("children", CHILD, "Anak", "2004-01-01"),
        a_payee("children", SON, "Putra", "2001-01-01"),
    ]
    found = worked("jkm", "2022-12-20", facts={"family": {"spouse": 1, "children": 2, "parents": 2}}, payees=payees)
    assert found.by_payee() == {WIFE: 14_000_001, CHILD: 14_000_000, SON: 13_999_999}
    assert sum(found.by_payee().values()) == found.total == 42_000_000
    assert found.unverified  # that they share equally is nowhere said


def test_a_minor_needs_a_guardian() -> None:
    child = a_payee("children", CHILD, "Anak", "2010-01-01")
    facts = {"family": {"children": 1}}
    assert why(worked("jkm", "2022-12-20", facts=facts, payees=[child])) == [
        "Anak belum dewasa dan walinya belum dicatat."
    ]
    assert worked("jkm", "2022-12-20", facts=facts, payees=[child | {"guardian": True}]).by_payee() == {
        CHILD: 42_000_000
    }


def test_parents_inherit_only_without_spouse_and_children() -> None:
    father = a_payee("parents", FATHER, "Ayah", "1950-01-01")
    found = worked("jkm", "2022-12-20", facts={"family": {"parents": 1, "siblings": 3}}, payees=[father])
    assert found.by_payee() == {FATHER: 42_000_000}
    assert worked("jkm", "2022-12-20", facts=HEIRS, payees=[father, THE_WIFE]).by_payee() == {WIFE: 42_000_000}


def test_every_heir_of_the_family_is_named_first() -> None:
    found = worked("jkm", "2022-12-20", facts={"family": {"spouse": 1, "children": 2}})
    assert found.undecided
    assert why(found) == ["Keluarga menyebut 2 anak, penerima yang dicatat 0."]


def test_competing_claimants_are_not_decided_between() -> None:
    for told in ({"facts": {**HEIRS, "competing": True}}, {"facts": HEIRS, "rivals": ["JKM-2022-000009"]}):
        assert worked("jkm", "2022-12-20", **told).undecided


def test_nobody_to_inherit_leaves_burial_money_for_who_buried() -> None:
    buried = a_payee("burial", NEIGHBOUR, "Tetangga")
    found = worked("jkm", "2022-12-20", facts={"family": {}}, payees=[buried])
    assert (found.by_payee(), amounts(found)) == ({NEIGHBOUR: 10_000_000}, [("funeral", 10_000_000)])


def test_the_registry_and_the_claim_must_agree_on_the_day_of_death() -> None:
    found = worked("jkm", "2022-12-20", facts=HEIRS, person={"died_on": "2022-12-19"})
    assert why(found) == ["Registrasi mencatat meninggal 2022-12-19, klaim menyebut 2022-12-20."]


def test_what_is_not_said_is_asked_for() -> None:
    found = worked("jkm", "2022-12-20")
    assert found.undecided
    assert why(found) == ["Belum diisi: susunan keluarga."]


def test_an_event_before_the_law_is_refused() -> None:
    found = worked("jkm", "2015-06-30", facts=HEIRS)
    assert not found.undecided
    assert why(found) == ["Kejadian 2015-06-30 terjadi sebelum program berjalan (2015-07-01)."]


def test_the_same_facts_give_the_same_answer_again() -> None:
    raw = frozen("jkm", "2022-12-20", facts=HEIRS)
    assert work_out(raw, load()).as_json() == work_out(raw, load()).as_json()
