"""What the lower rooms' choices are called, in the reader's language: their labels are words for the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Choices
from django.utils.translation import gettext, gettext_noop

# Marked here, because the rooms they are of know no screen.
_MARKED = (
    gettext_noop("Pemberi kerja"),
    gettext_noop("Peserta mandiri"),
    gettext_noop("Penanggung"),
    gettext_noop("Proyek konstruksi"),
    gettext_noop("PU (penerima upah)"),
    gettext_noop("BPU (bukan penerima upah)"),
    gettext_noop("Jakon (jasa konstruksi)"),
    gettext_noop("PMI (pekerja migran)"),
    gettext_noop("Mikro"),
    gettext_noop("Kecil"),
    gettext_noop("Menengah"),
    gettext_noop("Besar"),
    gettext_noop("Donatur"),
    gettext_noop("Mengundurkan diri"),
    gettext_noop("Kontrak berakhir"),
    gettext_noop("Diputus hubungan kerjanya (PHK)"),
    gettext_noop("Pensiun"),
    gettext_noop("Meninggal dunia"),
    gettext_noop("Pindah pembayar atau wilayah"),
    gettext_noop("Digantikan orang lain dalam daftar"),
    gettext_noop("Dana penanggung berakhir"),
    gettext_noop("Berhenti karena iuran tidak dibayar"),
    gettext_noop("Pembayar ditutup"),
    gettext_noop("Tenaga kerja baru"),
    gettext_noop("Upah bulanan"),
    gettext_noop("Daftar penerima penanggung"),
    gettext_noop("Pembayaran"),
)


def label_of(choices: type[Choices], value: Any) -> str:
    """What a value of some choices is called; the value itself where it is none of them."""
    return gettext(str(choices(value).label)) if value in choices.values else str(value)


def labelled(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, str]]:
    """Choices with their labels in the reader's language."""
    return [(value, gettext(str(label))) for value, label in choices]
