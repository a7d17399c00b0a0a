"""What the law and the decrees say that intake compares a file with: programmes by scale, wage floors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, cast

from django.utils.translation import gettext_noop as _

from naungan.intake.stage import Cursor, fresh
from naungan.law import membership
from naungan.law.statute import load
from naungan.registry.minimum_wages import minimum_wage
from naungan.registry.models import Employer, Payer, Programme, Scale
from naungan.registry.region_facts import by_code

_SCALES: dict[str, str] = {
    Scale.MICRO: _("mikro"), Scale.SMALL: _("kecil"), Scale.MEDIUM: _("menengah"), Scale.LARGE: _("besar"),
}  # fmt: skip


def mask_of(names: Iterable[str]) -> int:
    """The bits of programmes by their names."""
    return sum(Programme[name] for name in names)


def compulsory_for(payer: Payer, day: date) -> dict[str, Any]:
    """The programmes an employer of this scale must take: mask, names, and the scale in words (a sentence's part)."""
    scale = Employer.objects.values_list("scale", flat=True).get(payer=payer)
    names = membership.compulsory(load().on(day), cast(membership.Scale, scale))
    return {
        "compulsory": mask_of(names),
        "compulsory_names": ", ".join(names),
        "scale": _SCALES[scale],
    }


def wage_floors(cursor: Cursor, month: date) -> None:
    """The minimum wage of every region in a month as table `floors`; regions without a known one are not in it."""
    cursor.execute("SELECT id, code FROM registry_region WHERE valid @> %s::date AND level > 0", [month])
    known = [
        (region_id, floor.rupiah, floor.kind)
        for region_id, code in cursor.fetchall()
        if code in by_code() and (floor := minimum_wage(code, month.year)) is not None
    ]
    fresh(cursor, "floors", "region_id smallint PRIMARY KEY, rupiah bigint, kind text")
    with cursor.copy("COPY floors FROM STDIN") as copy:
        for row in known:
            copy.write_row(row)


@dataclass(frozen=True, slots=True)
class BpuEntry:
    """What the law says of entering as BPU: oldest age, programmes, and the lowest base in rupiah a month."""

    oldest: int
    compulsory: int
    allowed: int
    lowest_base: int

    def mask(self, written: str) -> int | None:
        """The programmes written as JKK+JKM+JHT; None where nothing is written."""
        return mask_of(written.split("+")) & self.allowed if written else None


@cache
def bpu_entry(day: date) -> BpuEntry:
    """The law of entering as BPU on a day (bpu.age_limit, membership.programmes_bpu, bpu.brackets)."""
    law = load().on(day)
    must, may = membership.of_segment(law, "BPU")
    bases = law.constant("bpu_bracket_bases")
    lowest = min(bases) if isinstance(bases, tuple) else int(bases or 0)
    return BpuEntry(law.whole("bpu.age_limit") - 1, mask_of(must), mask_of([*must, *may]), lowest)


def foreign_programmes(day: date) -> int:
    """The programmes a foreigner takes (membership.programmes_foreign)."""
    return mask_of(load().on(day).texts("membership.programmes_foreign"))
