"""Addresses that are printed: of a figure's source, and of the publication itself.

They are written out, not asked of the site's address book: reading that loads every room, which takes a command
longer than the report. A test opens each of them.
"""

from __future__ import annotations

import io
from datetime import date

import qrcode
from django.conf import settings
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathFillImage

from naungan.coverage.asked import ORDINARY_BASIS, Asked


def of_figure(region_code: str, as_of: date, basis: str = ORDINARY_BASIS, definition: str = "active-or-grace") -> str:
    """Where it stands how a figure was computed."""
    asked = Asked(as_of.replace(day=1), basis, definition)
    return f"/cakupan/{region_code}/asal/?{asked.query}"


def of_change(region_code: str, as_of: date) -> str:
    """Where a change is taken apart."""
    query = Asked(as_of.replace(day=1)).query
    return f"/cakupan/{region_code}/perubahan/?dari=bulan&{query}"


def of_publication(reference: str) -> str:
    """Where a report's numbers are looked up, under the first name that the operator gave the site."""
    scheme = "https" if settings.BEHIND_TLS else "http"
    return f"{scheme}://{settings.ALLOWED_HOSTS[0]}/laporan/{reference}/"


def qr_svg(address: str) -> bytes:
    """The address as a picture that a phone reads."""
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=2, image_factory=SvgPathFillImage)
    made.add_data(address)
    out = io.BytesIO()
    made.make_image().save(out)
    return out.getvalue()
