"""What a look from the desk is called in the log that its person reads: written in Indonesian, shown translated."""

from __future__ import annotations

from django.utils.translation import gettext_noop

PERSON = gettext_noop("Halaman orang di meja kerja")
TRAIL = gettext_noop("Jejak orang di meja kerja")
SELF_PAYER = gettext_noop("Halaman pembayar mandiri di meja kerja")
CORRECTION = gettext_noop("Usulan koreksi di meja kerja")
SEARCH = gettext_noop("Hasil pencarian di meja kerja (NIK disamarkan)")
GRACE = gettext_noop("Daftar masa tenggang di meja kerja")
GRACE_FILE = gettext_noop("Unduhan masa tenggang dari meja kerja")
REPORTS = gettext_noop("Daftar laporan data di meja kerja")
REPORT = gettext_noop("Laporan data di meja kerja")
