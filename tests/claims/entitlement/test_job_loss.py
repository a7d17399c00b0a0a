"""JKP by hand from law.md 8: both versions, month by month, its conditions, and who pays first."""

from __future__ import annotations

import pytest
from tests.claims.entitlement.frozen import (
    FIRM,
    THE_WORKER,
    WORKER,
    a_bill,
    a_participation,
    a_payee,
    amounts,
    granted,
    paid_bills,
    why,
    worked,
)

OLD, NEW = "2024-06-30", "2025-06-30"


def dismissed(event_on: str, on: str | None = None, month: int = 1, **told: object):  # type: ignore[no-untyped-def]
    facts = {"reason": "dismissal", "month": month, **told.pop("facts", {})}  # type: ignore[dict-item]
    ordinary = {
        "participations": [a_participation(since="2020-01-01", until=f"{event_on[:8]}30", wage=8_000_000)],
        "bills": paid_bills("2020-01", f"{event_on[:4]}-04"),
        "earlier": [an_earlier_month(event_on, one) for one in range(1, month)],
    }
    return worked("jkp", event_on, on or event_on, facts, **ordinary | told)


def an_earlier_month(event_on: str, month: int) -> object:
    return granted(f"JKP-2024-{month:06d}", "jkp", event_on, event_on, [("JKP", "cash", 1)], facts={"month": month})


def searching(**told: object) -> dict[str, object]:
    return {"facts": {"applications": 5, **told}}


@pytest.mark.parametrize(
    ("event_on", "month", "on", "cash"),
    [(OLD, 1, "2024-07-10", 2_250_000), (OLD, 3, "2024-09-10", 2_250_000), (OLD, 4, "2024-10-10", 1_250_000),
     (NEW, 1, "2025-07-10", 3_000_000), (NEW, 6, "2025-12-10", 3_000_000)],
)  # fmt: skip
def test_each_month_by_the_law_of_the_dismissal(event_on: str, month: int, on: str, cash: int) -> None:
    found = dismissed(event_on, on, month, **searching())
    assert amounts(found) == [("cash", cash)]
    assert found.by_payee() == {WORKER: cash}


def test_the_wage_counts_up_to_five_million() -> None:
    small = [a_participation(since="2020-01-01", wage=4_000_000)]
    assert dismissed(NEW, participations=small).total == 2_400_000


def test_there_is_no_seventh_month() -> None:
    assert why(dismissed(NEW, "2026-01-10", 7, **searching())) == [
        "Bulan ke-7 tidak ada; JKP dibayar paling lama 6 bulan."
    ]


@pytest.mark.parametrize("reason", ["resign", "pkwt_expired", "retirement"])
def test_other_ends_of_work_give_no_right(reason: str) -> None:
    found = dismissed(NEW, facts={"reason": reason})
    assert not found.undecided
    assert why(found) == [f"Sebab berakhirnya kerja ({reason}) tidak memberi hak JKP."]


def test_a_contract_ended_early_gives_the_right() -> None:
    assert dismissed(NEW, facts={"reason": "pkwt_ended_early"}).eligible


def test_twelve_months_in_the_last_24_are_needed() -> None:
    late = [a_participation(since="2024-08-01")]
    eleven = dismissed(NEW, "2025-07-20", participations=late, bills=paid_bills("2024-08", "2025-06"))
    assert [fact.split(" (")[0] for fact in why(eleven)] == ["Masa iur 11 bulan"]
    early = [a_participation(since="2024-07-01")]
    assert dismissed(NEW, "2025-07-20", participations=early, bills=paid_bills("2024-07", "2025-06")).eligible


