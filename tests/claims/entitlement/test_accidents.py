"""JKK by hand from law.md 4: care, transport, aids, months unable to work, disability, death; and refusals."""

from __future__ import annotations

from tests.claims.entitlement.frozen import (
    BPU,
    CLINIC,
    FIRM,
    HEIRS,
    JHT,
    THE_WIFE,
    THE_WORKER,
    WIFE,
    WORKER,
    a_bill,
    a_participation,
    a_payee,
    amounts,
    assessed,
    granted,
    paid_bills,
    why,
    worked,
)

A_CLINIC = a_payee("facility", CLINIC, "RS Mitra")
OFF = {"off_from": "2022-03-01", "off_until": "2022-03-30"}


def test_a_partner_hospital_is_paid_what_it_bills() -> None:
    facts = {"treatment_cost": 37_500_000, "partner_facility": True}
    found = worked("jkk", "2022-03-01", facts=facts, payees=[THE_WORKER, A_CLINIC])
    assert amounts(found) == [("care", 37_500_000)]
    assert found.by_payee() == {CLINIC: 37_500_000}


def test_care_elsewhere_is_refunded_to_who_advanced_it() -> None:
    found = worked("jkk", "2022-03-01", facts={"treatment_cost": 4_000_000, "spent_on_land": 6_000_000})
    assert amounts(found) == [("care", 4_000_000), ("transport", 5_000_000)]
    assert found.by_payee() == {WORKER: 9_000_000}


def test_each_way_of_travelling_has_its_own_maximum_of_the_day() -> None:
    spent = {"spent_on_land": 9_000_000, "spent_at_sea": 9_000_000, "spent_by_air": 9_000_000}
    assert worked("jkk", "2022-03-01", facts=spent).total == 5_000_000 + 2_000_000 + 9_000_000
    assert worked("jkk", "2019-12-01", "2020-01-10", facts=spent).total == 1_000_000 + 1_500_000 + 2_500_000


def test_aids_are_paid_up_to_their_maximum() -> None:
    costs = {
        "homecare_cost": 25_000_000, "dentures_cost": 6_000_000, "hearing_aid_cost": 2_000_000,
        "spectacles_cost": 1_500_000, "rehabilitation_cost": 9_000_000, "prosthesis_cost": 15_000_000,
        "prosthesis_hospital_price": 10_000_000,
    }  # fmt: skip
    assert amounts(worked("jkk", "2022-03-01", facts=costs)) == [
        ("homecare", 20_000_000), ("dentures", 5_000_000), ("hearing_aid", 2_000_000), ("spectacles", 1_000_000),
        ("prosthesis", 14_000_000), ("rehabilitation", 9_000_000),
    ]  # fmt: skip


def test_after_a_road_accident_the_road_insurer_pays_first() -> None:
    facts = {"treatment_cost": 30_000_000, "traffic": True}
    assert worked("jkk", "2022-03-01", facts=facts).undecided
    paid = worked("jkk", "2022-03-01", facts={**facts, "jasa_raharja_paid": 20_000_000})
    assert amounts(paid) == [("care", 10_000_000)]


def test_return_to_work_is_told_and_no_money() -> None:
    found = worked("jkk", "2022-03-01", facts={"treatment_cost": 1_000_000})
    assert [step["value"] for step in found.steps if step["step"] == "return_to_work"] == [True]


def test_a_claim_after_five_years_is_too_late() -> None:
    facts = {"treatment_cost": 1_000_000}
    assert worked("jkk", "2020-01-15", "2025-01-15", facts=facts).eligible
    assert why(worked("jkk", "2020-01-15", "2025-01-16", facts=facts)) == [
        "Klaim JKK diterima 2025-01-16, jangka waktunya berakhir 2025-01-15."
    ]


def test_before_december_2019_it_was_two_years() -> None:
    assert not worked("jkk", "2019-12-01", "2021-12-02", facts={"treatment_cost": 1_000_000}).eligible
    assert worked("jkk", "2019-12-01", "2021-12-01", facts={"treatment_cost": 1_000_000}).eligible


def test_thirty_days_off_are_one_wage() -> None:
    found = worked("jkk_stmb", "2022-03-01", "2022-04-05", facts=OFF)
    assert amounts(found) == [("stmb", 5_000_000)]
    assert found.by_payee() == {WORKER: 5_000_000}


def test_wages_kept_being_paid_are_refunded_to_the_employer() -> None:
    payees = [THE_WORKER, a_payee("employer", FIRM, "PT Contoh")]
    found = worked("jkk_stmb", "2022-03-01", "2022-04-05", facts={**OFF, "employer_kept_paying": True}, payees=payees)
    assert found.by_payee() == {FIRM: 5_000_000}


def a_month_off(number: int, since: str, until: str) -> object:
    facts = {"off_from": since, "off_until": until}
    return granted(f"JKK-2018-{number:06d}", "jkk_stmb", "2018-01-01", "2018-08-01", facts=facts)


def test_the_seventh_month_under_the_old_law_is_three_quarters() -> None:
    before = [a_month_off(1, "2018-01-01", "2018-06-29")]  # 180 days
    found = worked(
        "jkk_stmb", "2018-01-01", "2018-08-10", facts={"off_from": "2018-06-30", "off_until": "2018-07-29"},
        earlier=before, participations=[a_participation(since="2017-01-01")],
    )  # fmt: skip
    assert amounts(found) == [("stmb", 3_750_000)]


