"""Every district that a NIK may begin with: all present ones, the abolished ones, and no others."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from naungan.registry.nik import Level, check, compose
from naungan.registry.region_facts import by_code, region_facts

AS_OF = date(2022, 12, 31)
BORN = date(1988, 2, 29)
PRESENT = [fact.code for fact in region_facts() if fact.level == 2 and not fact.abolished]
# The provinces that python-stdnum 2.2 does not know, with how many districts it refuses (interop.md 3.3).
REFUSED_ELSEWHERE = {"65": 5, "92": 7, "93": 4, "95": 8, "96": 6}


def _nik(district: str) -> str:
    return compose(district=district, born_on=BORN, sex="L", serial=7)


def test_all_514_present_districts_are_accepted_without_a_finding() -> None:
    read = [check(_nik(code), as_of=AS_OF) for code in PRESENT]
    assert len(read) == 514
    assert [one.district.code for one in read if one.district and one.findings == ()] == PRESENT


def test_the_30_districts_that_a_common_library_refuses_are_among_them() -> None:
    counted = Counter(code[:2] for code in PRESENT)
    assert {province: counted[province] for province in REFUSED_ELSEWHERE} == REFUSED_ELSEWHERE
    assert sum(REFUSED_ELSEWHERE.values()) == 30


@pytest.mark.parametrize(
    ("then", "now"),
    [("64.04", "65.01"), ("64.05", "65.03"), ("64.06", "65.02"), ("64.10", "65.04"), ("64.73", "65.71"),
     ("91.01", "93.01"), ("91.04", "94.01"), ("91.02", "95.01"), ("92.71", "96.71")],
)  # fmt: skip
def test_an_abolished_district_is_accepted_and_said(then: str, now: str) -> None:
    read = check(_nik(then), as_of=AS_OF)
    assert read.nik == _nik(then)
    (finding,) = read.findings
    assert (finding.code, finding.level) == ("N13", Level.INFO)
    name = by_code()[then].name
    assert finding.said == f"NIK terbit ketika {name} masih bernomor {then}; kini {now}."


def test_a_district_of_a_known_province_that_never_was_is_to_be_confirmed() -> None:
    (finding,) = check("6412015708900001", as_of=AS_OF).findings
    assert (finding.code, finding.level) == ("N12", Level.SOFT)
    assert finding.said == "Empat angka pertama NIK bukan kabupaten/kota yang dikenal, kini atau dahulu."


def test_a_number_of_bps_is_recognised_because_no_nik_is_made_of_one() -> None:
    (finding,) = check("9418015708900001", as_of=AS_OF).findings
    assert (finding.code, finding.level) == ("N12", Level.SOFT)
    assert finding.said.endswith("(9418 adalah nomor BPS Kabupaten Tolikara).")


@pytest.mark.parametrize("province", ["00", "10", "66", "97", "99"])
def test_a_province_that_never_was_is_to_be_confirmed(province: str) -> None:
    (finding,) = check(f"{province}72015708900001", as_of=AS_OF).findings
    assert (finding.code, finding.level) == ("N11", Level.SOFT)


def test_the_same_four_digits_mean_the_district_of_kemendagri() -> None:
    read = check("6402015708900001", as_of=AS_OF)
    assert read.district is not None
    assert (read.district.name, read.district.bps_code) == ("Kabupaten Kutai Kartanegara", "6403")
