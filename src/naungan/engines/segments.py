"""What each segment of participants is billed: the targets of a whole program."""

from __future__ import annotations

SEGMENTS: dict[str, tuple[str, ...]] = {
    "pu": (
        "jkk_employer", "jkm_employer", "jht_employer", "jht_employee", "jp_base", "jp_employer",
        "jp_employee", "employer_total", "employee_total", "total", "jkp_from_jkk", "jkp_from_jkm",
        "jkp_from_state", "jp_deferred",
    ),
    "bpu": ("bpu_base", "bpu_jkk", "bpu_jkm", "bpu_jht", "bpu_total"),
    "jakon": ("jakon_jkk", "jakon_jkm", "jakon_total"),
    "jakon_wage": ("jakon_wage_jkk", "jakon_wage_jkm", "jakon_wage_total"),
    "pmi": ("pmi_pre", "pmi_during_after", "pmi_total"),
}  # fmt: skip
