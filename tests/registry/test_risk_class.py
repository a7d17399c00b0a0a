"""The JKK class of an employer: one at a time, changed from a day on, remembered for ever."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from naungan.registry.errors import BadPayer, RiskClassConflict, UnknownPayer
from naungan.registry.models import Payer, RiskClass
from naungan.registry.payers import change_risk_class, register_employer
from naungan.registry.regions import load_regions

BEGUN = date(2015, 7, 1)


def _history(payer: Payer) -> list[tuple[int, date, date | None]]:
    rows = RiskClass.objects.filter(payer=payer).order_by("during")
    return [(row.jkk_class, row.during.lower, row.during.upper) for row in rows]


@pytest.mark.django_db
class TestOneChange:
    def test_the_old_class_ends_where_the_new_begins(self, mill: Payer) -> None:
        change_risk_class(payer_id=mill.pk, jkk_class=4, on=date(2022, 7, 1))
        assert _history(mill) == [(3, BEGUN, date(2022, 7, 1)), (4, date(2022, 7, 1), None)]

    def test_a_change_between_two_others_lasts_until_the_later(self, mill: Payer) -> None:
        change_risk_class(payer_id=mill.pk, jkk_class=5, on=date(2023, 1, 1))
        change_risk_class(payer_id=mill.pk, jkk_class=1, on=date(2020, 1, 1))
        assert _history(mill) == [
            (3, BEGUN, date(2020, 1, 1)),
            (1, date(2020, 1, 1), date(2023, 1, 1)),
            (5, date(2023, 1, 1), None),
        ]

    def test_the_class_it_has_changes_nothing(self, mill: Payer) -> None:
        assert change_risk_class(payer_id=mill.pk, jkk_class=3, on=date(2022, 7, 1)).jkk_class == 3
        assert _history(mill) == [(3, BEGUN, None)]

    def test_a_second_class_from_the_same_day_is_refused(self, mill: Payer) -> None:
        with pytest.raises(RiskClassConflict, match="sudah ditetapkan mulai 1 Juli 2015"):
            change_risk_class(payer_id=mill.pk, jkk_class=4, on=BEGUN)

    def test_before_any_class_there_is_nothing_to_change(self, mill: Payer) -> None:
        with pytest.raises(RiskClassConflict, match="belum mempunyai kelas JKK pada 30 Juni 2015"):
            change_risk_class(payer_id=mill.pk, jkk_class=4, on=date(2015, 6, 30))

    def test_no_class_but_one_to_five(self, mill: Payer) -> None:
        with pytest.raises(BadPayer, match="harus 1 sampai 5; terbaca 6"):
            change_risk_class(payer_id=mill.pk, jkk_class=6, on=date(2022, 7, 1))

    def test_no_unknown_payer(self) -> None:
        with pytest.raises(UnknownPayer):
            change_risk_class(payer_id=7, jkk_class=4, on=date(2022, 7, 1))


class TestManyChanges(TestCase):
    @given(st.lists(st.tuples(st.integers(1, 5), st.dates(BEGUN, date(2030, 1, 1))), max_size=8))
    @settings(max_examples=25, deadline=None)
    def test_on_every_day_since_the_first_there_is_exactly_one_class(self, changes: list[tuple[int, date]]) -> None:
        load_regions()
        mill = register_employer(npp="KT001234", name="PT", region="64.71", since=BEGUN, scale="large", jkk_class=3)
        for jkk_class, on in changes:
            try:
                change_risk_class(payer_id=mill.pk, jkk_class=jkk_class, on=on)
            except RiskClassConflict:
                continue
        spans = [DateRange(since, until) for _, since, until in _history(mill)]
        assert spans[0].lower == BEGUN
        assert spans[-1].upper is None
        assert [one.upper for one in spans[:-1]] == [one.lower for one in spans[1:]]