def test_months_come_to_the_same_as_all_days_at_once() -> None:
    days = [("2018-01-01", "2018-04-17"), ("2018-04-18", "2018-09-01"), ("2018-09-02", "2019-02-20")]
    earlier: list[object] = []
    parts = 0
    for number, (since, until) in enumerate(days):
        facts = {"off_from": since, "off_until": until}
        parts += worked("jkk_stmb", "2018-01-01", "2019-03-01", facts=facts, earlier=list(earlier)).total
        earlier.append(a_month_off(number, since, until))
    whole = worked("jkk_stmb", "2018-01-01", "2019-03-01", facts={"off_from": days[0][0], "off_until": days[-1][1]})
    assert parts == whole.total


def test_a_day_is_not_paid_twice() -> None:
    before = [a_month_off(1, "2018-01-01", "2018-01-31")]
    facts = {"off_from": "2018-01-31", "off_until": "2018-02-10"}
    assert why(worked("jkk_stmb", "2018-01-01", "2018-03-01", facts=facts, earlier=before)) == [
        "Sebagian hari itu sudah dibayar dalam JKK-2018-000001."
    ]


def test_a_lost_right_thumb_is_fifteen_percent_of_eighty_wages() -> None:
    facts = {"determined_on": "2022-06-01", "injuries": [{"injury": "thumb", "side": "right"}]}
    found = worked("jkk_disability", "2022-03-01", "2022-06-10", facts=facts)
    assert amounts(found) == [("disability", 60_000_000)]
    assert found.unverified


def test_half_the_function_is_half_the_money() -> None:
    facts = {"injuries": [{"injury": "thumb", "side": "right", "function_lost_percent": 50}]}
    assert amounts(worked("jkk_disability", "2022-03-01", "2022-06-10", facts=facts)) == [("disability", 30_000_000)]


def test_several_injuries_are_at_most_a_total_disability() -> None:
    facts = {"injuries": [{"injury": "both_legs_from_groin"}, {"injury": "sight_both_eyes"}]}
    found = worked("jkk_disability", "2022-03-01", "2022-06-10", facts=facts)
    assert (found.total, [one.fact for one in found.reasons]) == (280_000_000, [])


def test_a_side_that_is_not_said_is_asked_for() -> None:
    found = worked("jkk_disability", "2022-03-01", "2022-06-10", facts={"injuries": [{"injury": "thumb"}]})
    assert found.undecided


def test_total_disability_is_seventy_percent_and_the_periodic_benefit() -> None:
    found = worked("jkk_disability", "2022-03-01", "2022-06-10", facts={"total_disability": True})
    assert amounts(found) == [("total_disability", 280_000_000), ("periodic", 12_000_000)]


def test_a_death_by_accident_is_48_wages_and_more() -> None:
    found = worked("jkk_death", "2022-03-01", facts={**HEIRS, "died_on": "2022-03-04"}, payees=[THE_WIFE])
    assert amounts(found) == [("lump", 240_000_000), ("periodic", 12_000_000), ("funeral", 10_000_000)]
    assert found.by_payee() == {WIFE: 262_000_000}


def test_of_a_small_wage_it_is_at_least_that_of_jkm() -> None:
    poor = [a_participation(wage=400_000)]
    assert amounts(worked("jkk_death", "2022-03-01", facts=HEIRS, participations=poor))[0] == ("lump", 20_000_000)


def test_the_wage_is_the_last_one_reported_up_to_the_event() -> None:
    months = [*assessed("2022-01", "2022-01", 6_000_000), *assessed("2022-02", "2022-02", 7_000_000)]
    months += assessed("2022-04", "2022-04", 99_000_000)
    assert amounts(worked("jkk_death", "2022-03-01", facts=HEIRS, months=months))[0] == ("lump", 336_000_000)


def test_of_a_self_payer_it_is_the_base_of_the_declared_income() -> None:
    driver = [a_participation(BPU, "2022-01-05", wage=1_000_000)]
    bills = paid_bills("2022-01", "2022-02", segment=BPU)
    found = worked("jkk_death", "2022-03-01", facts=HEIRS, participations=driver, bills=bills)
    assert amounts(found)[0] == ("lump", 48_000_000)


def test_which_of_two_jobs_the_accident_was_in_is_asked() -> None:
    jobs = [a_participation(), a_participation(id=2, payer=8, payer_code="KT000008-000", wage=8_000_000)]
    assert worked("jkk_death", "2022-03-01", facts=HEIRS, participations=jobs).undecided
    named = worked("jkk_death", "2022-03-01", facts={**HEIRS, "payer": "KT000008"}, participations=jobs)
    assert amounts(named)[0] == ("lump", 384_000_000)


def test_a_disease_after_the_job_is_covered_for_three_years() -> None:
    left = [a_participation(until="2020-01-01", because="resigned")]
    told = {"circumstance": "disease", "treatment_cost": 5_000_000}
    assert worked("jkk", "2022-12-31", facts=told, participations=left).total == 5_000_000
    assert not worked("jkk", "2023-01-01", facts=told, participations=left).eligible
    assert not worked("jkk", "2022-12-31", facts={"treatment_cost": 5_000_000}, participations=left).eligible


def test_somebody_without_jkk_or_registration_gets_told_what_to_do() -> None:
    savings_only = worked(
        "jkk", "2022-03-01", facts={"treatment_cost": 1}, participations=[a_participation(programmes=JHT)]
    )
    assert why(savings_only) == ["Bukan peserta aktif JKK pada 2022-03-01: tidak pernah terdaftar pada program itu."]
    nobody = worked("jkk", "2022-03-01", facts={"treatment_cost": 1}, participations=[])
    assert "pemberi kerja wajib membayar manfaat yang sama" in nobody.reasons[0].next_step


def test_an_employer_too_long_in_arrears_pays_care_first() -> None:
    bills = [a_bill(f"2021-{month:02d}", None) for month in (9, 10, 11, 12)]
    assert worked("jkk", "2022-03-01", facts={"treatment_cost": 1_000_000}, bills=bills).undecided
