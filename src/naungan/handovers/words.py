"""What the items of a decision are called on a paper for everybody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ITEMS = {
    "lump": _("Santunan sekaligus"),
    "periodic": _("Santunan berkala"),
    "funeral": _("Biaya pemakaman"),
    "scholarship": _("Beasiswa anak"),
    "transport": _("Angkutan"),
    "disability": _("Santunan cacat"),
    "total_disability": _("Santunan cacat total tetap"),
    "balance": _("Saldo iuran"),
    "return": _("Hasil pengembangan"),
    "tax": _("Pajak penghasilan"),
    "pension": _("Pensiun sebulan"),
    "stmb": _("Upah selama tidak mampu bekerja"),
    "care": _("Perawatan"),
    "cash": _("Uang tunai"),
}


def item_words(programme: str, item: str) -> str:
    """The programme and what it pays."""
    return f"{programme}: {ITEMS.get(item, item)}"
