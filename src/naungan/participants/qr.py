"""A QR code as a picture of its own."""

from __future__ import annotations

import io

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathFillImage


def qr_svg(text: str) -> bytes:
    """The text as a QR code: SVG on white, with the quiet zone that readers need."""
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4, image_factory=SvgPathFillImage)
    made.add_data(text)
    made.make(fit=True)
    written = io.BytesIO()
    made.make_image().save(written)
    return written.getvalue()
