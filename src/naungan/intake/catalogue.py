"""The validation catalogue (workflows.md 3.2): every code, how much it matters, and what people read.

One table for the rules that look at a cell (`rules`), the ladder of the NIK (`registry.nik`) and the
rules that look at the whole file and the registry in SQL. A finding keeps the sentences of its rule and
the parts that fill their `{holes}`, so that they can be said in the reader's language (`web.sentences`).
Codes marked "own" are not in the reference's catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_noop as _

from naungan.registry import nik
from naungan.web.sentences import Part, say


class Level(StrEnum):
    """Hard: the row does not go in. Soft: it goes in and is to be confirmed."""

    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the catalogue. `waits`: soft, but the row stays out until somebody has confirmed it,
    because what was read would otherwise be a guess."""

    code: str
    level: Level
    guards: str
    words: str
    advice: str
    own: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: where, what was read, what to say and what to do. Row 0 is the whole file.

    `words` and `advice` are sentences to be kept with their `parts`; `said` and `repair` say them.
    """

    row: int
    code: str
    column: str
    read: str
    words: str
    advice: str
    parts: Mapping[str, Part] = field(default_factory=dict)

    @property
    def rule(self) -> Rule:
        """The rule that found it."""
        return CATALOGUE[self.code]

    @property
    def said(self) -> str:
        """What is wrong, in the active language."""
        return say(self.words, self.parts)

    @property
    def repair(self) -> str:
        """What to do, in the active language."""
        return say(self.advice, self.parts)


def found(row: int, code: str, column: str, read: str, **parts: Part) -> Finding:
    """A finding of a rule, whose sentences `parts` fill in."""
    rule = CATALOGUE[code]
    return Finding(row, code, column, read, rule.words, rule.advice, parts)


def found_in_nik(row: int, column: str, read: str, one: nik.Finding) -> Finding:
    """A finding of the ladder of the NIK, in its own words."""
    return Finding(row, one.code, column, read, one.words, one.advice, one.parts)


HARD, SOFT = Level.HARD, Level.SOFT

_RULES = (
    # The ladder of the NIK speaks its own sentences; here is what each of its codes guards.
    Rule("N01", HARD, "NIK bukan 16 angka", "", ""),
    Rule("N02", HARD, "NIK dirusak lembar kerja", "", ""),
    Rule("N03", SOFT, "tanggal lahir berbeda dengan NIK", "", ""),
    Rule("N04", SOFT, "jenis kelamin berbeda dengan NIK", "", ""),
    Rule("N08", HARD, "NIK satu angka saja", "", "", own=True),
    Rule("N09", HARD, "nomor urut NIK 0000", "", "", own=True),
    Rule("N10", HARD, "tanggal di dalam NIK mustahil", "", "", own=True),
    Rule("N11", SOFT, "provinsi NIK tidak dikenal", "", "", own=True),
    Rule("N12", SOFT, "kabupaten/kota NIK tidak dikenal", "", "", own=True),
    Rule("N14", SOFT, "NIK berakhir 000", "", "", own=True),
    Rule(
        "N05", HARD, "NIK dua kali dalam berkas", _("NIK sama dengan baris {r}."),
        _("Sisakan satu baris untuk satu orang."),
    ),
    Rule(
        "N06", HARD, "NIK sudah aktif pada pembayar ini", _("Sudah aktif sejak {date}."),
        _("Hapus baris ini; ubah upahnya lewat berkas upah."),
    ),
    Rule(
        "N07", SOFT, "NIK aktif di tempat lain", _("Terdaftar aktif di pemberi kerja lain."),
        _("Konfirmasikan bila ia memang bekerja di dua tempat."),
    ),
    Rule(
        "W01", HARD, "upah bukan angka saja", _("Tulis angka saja, contoh 3500000."),
        "{reading}",
    ),
    Rule(
        "W02", SOFT, "upah di bawah upah minimum tempat kerja", _("Di bawah {kind} {x}."),
        _("Tulis alasannya (paruh waktu, masuk tengah bulan), atau perbaiki upah."),
    ),
    Rule(
        "W03", SOFT, "upah berubah lebih dari 30 persen", _("Upah berubah {p} %. Benar?"),
        _("Bandingkan dengan upah terakhir {x}."),
    ),
    Rule(
        "W04", HARD, "upah di bawah 1.000", _("Nilai tidak wajar. Apakah dalam ribuan?"),
        _("Tulis rupiah penuh, misalnya 3500000."),
    ),
    Rule(
        "W05", SOFT, "pekerja bulan lalu tidak ada dalam berkas",
        _("{n} pekerja bulan lalu tidak ada. Keluar atau lupa?"),
        _("Laporkan yang keluar, atau unggah upahnya. Yang tidak dilaporkan dihitung dengan upah bulan lalu."),
    ),
    Rule(
        "W06", HARD, "upah negatif", _("Nilai tidak boleh negatif. Terbaca {x}."),
        _("Kelebihan bayar dikoreksi dengan melapor ulang bulannya."), own=True,
    ),
    Rule(
        "W07", HARD, "upah di luar batas", _("Nilai terlalu besar. Terbaca {x}."),
        _("Periksa jumlah nolnya."), own=True,
    ),
    Rule(
        "D01", HARD, "usia di luar batas formulir", _("Usia di luar {least}-{most}."),
        _("Periksa tanggal lahir; di luar batas itu daftarkan lewat kantor cabang."),
    ),
    Rule(
        "D02", HARD, "tanggal kepesertaan sesudah bulan lapor", _("Tanggal kepesertaan melewati bulan lapor."),
        _("Laporkan pada bulan {month}, atau perbaiki tanggalnya."),
    ),
    Rule(
        "D03", HARD, "PKWT tanpa akhir kontrak", _("Isi tanggal akhir kontrak."),
        _("Pekerja PKWT perlu TGL_AKHIR_KONTRAK."),
    ),
    Rule(
        "D04", SOFT, "urutan hari dan bulan tidak pasti", _("Tanggal terbaca {x}. Benar?"),
        _("Tulis sebagai tanggal Excel atau TTTT-BB-HH, atau konfirmasikan."), waits=True,
    ),
    Rule(
        "D05", HARD, "tanggal tidak terbaca", _("Tanggal tidak terbaca: {x}."),
        _("Tulis HH/BB/TTTT, misalnya 17/08/1990."), own=True,
    ),
    Rule(
        "D06", HARD, "akhir sebelum awal", _("Tanggal akhir {x} sebelum tanggal mulai."),
        _("Periksa tahunnya."), own=True,
    ),
    Rule(
        "C01", HARD, "nomor HP atau e-mail tidak ada", _("Isi {what}."),
        "{how}",
    ),
    Rule(
        "C02", SOFT, "satu nomor untuk banyak orang", _("Nomor dipakai {n} pekerja."),
        _("Isi nomor masing-masing; klaim dan pesan penting dikirim ke sana."),
    ),
    Rule(
        "C03", HARD, "nomor HP atau e-mail tidak mungkin", _("{what} tidak terbaca: {x}."),
        "{how}", own=True,
    ),
    Rule(
        "E01", HARD, "isian wajib kosong", _("Isi {what}."), _("Kolom ini wajib diisi."),
        own=True,
    ),
    Rule(
        "E02", HARD, "isian di luar pilihan", _("{what} terbaca {x}."), _("Pilih {choices}."), own=True,
    ),
    Rule(
        "E03", HARD, "nomor pegawai dua kali", _("NO_PEGAWAI {x} sudah dipakai {whom}."),
        _("Satu nomor untuk satu orang."), own=True,
    ),
    Rule(
        "F01", HARD, "judul kolom hilang, berganti nama, atau berpindah", _("Kolom {x} tidak ada. Unduh contoh."),
        "naungan import template",
    ),
    Rule(
        "F02", HARD, "bukan XLSX atau CSV yang utuh", _("Simpan sebagai .xlsx."),
        _("Buka di Excel dan simpan ulang."),
    ),
    Rule(
        "F03", HARD, "jumlah sel baris berbeda dengan judul", _("Baris ini {n} sel, judul {m} kolom."),
        _("Apit isian yang memuat koma atau titik koma dengan tanda kutip."), own=True,
    ),
    Rule(
        "F04", HARD, "rumus atau galat rumus dalam sel", _("Sel {x} berisi rumus."),
        _("Salin kolomnya, lalu Tempel Khusus > Nilai."), own=True,
    ),
    Rule(
        "K01", HARD, "KPJ bukan 11 tanda", _("KPJ harus 11 angka atau huruf besar. Terbaca {x}."),
        _("Ubah kolom menjadi Teks; nol di depan tidak boleh hilang."), own=True,
    ),
    Rule(
        "M01", HARD, "pekerja tidak ditemukan pada pemberi kerja ini",
        _("Pekerja ini tidak ditemukan pada pemberi kerja ini di bulan itu."),
        _("Periksa KPJ dan NIK; pekerja baru didaftarkan dahulu lewat berkas tenaga kerja baru."), own=True,
    ),
    Rule(
        "M02", HARD, "KPJ, NIK, dan nomor pegawai milik orang berbeda",
        _("{keys} milik orang yang berbeda."), _("Pakai KPJ dan NIK dari kartu orang yang sama."), own=True,
    ),
    Rule(
        "M03", SOFT, "nama berbeda dengan yang terdaftar", _("Nama terdaftar: {name}. Orang yang sama?"),
        _("Periksa apakah baris bergeser ketika menyalin."), own=True,
    ),
    Rule(
        "M04", HARD, "sudah keluar sebelum bulan itu", _("Sudah keluar sejak {date}."),
        _("Hapus baris ini, atau daftarkan kembali."), own=True,
    ),
    Rule(
        "M05", HARD, "tercatat meninggal", _("Tercatat meninggal {date}."),
        _("Hubungi kantor cabang bila keliru."), own=True,
    ),
    Rule(
        "M06", HARD, "BPU sudah ditanggung pembayar lain bulan itu", _("Sudah ditanggung {payer} sejak {date}."),
        _("Satu pekerja BPU satu pembayar sebulan: mulai sesudah yang lama berakhir."), own=True,
    ),
    Rule(
        "M07", HARD, "NIK terdaftar atas nama orang lain",
        _("NIK terdaftar atas nama {name}, lahir {date}."),
        _("Periksa NIK; bila benar, perbaiki nama di kantor cabang."), own=True,
    ),
    Rule(
        "M08", HARD, "di luar masa berlaku pembayar", _("Pembayar berlaku {date}."),
        _("Perbaiki tanggal kepesertaan."), own=True,
    ),
    Rule(
        "M09", SOFT, "tanggal lahir berbeda dengan yang terdaftar", _("Tanggal lahir terdaftar: {date}."),
        _("Cocokkan dengan KTP; yang terdaftar tetap dipakai."),
        own=True,
    ),
    Rule(
        "R01", HARD, "kode wilayah tidak dikenal", _("Kode wilayah {x} tidak dikenal pada {date}."),
        _("Tulis kode kabupaten/kota Kemendagri, misalnya 64.71."), own=True,
    ),
    Rule(
        "S01", HARD, "penanggung lain dari yang mengunggah", _("Penanggung tertulis {x}, berkas ini untuk {payer}."),
        _("Pisahkan berkas menurut penanggung."), own=True,
    ),
    Rule(
        "S02", SOFT, "semua baris berpekerjaan sama", _("Semua {n} baris berpekerjaan {x}."),
        _("Periksa apakah pekerjaan hanya disalin ke bawah."), own=True,
    ),
    Rule(
        "P01", SOFT, "program wajib menurut skala usaha belum diikuti",
        _("{n} pekerja belum mengikuti {x} yang wajib bagi usaha {scale}."),
        _("Dilihat kantor cabang (PDS program)."),
    ),
)  # fmt: skip

CATALOGUE = {rule.code: rule for rule in _RULES}
