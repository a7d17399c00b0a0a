"""Why a bank gives money back, in plain words."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from naungan.yaml_text import from_yaml


@cache
def _reasons() -> dict[str, str]:
    told: dict[str, str] = from_yaml((files("naungan.disbursements") / "reasons.yaml").read_text("utf-8"))
    return told


def in_words(reason: str) -> str:
    """`AC04` as `rekening sudah ditutup (AC04)`; anything else as the bank wrote it."""
    code = reason.split(" ", 1)[0].rstrip(";")
    known = _reasons().get(code)
    return f"{known} ({reason})" if known else reason
