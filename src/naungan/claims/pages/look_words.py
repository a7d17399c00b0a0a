"""What a look at a claim is called in the log that its person reads: written in Indonesian, shown translated."""

from __future__ import annotations

from django.utils.translation import gettext_noop

QUEUE = gettext_noop("Antrean klaim")
CLAIM = gettext_noop("Halaman klaim di meja klaim")
DECISIONS = gettext_noop("Daftar putusan yang menunggu pemeriksa kedua")
APPEALS = gettext_noop("Daftar keberatan")
RECOMPUTED = gettext_noop("Hitung ulang putusan klaim")
API = gettext_noop("Klaim lewat REST")
