"""Hypothesis strategies for the law: wages, months, classes and people."""

from datetime import date

from hypothesis import strategies as st

from naungan.law.months import days_since_epoch, parse_month

PU_TARGETS = (
    "jkk_employer", "jkm_employer", "jht_employer", "jht_employee", "jp_base", "jp_employer", "jp_employee",
    "employee_total", "employer_total", "total", "jkp_from_jkk", "jkp_from_jkm", "jkp_from_state",
    "jp_payable_now", "jp_deferred",
)  # fmt: skip
BPU_TARGETS = ("bpu_base", "bpu_jkk", "bpu_jkm", "bpu_jht", "bpu_total")
JAKON_TARGETS = ("jakon_jkk", "jakon_jkm", "jakon_total")

wages = st.integers(0, 10_000_000_000_000)
months = st.integers(parse_month("2015-07"), parse_month("2045-12"))
classes = st.integers(1, 5)
flags = st.booleans()
births = st.dates(date(1930, 1, 1), date(2010, 12, 31))
workers = st.fixed_dictionaries(
    {
        "jkk_class": classes,
        "born": births.map(days_since_epoch),
        "foreign": flags,
        "continues": flags,
        "takes_jht": flags,
        "takes_jp": flags,
        "takes_jkp": flags,
        "relief_pp49": flags,
        "relief_pp7": flags,
    }
)
