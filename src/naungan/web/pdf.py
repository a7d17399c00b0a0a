"""Paper: a Typst template and its data made into a PDF that screen readers can read too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse

PACKAGE = Path(__file__).parent.parent  # what templates may read: /web/typst/letter.typ
FAMILY = "Libertinus Serif"  # carried inside the typst package; the machine's own fonts are not looked at


def pdf(template: Path, data: Mapping[str, Any]) -> bytes:
    """The PDF (UA-1, tagged) of a template, which imports from the package by whole path (/web/typst/letter.typ).

    The template reads `json(bytes(sys.inputs.data))`; all of `data` is text to it, never markup.
    Raises typst.TypstError where the template is wrong.
    """
    told = {"data": json.dumps(data, cls=DjangoJSONEncoder)}
    compiler = typst.Compiler(root=str(PACKAGE), font_paths=_fonts(), sys_inputs=told)
    made = compiler.compile(template.read_bytes(), format="pdf", pdf_standards="ua-1")
    if not isinstance(made, bytes):
        raise TypeError(f"{template}: Typst gave {type(made).__name__} instead of a PDF")
    return made


def pdf_response(template: Path, data: Mapping[str, Any], filename: str) -> HttpResponse:
    """The PDF as an answer that a browser shows, and saves under that name; it is not kept on the way."""
    answer = HttpResponse(pdf(template, data), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{filename}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
