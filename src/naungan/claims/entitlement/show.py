"""An explanation on a terminal: what is paid, to whom, by which article, and every step that led there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console

from naungan.screen import Column, show
from naungan.wording import rupiah, whole

UNVERIFIED = "belum dikonfirmasi"
ITEMS = {
    "lump": "santunan sekaligus", "periodic": "santunan berkala", "funeral": "biaya pemakaman",
    "scholarship": "beasiswa", "balance": "saldo iuran", "return": "hasil pengembangan", "tax": "pajak",
    "care": "perawatan", "transport": "angkutan", "homecare": "perawatan di rumah", "dentures": "gigi tiruan",
    "hearing_aid": "alat bantu dengar", "spectacles": "kacamata", "prosthesis": "alat ganti atau bantu",
    "rehabilitation": "rehabilitasi", "stmb": "STMB", "disability": "cacat sebagian",
    "total_disability": "cacat total tetap", "pension": "pensiun sebulan", "cash": "uang tunai",
}  # fmt: skip
LINES = (Column("program"), Column("manfaat"), Column("jumlah", number=True), Column("dasar hukum", detail=True))
STEPS = (Column("langkah"), Column("nilai", number=True), Column("dari"), Column("dasar hukum", detail=True))


def show_basis(console: Console, basis: Mapping[str, Any]) -> None:
    """Print the frozen basis of a decision."""
    show(console, "Penjelasan", STEPS, [_step(one) for one in basis["steps"]])
    for reason in basis["reasons"]:
        console.print(f"Tidak dibayar: {reason['fact']} {reason['next_step']} ({reason['article']})")
    if basis["lines"]:
        rows = [
            (one["programme"], ITEMS[one["item"]], rupiah(one["amount"]), _article(one)) for one in basis["lines"]
        ]
        show(console, "Manfaat", LINES, rows, ("Jumlah", "", rupiah(basis["total"]), ""))


def _article(line: Mapping[str, Any]) -> str:
    return f"{line['article']} ({UNVERIFIED})" if line["unverified"] else str(line["article"])


def _step(step: Mapping[str, Any]) -> tuple[str, str, str, str]:
    doubts = [one["path"] for one in step["law"] if one["unverified"]]
    article = f"{step['article']} ({UNVERIFIED}: {', '.join(doubts)})" if doubts else step["article"]
    read = {**step["with"], **{one["path"]: one["value"] for one in step["law"]}}
    return step["says"], _value(step["value"]), "; ".join(f"{name} {_value(v)}" for name, v in read.items()), article


def _value(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int):
        return whole(value)
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    if isinstance(value, dict):
        return ", ".join(f"{name} {_value(one)}" for name, one in value.items())
    return str(value)
