"""A law as somebody would like to change it, written `bpu.jkm_amount=3400`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from naungan.law.errors import LawError
from naungan.law.labels import refusal_words
from naungan.law.months import first_day
from naungan.law.statute import Statute, load
from naungan.saying import gettext as _
from naungan.sponsorship.planner.request import BadPlan
from naungan.web.templatetags.formats import language

_CHANGE = re.compile(r"([a-z_]+\.[a-z0-9_]+)\s*=\s*([0-9]{1,15})", re.ASCII)


def reformed(changes: Sequence[str], first_month: int) -> Statute:
    """The law with whole-number values replaced from a month on (year x 12 + month - 1); rates in parts per million.

    Raises BadPlan for a change that is not so written or that no law could be.
    """
    values = {}
    for change in changes:
        read = _CHANGE.fullmatch(change.strip())
        if read is None:
            raise BadPlan(
                "reform",
                _("Perubahan hukum terbaca %(change)s. Tulis parameter=angka: bpu.jkm_amount=3400.")
                % {"change": repr(change)},
            )
        if read[1] not in load().parameters:
            raise BadPlan(
                "reform",
                _("Hukum tidak mempunyai parameter %(path)s. Semuanya disebut oleh: naungan law show.")
                % {"path": read[1]},
            )
        values[read[1]] = {first_day(first_month): int(read[2])}
    try:
        return load().reform(values, ", ".join(changes))
    except LawError as no:
        raise BadPlan("reform", refusal_words(no, language())) from no
