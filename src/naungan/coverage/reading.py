"""What the door reads and writes: a figure's reference, a day, JSON."""

from __future__ import annotations

import json
import re
from datetime import date

from naungan.coverage.compare import Asked
from naungan.errors import WrongUse
from naungan.saying import gettext as _

REFERENCE = re.compile(r"(?P<region>[^@/]+)@(?P<day>[^@/]+)(?P<rest>(/[^@/]+){0,3})")


def read_asked(reference: str) -> Asked:
    """Read REGION@DAY[/BASIS[/DEFINITION[/SEGMENT]]]. Raises WrongUse."""
    parts = REFERENCE.fullmatch(reference)
    if parts is None:
        raise WrongUse(
            _(
                "Terbaca %(reference)s. Tulis WILAYAH@TANGGAL, misalnya 64@2022-12-31, bila perlu dengan "
                "/DASAR/DEFINISI/SEGMEN di belakangnya: 64@2022-12-31/bps-employed."
            )
            % {"reference": repr(reference)}
        )
    named = dict(zip(("basis", "definition", "segments"), parts["rest"].split("/")[1:], strict=False))
    return Asked(parts["region"], read_day(parts["day"]), **named)


def read_day(read: str) -> date:
    """Read YYYY-MM-DD. Raises WrongUse."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", read):
        raise WrongUse(
            _("Tanggal %(read)s tidak terbaca. Tulis tahun-bulan-hari, misalnya 2022-12-31.") % {"read": repr(read)}
        )
    try:
        return date.fromisoformat(read)
    except ValueError as wrong:
        raise WrongUse(_("Tanggal %(read)s tidak ada di kalender.") % {"read": repr(read)}) from wrong


def in_json(told: object) -> None:
    """Print JSON for people and programmes."""
    print(json.dumps(told, ensure_ascii=False, indent=2))
