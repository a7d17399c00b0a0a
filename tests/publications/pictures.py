"""Pages of paper as pictures, held against kept ones.

The kept ones are of the content that the tests write; `NAUNGAN_KEEP_PICTURES=1` writes them anew, to be looked at.
"""

from __future__ import annotations

import io
import json
import os
from datetime import date
from pathlib import Path

import typst
from django.utils.translation import override
from PIL import Image, ImageChops

from naungan.publications.addresses import of_publication, qr_svg
from naungan.publications.governor import governor_report
from naungan.publications.governor_paper import TEMPLATE, paper
from naungan.publications.traced import Trail
from naungan.web.pdf import PACKAGE

KEPT = Path(__file__).parent / "kept"
DOTS = 60  # an inch: enough to see that something moved, small enough to keep
DARKER = 48  # of 255: less is the edge of a letter


def page_picture(province: str, on: date, page: int) -> Image.Image:
    """One page of the governor's report, in grey."""
    with override("id"):
        data = paper(governor_report(province, on), Trail())
    reference = f"GUB-{province}-{on:%Y%m%d}-01"
    address = of_publication(reference)
    told = data | {"reference": reference, "address": address, "qr": qr_svg(address).decode()}
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    compiler = typst.Compiler(root=str(PACKAGE), font_paths=fonts, sys_inputs={"data": json.dumps(told)})
    pages = compiler.compile(TEMPLATE.read_bytes(), format="png", ppi=DOTS)
    assert isinstance(pages, list)
    return Image.open(io.BytesIO(pages[page - 1])).convert("L")


def same_as_kept(province: str, on: date, page: int, name: str) -> str:
    """Nothing where a page looks as it was kept; else where and how much it differs."""
    made, kept = page_picture(province, on, page), KEPT / f"{name}.png"
    if os.environ.get("NAUNGAN_KEEP_PICTURES"):
        KEPT.mkdir(exist_ok=True)
        made.save(kept, optimize=True)
    with Image.open(kept) as before:
        if before.size != made.size:
            return f"{name}: {made.size} instead of {before.size}"
        different = ImageChops.difference(made, before.convert("L")).point(lambda dot: 255 if dot > DARKER else 0)
    return f"{name} differs within {different.getbbox()}" if different.getbbox() else ""
