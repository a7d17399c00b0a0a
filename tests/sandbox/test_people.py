"""The people of a sandbox: valid NIKs, names, cards, lives that fit together."""

from __future__ import annotations

from datetime import date

import pytest
from tests.sandbox.asking import ask, one

from naungan.registry.nik import Level, check
from naungan.registry.numbers import check_kpj

pytestmark = pytest.mark.usefixtures("reading")

DAY = date(2022, 10, 1)


def test_every_nik_is_one_and_agrees_with_birth_and_sex() -> None:
    people = ask("SELECT nik, born_on, sex FROM registry_person WHERE nik IS NOT NULL")
    assert len(people) > 5000
    complaints = []
    for nik, born_on, sex in people:
        reading = check(nik, as_of=DAY, born_on=born_on, sex=sex)
        complaints += [one for one in reading.findings if one.level is not Level.INFO]
    assert complaints == []


def test_nik_are_issued_in_kalimantan_elsewhere_and_under_the_codes_before_kaltara() -> None:
    provinces = dict(ask("SELECT left(nik, 2), count(*) FROM registry_person GROUP BY 1"))
    assert {"61", "62", "63", "64", "65", "35", "73"} <= provinces.keys()
    old = one("SELECT count(*) FROM registry_person WHERE left(nik, 4) IN ('6404', '6405', '6406', '6410', '6473')")
    assert old > provinces["65"]


def test_who_has_no_nik_is_a_foreigner_with_a_passport() -> None:
    found = ask("SELECT DISTINCT nationality = 'ID', passport = '' FROM registry_person WHERE nik IS NULL")
    assert found == [(False, False)]
    assert ask("SELECT DISTINCT nationality FROM registry_person WHERE nik IS NOT NULL") == [("ID",)]


def test_names_are_names() -> None:
    assert one("SELECT count(*) FROM registry_person WHERE name !~ '^[A-Z][A-Za-z.'' -]*[a-z.]$'") == 0
    assert one("SELECT count(*) FROM registry_person WHERE name ~ '  ' OR mother_name ~ '  '") == 0
    assert one("SELECT count(*) FROM registry_person WHERE mother_name = '' AND nationality = 'ID'") == 0
    assert one("SELECT count(DISTINCT name) FROM registry_person") > 1500


def test_one_name_is_written_in_several_ways() -> None:
    written = {name for (name,) in ask("SELECT DISTINCT split_part(name, ' ', 1) FROM registry_person")}
    assert {"Muhammad", "Mohammad"} <= written
    assert {"Ahmad", "Achmad"} <= written


def test_everybody_is_of_working_age() -> None:
    ages = "SELECT extract(year FROM age(%s, born_on)) AS age FROM registry_person"
    assert ask(f"SELECT min(age), max(age) FROM ({ages}) AS ages", DAY) == [(18, 64)]


def test_everybody_has_a_card_and_some_have_several() -> None:
    cards = dict(ask("SELECT count(*), sum(1) FROM registry_card GROUP BY person_id HAVING count(*) > 1"))
    assert one("SELECT count(DISTINCT person_id) FROM registry_card") == one("SELECT count(*) FROM registry_person")
    assert cards
    for (kpj,) in ask("SELECT kpj FROM registry_card LIMIT 200"):
        assert check_kpj(kpj) == kpj


def test_the_dead_leave_at_the_end_of_their_month() -> None:
    assert one("SELECT count(*) FROM registry_person WHERE died_on IS NOT NULL") > 5
    late = one(
        """
        SELECT count(*) FROM registry_participation p JOIN registry_person h ON h.id = p.person_id
        WHERE h.died_on IS NOT NULL
          AND upper(p.during) IS DISTINCT FROM (date_trunc('month', h.died_on) + interval '1 month')::date
        """
    )
    assert late == 0


def test_movers_live_where_they_last_worked_and_history_knows_where_before() -> None:
    moved = ask(
        """
        SELECT count(*), count(*) FILTER (WHERE e.region_id <> p.region_id)
        FROM registry_personevent e JOIN registry_person p ON p.id = e.pgh_obj_id
        WHERE e.pgh_label = 'insert'
        """
    )[0]
    assert moved[0] == one("SELECT count(*) FROM registry_person")
    assert moved[1] > 20


def test_some_work_in_two_places_and_some_change_employer_or_segment_without_a_gap() -> None:
    two_jobs = one(
        """
        SELECT count(*) FROM registry_participation a JOIN registry_participation b USING (person_id)
        WHERE a.id < b.id AND a.segment = 1 AND b.segment = 1 AND a.during && b.during
        """
    )
    moved = dict(
        ask(
            """
            SELECT a.segment || ' to ' || b.segment, count(*)
            FROM registry_participation a JOIN registry_participation b USING (person_id)
            WHERE a.left_because = 'moved' AND lower(b.during) >= upper(a.during) GROUP BY 1
            """
        )
    )
    assert two_jobs > 10
    assert {"1 to 1", "1 to 2", "2 to 1", "3 to 3"} <= moved.keys()


def test_nobody_moves_between_provinces_within_a_month() -> None:
    found = one(
        """
        SELECT count(*) FROM registry_participation a
        JOIN registry_participation b USING (person_id)
        JOIN registry_region ra ON ra.id = a.region_id JOIN registry_region rb ON rb.id = b.region_id
        WHERE ra.parent_id <> rb.parent_id AND naungan_months_of(a.during) && naungan_months_of(b.during)
        """
    )
    assert found == 0
