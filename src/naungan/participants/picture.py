"""A Typst template as a picture, for a phone that is to show it without a signal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from naungan.web.pdf import PACKAGE

PIXELS_AN_INCH = 300.0


def png(template: Path, data: Mapping[str, Any]) -> bytes:
    """The first page of a template as PNG; the template reads its data as for `naungan.web.pdf.pdf`."""
    made = typst.compile(
        str(template),
        root=str(PACKAGE),
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True),
        format="png",
        ppi=PIXELS_AN_INCH,
        sys_inputs={"data": json.dumps(data)},
    )
    return made if isinstance(made, bytes) else made[0]
