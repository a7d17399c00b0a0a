"""Scholarships by hand from law.md 4.3: the year that comes with the main claim, renewals, and refusals."""

from __future__ import annotations

from tests.claims.entitlement.frozen import (
    CHILD,
    SON,
    THE_WIFE,
    a_participation,
    a_payee,
    amounts,
    granted,
    why,
    worked,
)

LONG = [a_participation(since="2010-01-01")]
DEATH = "2022-12-20"
ANI = {"name": "Ani", "born_on": "2012-03-01", "level": "SD", "school_year": "2022/2023"}
BUDI = {"name": "Budi", "born_on": "2006-03-01", "level": "SMA", "school_year": "2022/2023"}
CICI = {"name": "Cici", "born_on": "2004-03-01", "level": "S1", "school_year": "2022/2023"}
PAYEES = [
    THE_WIFE, a_payee("children", CHILD, "Ani", "2012-03-01", guardian=True),
    a_payee("children", SON, "Budi", "2006-03-01", guardian=True),
]  # fmt: skip


def death(*children: dict[str, object], event_on: str = DEATH, **told: object):  # type: ignore[no-untyped-def]
    facts = {"family": {"spouse": 1, "children": 2}, "children": list(children)}
    return worked("jkm", event_on, None, facts, **{"payees": PAYEES, "participations": LONG, **told})


def renewal(earlier: list[object], **facts: object):  # type: ignore[no-untyped-def]
    ordinary = {
        "of_claim": "JKM-2022-000005", "child_name": "Ani", "child_born_on": "2012-03-01", "level": "SD",
        "school_year": "2023/2024",
    }  # fmt: skip
    payees = [a_payee("children", CHILD, "Ani", "2012-03-01", guardian=True)]
    return worked(
        "scholarship",
        "2023-07-10",
        "2023-07-20",
        ordinary | facts,
        earlier=earlier,
        payees=payees,
        participations=LONG,
    )


def award(child: str, born_on: str, level: str, year: str) -> dict[str, object]:
    return {"child": child, "born_on": born_on, "level": level, "school_year": year, "amount": 1}


def main_claim(*awards: dict[str, object], kind: str = "jkm", event_on: str = DEATH) -> object:
    return granted("JKM-2022-000005", kind, event_on, "2023-01-10", awards=list(awards))


def test_the_school_year_they_are_in_comes_with_the_death() -> None:
    found = death(ANI, BUDI)
    assert amounts(found)[3:] == [("scholarship", 1_500_000), ("scholarship", 3_000_000)]
    assert [(one.child, one.level, one.school_year) for one in found.awards] == [
        ("Ani", "SD", "2022/2023"), ("Budi", "SMA", "2022/2023")
    ]  # fmt: skip
    # Ani, 10: the years of primary school to university that still fit; Budi, 16: upper secondary and university
    plan = next(step["value"] for step in found.steps if step["step"] == "scholarship_plan")
    assert (
        plan
        == sum([1_500_000] * 6 + [2_000_000] * 3 + [3_000_000] * 3 + [12_000_000]) + 3 * 3_000_000 + 4 * 12_000_000
    )


def test_two_children_at_most() -> None:
    assert len(death(ANI, BUDI, CICI).awards) == 2


def test_three_years_of_contributions_are_needed() -> None:
    young = [a_participation(since="2020-03-01")]
    found = death(ANI, participations=young)
    assert [item for item, _ in amounts(found)] == ["lump", "periodic", "funeral"]


def test_a_child_below_school_age_waits() -> None:
    baby = {"name": "Ani", "born_on": "2021-01-01"}
    found = death(baby)
    assert found.awards == ()
    assert next(step for step in found.steps if step["step"] == "scholarship_plan")["with"]["waiting"] == 1


def test_the_old_law_pays_one_child_once() -> None:
    found = death(ANI, BUDI, event_on="2019-12-01", participations=[a_participation(since="2010-01-01")])
    assert amounts(found)[3:] == [("scholarship", 12_000_000)]


def test_a_renewal_pays_the_next_school_year() -> None:
    found = renewal([main_claim(award("Ani", "2012-03-01", "SD", "2022/2023"))])
    assert amounts(found) == [("scholarship", 1_500_000)]
    assert found.by_payee() == {CHILD: 1_500_000}


def test_a_school_year_is_paid_once() -> None:
    first = granted(
        "BEA-2023-000001", "scholarship", "2023-07-10", "2023-07-20", facts={"of_claim": "JKM-2022-000005"},
        awards=[award("Ani", "2012-03-01", "SD", "2023/2024")],
    )  # fmt: skip
    assert why(renewal([main_claim(), first])) == ["Tahun ajaran 2023/2024 untuk Ani sudah dibayar."]


def test_a_level_is_paid_for_its_years() -> None:
    six = [award("Ani", "2012-03-01", "SD", f"{year}/{year + 1}") for year in range(2017, 2023)]
    assert why(renewal([main_claim(*six)])) == ["Jenjang SD sudah dibayar 6 tahun, paling lama 6."]


def test_a_third_child_has_none() -> None:
    others = [award("Budi", "2006-03-01", "SMA", "2022/2023"), award("Cici", "2004-03-01", "S1", "2022/2023")]
    assert why(renewal([main_claim(*others)])) == ["Sudah 2 anak lain yang menerima beasiswa."]


def test_marriage_work_and_23_years_end_it() -> None:
    for told in ({"married": True}, {"works": True}, {"child_born_on": "2000-07-20", "level": "S1"}):
        assert not renewal([main_claim()], **told).eligible
    assert renewal([main_claim()], child_born_on="2000-07-21", level="S1").total == 12_000_000


def test_the_main_claim_comes_first() -> None:
    assert renewal([]).undecided


def test_after_an_accident_no_time_of_contributions_is_needed() -> None:
    total = main_claim(kind="jkk_disability")
    facts = {"of_claim": "JKM-2022-000005", "child_name": "Ani", "child_born_on": "2012-03-01", "level": "SD",
             "school_year": "2023/2024"}  # fmt: skip
    payees = [a_payee("children", CHILD, "Ani", "2012-03-01", guardian=True)]
    young = [a_participation(since="2022-12-01")]
    found = worked("scholarship", "2023-07-10", None, facts, earlier=[total], payees=payees, participations=young)
    assert found.lines[0].programme == "JKK"