def test_before_2025_six_of_them_had_to_follow_each_other() -> None:
    # four quarters of three months, with a month between them that nobody paid
    months = ["2023-01", "2023-02", "2023-03", "2023-05", "2023-06", "2023-07", "2023-09", "2023-10", "2023-11",
              "2024-01", "2024-02", "2024-03"]  # fmt: skip
    bills = [a_bill(month, f"{month}-28") for month in months]
    broken = dismissed("2024-06-30", participations=[a_participation(since="2023-01-01")], bills=bills)
    assert [fact for fact in why(broken) if fact.startswith("Masa iur")] == [
        "Masa iur 12 bulan (berturut-turut 3); syaratnya 12."
    ]
    later = [a_bill(f"{int(month[:4]) + 1}{month[4:]}", f"{int(month[:4]) + 1}{month[4:]}-28") for month in months]
    assert dismissed("2025-06-30", participations=[a_participation(since="2024-01-01")], bills=later).eligible


def test_the_first_claim_comes_within_three_or_six_months() -> None:
    assert dismissed(OLD, "2024-09-30").eligible
    assert why(dismissed(OLD, "2024-10-01")) == ["Klaim 2024-10-01 melewati 2024-09-30."]
    assert dismissed(NEW, "2025-12-30").eligible
    assert not dismissed(NEW, "2025-12-31").eligible


def test_from_the_second_month_on_the_search_is_shown() -> None:
    assert dismissed(NEW, "2025-08-10", 2).undecided
    for shown in ({"applications": 5}, {"interviews": 1}, {"attendance_percent": 80}):
        assert dismissed(NEW, "2025-08-10", 2, facts=shown).eligible
    assert dismissed(NEW, "2025-08-10", 2, facts={"applications": 4, "attendance_percent": 79}).undecided


def test_months_come_in_order_and_at_their_time() -> None:
    assert why(dismissed(NEW, "2025-10-10", 3, earlier=[an_earlier_month(NEW, 1)], **searching())) == [
        "Bulan ke-2 belum disetujui."
    ]
    assert why(dismissed(NEW, "2025-07-29", 2, **searching())) == ["Bulan ke-2 baru berjalan mulai 2025-07-30."]


def test_new_work_ends_it() -> None:
    told = {"facts": {"applications": 5, "works_again": True, "works_again_since": "2025-07-15"}}
    assert not dismissed(NEW, "2025-08-10", 2, **told).eligible
    jobs = [
        a_participation(since="2020-01-01", until="2025-07-01"),
        a_participation(id=2, payer=8, since="2025-07-20"),
    ]
    assert not dismissed(NEW, "2025-08-10", 2, participations=jobs, **searching()).eligible


def test_foreigners_and_the_time_before_the_programme_have_none() -> None:
    assert not dismissed(NEW, person={"nationality": "MY"}).eligible
    assert why(dismissed("2020-06-30")) == ["Program JKP belum ada pada 2020-06-30."]


def test_claims_were_taken_from_february_2022_on() -> None:
    told = {"bills": paid_bills("2020-01", "2021-10")}
    assert not dismissed("2021-11-15", "2022-01-31", **told).eligible
    assert dismissed("2021-11-15", "2022-02-01", **told).eligible


def test_three_times_in_a_career_with_five_years_between() -> None:
    before = [granted("JKP-2022-000009", "jkp", "2022-06-30", "2022-07-10", facts={"month": 1})]
    assert not dismissed(NEW, earlier=before).eligible


def test_an_employer_too_long_in_arrears_pays_first_and_is_refunded() -> None:
    behind = [*paid_bills("2020-01", "2024-12"), *(a_bill(f"2025-{month:02d}", None) for month in (1, 2, 3, 4))]
    assert why(dismissed(NEW, bills=behind)) == ["PT Contoh menunggak 4 bulan berturut-turut pada hari PHK."]
    assert dismissed(NEW, bills=behind, facts={"employer_closed": True}).eligible
    settled = [
        *paid_bills("2020-01", "2024-12"),
        *(a_bill(f"2025-{month:02d}", "2025-08-01") for month in (1, 2, 3, 4)),
    ]
    payees = [THE_WORKER, a_payee("employer", FIRM, "PT Contoh")]
    assert dismissed(NEW, "2025-09-01", bills=settled, payees=payees).by_payee() == {FIRM: 3_000_000}
    assert not dismissed(NEW, "2025-10-01", bills=settled, payees=payees).eligible
