"""The payers of a sandbox: firms of every size and class, sponsors, projects, self-payers."""

from __future__ import annotations

import pytest
from tests.sandbox.asking import ask, one

from naungan.registry.numbers import check_npp, project_code, self_payer_code, sponsor_code

pytestmark = pytest.mark.usefixtures("reading")


def test_all_56_districts_have_participants() -> None:
    assert one("SELECT count(DISTINCT region_id) FROM registry_participation") == 56


def test_most_firms_are_tiny_and_a_few_are_large() -> None:
    sizes = dict(ask("SELECT scale, count(*) FROM registry_employer GROUP BY 1"))
    assert sizes.keys() == {"micro", "small", "medium", "large"}
    assert sizes["micro"] + sizes["small"] > 2 * (sizes["medium"] + sizes["large"])


def test_payer_codes_are_shaped_as_the_registry_wants_them() -> None:
    for kind, code, person in ask("SELECT kind, code, person_id FROM registry_payer"):
        match kind:
            case 1:
                npp, _, division = code.partition("-")
                assert check_npp(npp) == npp
                assert division in ("000", "001")
            case 2:
                assert code == self_payer_code(person)
            case 3:
                assert sponsor_code(code) == code
            case _:
                assert project_code(code.removeprefix("JK")) == code


def test_divisions_share_an_npp_and_a_name() -> None:
    shared = ask(
        """
        SELECT npp, count(*), count(DISTINCT name) FROM registry_employer e JOIN registry_payer p ON p.id = e.payer_id
        GROUP BY npp HAVING count(*) > 1
        """
    )
    assert shared
    assert {(divisions, names) for _, divisions, names in shared} == {(2, 1)}


def test_programmes_follow_the_scale_of_the_firm() -> None:
    masks = {
        scale: {mask & 15 for (mask,) in ask(
            """
            SELECT DISTINCT programmes FROM registry_participation p JOIN registry_employer e USING (payer_id)
            JOIN registry_person h ON h.id = p.person_id
            WHERE e.scale = %s AND e.industry <> 'government' AND h.nationality = 'ID'
            """,
            scale,
        )}
        for scale in ("micro", "small", "medium", "large")
    }  # fmt: skip
    assert masks["small"] == {7}
    assert masks["micro"] <= {3, 7}
    assert 15 in masks["medium"]
    assert 15 in masks["large"]


def test_job_loss_cover_is_for_citizens_under_54_with_savings() -> None:
    wrong = one(
        """
        SELECT count(*) FROM registry_participation p JOIN registry_person h ON h.id = p.person_id
        WHERE p.programmes & 16 > 0 AND (h.nationality <> 'ID' OR p.programmes & 7 <> 7
            OR greatest(lower(p.during), date '2021-02-02') >= h.born_on + interval '54 years')
        """
    )
    assert wrong == 0
    assert one("SELECT count(*) FROM registry_participation WHERE programmes & 16 > 0") > 1000


def test_wages_keep_to_the_minimum_wage_but_for_a_few_small_firms() -> None:
    below, every = ask(
        """
        SELECT count(*) FILTER (WHERE p.wage < 2434328), count(*) FROM registry_participation p WHERE segment = 1
        """
    )[0]
    assert 0 < below < every / 50
    assert one("SELECT count(*) FROM registry_participation WHERE segment = 1 AND wage > 9077600") > 0
    odd = one("SELECT count(*) FROM registry_participation WHERE segment = 1 AND wage % 1000 <> 0")
    assert 0 < odd < every / 2


def test_foreigners_take_neither_pension_nor_job_loss_cover() -> None:
    masks = ask(
        """
        SELECT DISTINCT programmes FROM registry_participation p JOIN registry_person h ON h.id = p.person_id
        WHERE h.nationality <> 'ID'
        """
    )
    assert masks
    assert {mask & 24 for (mask,) in masks} == {0}


def test_sponsored_workers_pay_nothing_themselves_and_take_the_least() -> None:
    found = ask(
        """
        SELECT DISTINCT p.programmes, p.wage, p.segment FROM registry_participation p
        JOIN registry_sponsor s USING (payer_id)
        """
    )
    assert found == [(3, 1_000_000, 2)]


def test_projects_of_every_bracket_with_and_without_known_wages() -> None:
    brackets = ask(
        """
        SELECT DISTINCT width_bucket(contract_value,
            ARRAY[100000001, 500000001, 1000000001, 5000000001]::bigint[]) FROM registry_project ORDER BY 1
        """
    )
    assert brackets == [(0,), (1,), (2,), (3,), (4,)]
    assert {known for (known,) in ask("SELECT DISTINCT wages_known FROM registry_project")} == {True, False}
    plans = {plan for (plan,) in ask("SELECT DISTINCT stage_plan FROM registry_project")}
    assert "100" in plans
    assert len(plans) > 1


def test_nine_in_ten_employers_report_a_month() -> None:
    reported = one("SELECT count(*) FROM intake_wagereport")
    owed = one(
        """
        SELECT count(DISTINCT (m.month, p.payer_id)) FROM contributions_month m
        JOIN registry_participation p ON p.during && daterange(m.month, (m.month + interval '1 month')::date)
        JOIN registry_employer e ON e.payer_id = p.payer_id
        """
    )
    assert 86 <= reported * 100 / owed <= 93


def test_every_month_asked_for_is_open() -> None:
    months = ask("SELECT month::text, state FROM contributions_month ORDER BY 1")
    assert months == [
        (f"{month}-01", "open") for month in ("2022-10", "2022-11", "2022-12", "2023-01", "2023-02", "2023-03")
    ]
