"""The calendar of the first screen: what falls due by the law's working days, in order."""

from __future__ import annotations

from datetime import date

from naungan.desk.dues import dues


def test_the_days_that_come_are_told_in_order_and_none_that_is_past() -> None:
    told = dues(date(2022, 12, 31))
    assert told == sorted(told, key=lambda due: (due.on, str(due.what)))
    assert {due.on >= date(2022, 12, 31) for due in told} == {True}


def test_a_due_date_on_a_sunday_is_the_next_working_day() -> None:
    told = {(str(due.what), due.on, due.month) for due in dues(date(2022, 12, 31))}
    assert ("Iuran pemberi kerja jatuh tempo", date(2023, 1, 16), date(2022, 12, 1)) in told
    assert ("Iuran BPU dan penanggung jatuh tempo", date(2023, 1, 16), date(2023, 1, 1)) in told


def test_employers_are_reminded_before_and_after_it() -> None:
    told = [due for due in dues(date(2022, 12, 31)) if str(due.what) == "Ingatkan pemberi kerja"]
    december = [(due.on.day, due.on.month, due.late) for due in told if due.month == date(2022, 12, 1)]
    assert december == [(6, 1, False), (11, 1, False), (14, 1, False), (17, 1, True), (31, 1, True)]
