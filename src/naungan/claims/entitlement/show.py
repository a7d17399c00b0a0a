"""An explanation on a terminal: what is paid, to whom, by which article, and every step that led there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from rich.console import Console

from naungan.claims.words import facts_told, item_words, law_told, step_value, step_words
from naungan.screen import Column, show
from naungan.wording import rupiah

UNVERIFIED = "belum dikonfirmasi"
LINES = (Column("program"), Column("manfaat"), Column("jumlah", number=True), Column("dasar hukum", detail=True))
STEPS = (Column("langkah"), Column("nilai", number=True), Column("dari"), Column("dasar hukum", detail=True))


def show_basis(console: Console, basis: Mapping[str, Any]) -> None:
    """Print the frozen basis of a decision, in Indonesian whatever the language of the day."""
    with translation.override("id"):
        show(console, "Penjelasan", STEPS, [_step(one) for one in basis["steps"]])
        for reason in basis["reasons"]:
            article = f" ({reason['article']})" if reason["article"] else ""
            console.print(f"Tidak dibayar: {reason['fact']} {reason['next_step']}{article}")
        if basis["lines"]:
            show(console, "Manfaat", LINES, map(_line, basis["lines"]), ("Jumlah", "", rupiah(basis["total"]), ""))


def _line(line: Mapping[str, Any]) -> tuple[str, str, str, str]:
    article = f"{line['article']} ({UNVERIFIED})" if line["unverified"] else str(line["article"])
    return line["programme"], item_words(line["item"]), rupiah(line["amount"]), article


def _step(step: Mapping[str, Any]) -> tuple[str, str, str, str]:
    law = [law_told(one["path"], one["value"]) for one in step["law"]]
    doubts = [told.name for told, one in zip(law, step["law"], strict=True) if one["unverified"]]
    article = f"{step['article']} ({UNVERIFIED}: {', '.join(doubts)})" if doubts else step["article"]
    read = "; ".join(f"{told.name} = {told.value}" for told in (*facts_told(step), *law))
    return step_words(step), step_value(step), read, article
