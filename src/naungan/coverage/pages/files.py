"""The tables of the pages as CSV and XLSX."""

from __future__ import annotations

from collections.abc import Callable

from django.http import FileResponse, HttpRequest
from django.utils import timezone
from django.views.decorators.http import require_safe

from naungan.access.doors import public
from naungan.coverage.asked import Asked
from naungan.coverage.history import history
from naungan.coverage.listing import published_in
from naungan.coverage.pages.answering import answering
from naungan.coverage.provenance import provenance
from naungan.coverage.report import Figures
from naungan.coverage.scale import population_scale
from naungan.coverage.sheets import Sheet, history_sheet, published_sheet, ranking_sheet, source_sheet
from naungan.web.downloads import as_csv, as_xlsx

WRITERS: dict[str, Callable[..., FileResponse]] = {"csv": as_csv, "xlsx": as_xlsx}


@public
@require_safe
@answering
def ranking(request: HttpRequest, asked: Asked, figures: Figures, form: str) -> FileResponse:
    """The ranking of provinces or districts."""
    rows = figures.table(asked.by, asked.segments or None)
    return _written(form, ranking_sheet(rows, asked.by, population_scale(), timezone.now()))


@public
@require_safe
@answering
def of_region(request: HttpRequest, asked: Asked, figures: Figures, code: str, what: str, form: str) -> FileResponse:
    """One region: `asal` everything behind its figure, `riwayat` its history, `terbitan` what is published."""
    found, now = provenance(figures, code, asked.segments or None), timezone.now()
    if what == "asal":
        return _written(form, source_sheet(found, now))
    if what == "riwayat":
        past = history(code, figures.known, asked.basis, asked.definition, asked.segments or None)
        return _written(form, history_sheet(past, found.row, found.scale, now))
    return _written(form, published_sheet(published_in(figures.known, code), found.row, found.scale, now))


def _written(form: str, sheet: Sheet) -> FileResponse:
    return WRITERS[form](sheet.name, sheet.columns, sheet.rows, sheet.about)
