"""What changed in the law between two days."""

from datetime import date

from naungan.law.compare import changed_formulas, changed_values
from naungan.law.statute import load

STATUTE = load()


def changed(before: date, after: date) -> dict[str, tuple[object, object]]:
    return {
        one.parameter.path: (one.old.value if one.old else None, one.new.value)
        for one in changed_values(STATUTE, before, after)
        if one.value_changed
    }


def test_the_day_jkp_stopped_taking_from_jkm_and_paid_more() -> None:
    assert changed(date(2025, 2, 6), date(2025, 2, 7)) == {
        "jkp.cash_rates": ((450_000,) * 3 + (250_000,) * 3, (600_000,) * 6),
        "jkp.claim_months": (3, 6),
        "jkp.closed_arrears_months_paid_by_bpjs": (0, 6),
        "jkp.consecutive_needed": (6, 0),
        "jkp.from_jkm_rate": (1_000, 0),
        "jkp.recomposition_day": (None, 17),
        "jkp.training_most": (None, 2_400_000),
    }


def test_a_value_that_stays_under_another_article_is_told_apart() -> None:
    found = changed_values(STATUTE, date(2025, 2, 6), date(2025, 2, 7))
    assert [one.parameter.path for one in found if not one.value_changed] == [
        "jkp.arrears_months_paid_by_bpjs",
        "jkp.from_jkk_rate",
        "jkp.months_counted",
        "jkp.months_needed",
        "jkp.refund_answer_days",
        "jkp.refund_claim_months",
        "jkp.state_rate",
    ]


def test_the_ceiling_of_2022() -> None:
    assert changed(date(2022, 2, 28), date(2022, 3, 1)) == {"jp.wage_cap": (8_754_600, 9_077_600)}


def test_nothing_changes_within_a_quiet_month() -> None:
    assert changed_values(STATUTE, date(2022, 11, 1), date(2022, 12, 31)) == []
    assert changed_formulas(STATUTE, date(2022, 11, 1), date(2022, 12, 31)) == []


def test_a_formula_with_another_version_is_named() -> None:
    found = changed_formulas(STATUTE, date(2021, 2, 1), date(2021, 2, 2))
    assert [one.name for one in found] == ["jkp_base"]
    assert found[0].meaning.startswith("Wage on which JKP is financed")


def test_the_months_of_pp49_begin_and_end() -> None:
    began = changed(date(2020, 7, 31), date(2020, 8, 1))
    ended = changed(date(2021, 1, 31), date(2021, 2, 1))
    assert began == {
        "payment.pu_due_day": (15, 30),
        "payment.pu_penalty_rate": (20_000, 5_000),
        "relief.pp49_jp_payable": (1_000_000, 10_000),
        "relief.pp49_kept": (1_000_000, 10_000),
    }
    limits = {
        "jp.minimum": (350_700, 356_600),
        "jp.maximum": (4_207_200, 4_277_900),
        "jp.indexation_rate": (27_200, 16_800),
    }
    assert ended == limits | {path: (new, old) for path, (old, new) in began.items()}
