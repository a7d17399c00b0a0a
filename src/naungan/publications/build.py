"""Make a report of a kind for a region and a day, and keep it: one verb for the page, REST and the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module

from naungan.publications.errors import NoSuchReport
from naungan.publications.keep import Draft, keep
from naungan.publications.models import Kind, Publication
from naungan.saying import gettext as _

Maker = Callable[[str, date | None], Draft]
# Only the one that is asked for is loaded: each needs other libraries.
MAKERS = {
    Kind.GOVERNOR: ("naungan.publications.governor_paper", "governor_draft"),
    Kind.QUARTER: ("naungan.publications.quarter", "quarter_draft"),
    Kind.BRANCH: ("naungan.publications.branch_sheet", "branch_draft"),
    Kind.OPEN_DATA: ("naungan.publications.open_data", "open_data"),
}


def publish(kind: str, region_code: str, as_of: date | None, account_id: int | None = None) -> Publication:
    """Make and keep a report. `as_of` None is the last closed month.

    Raises NoSuchReport for a kind or region it is not made for, NotComputedYet where the month is not closed.
    """
    if kind not in MAKERS:
        raise NoSuchReport(
            _("Laporan %(kind)s tidak dikenal. Yang dikenal: %(known)s.")
            % {"kind": repr(kind), "known": ", ".join(MAKERS)}
        )
    module, name = MAKERS[Kind(kind)]
    maker: Maker = getattr(import_module(module), name)
    return keep(maker(region_code, as_of), account_id)
