"""The numbers people use: KPJ, NPP with division, and the codes of self-payers, sponsors, projects.

Unverified: BP Jamsostek publishes no format of KPJ and NPP. What is checked here is what is generally
said of them (KPJ 11 characters, NPP 8 with a division of 3) and what the database can hold. The
numbers made here are our own and carry no meaning of the office's.
"""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext_noop

from naungan.registry.errors import BadNumber
from naungan.saying import gettext as _

_KPJ = re.compile(r"[0-9A-Z]{11}")
_NPP = re.compile(r"[0-9A-Z]{8}")
_DIVISION = re.compile(r"[0-9]{3}")
_PROJECT = re.compile(r"[0-9]{1,15}")
_SPONSOR = re.compile(r"[0-9A-Z][0-9A-Z.\-]{2,39}")
_RESERVED = re.compile(r"(BPU|JK)[0-9]+|[0-9A-Z]{8}-[0-9]{3}")
_SERIALS_A_YEAR = 10**9
SELF_PAYER, PROJECT = "BPU", "JK"


def check_kpj(text: str) -> str:
    """A card number, 11 digits or capitals, with blanks taken out. Raises BadNumber."""
    return _shaped(
        _KPJ, text, gettext_noop("KPJ harus 11 angka atau huruf besar, tanpa tanda lain. Terbaca %(read)s.")
    )


def check_npp(text: str) -> str:
    """An employer number, 8 digits or capitals, with blanks taken out. Raises BadNumber."""
    return _shaped(_NPP, text, gettext_noop("NPP harus 8 angka atau huruf besar, tanpa divisi. Terbaca %(read)s."))


def employer_code(npp: str, division: str = "000") -> str:
    """The payer code of an employer division: KT001234-000. Raises BadNumber."""
    checked = _shaped(_DIVISION, division, gettext_noop("Divisi harus 3 angka, misalnya 000. Terbaca %(read)s."))
    return f"{check_npp(npp)}-{checked}"


def split_employer_code(code: str) -> tuple[str, str]:
    """NPP and division of a payer code; a bare NPP means division 000. Raises BadNumber."""
    npp, dash, division = code.strip().partition("-")
    checked = employer_code(npp, division if dash else "000")
    return checked[:8], checked[9:]


def sponsor_code(text: str) -> str:
    """The payer code of a sponsor, 3 to 40 of A-Z, 0-9, dot and dash (PEMDA-64.02). Raises BadNumber."""
    code = _shaped(
        _SPONSOR, text, _("Kode penanggung 3 sampai 40 huruf besar, angka, titik, atau strip. Terbaca %(read)s.")
    )
    if _RESERVED.fullmatch(code):
        raise BadNumber(
            _("Kode penanggung %(code)s menyerupai kode peserta mandiri, proyek, atau pemberi kerja. Ganti.")
            % {"code": code}
        )
    return code


def project_code(number: str) -> str:
    """The payer code of a construction project: JK and up to 15 digits. Raises BadNumber."""
    return PROJECT + _shaped(
        _PROJECT, number, gettext_noop("Nomor proyek harus 1 sampai 15 angka. Terbaca %(read)s.")
    )


def self_payer_code(person_id: int) -> str:
    """The payer code of a self-paying worker: BPU and the person's id in ten digits, free of the NIK."""
    return f"{SELF_PAYER}{person_id:010d}"


def make_kpj(serial: int, issued_on: date) -> str:
    """A card number of our own: two digits of the year of issue, nine of a serial number."""
    if not 1 <= serial < _SERIALS_A_YEAR:
        raise BadNumber(
            _("Nomor urut KPJ %(serial)s di luar 1 sampai %(most)s.")
            % {"serial": serial, "most": _SERIALS_A_YEAR - 1}
        )
    return f"{issued_on:%y}{serial:09d}"


def _shaped(shape: re.Pattern[str], text: str, said: str) -> str:
    compact = "".join(text.split())
    if not shape.fullmatch(compact):
        raise BadNumber(_(said) % {"read": repr(text)})
    return compact
