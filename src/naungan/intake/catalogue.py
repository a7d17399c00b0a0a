"""The validation catalogue (workflows.md 3.2): every code, how much it matters, and what people read.

One table for the rules that look at a cell (`rules`), the ladder of the NIK (`registry.nik`) and the
rules that look at the whole file and the registry in SQL. `{...}` are filled in by the rule that found
something. Codes marked "own" are not in the reference's catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    said: str
    repair: str
    english: str
    own: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: where, what was read, what to say and what to do. Row 0 is the whole file."""

    row: int
    code: str
    column: str
    read: str
    said: str
    repair: str

    @property
    def rule(self) -> Rule:
        """The rule that found it."""
        return CATALOGUE[self.code]


def found(row: int, code: str, column: str, read: str, **values: object) -> Finding:
    """A finding of a rule, its sentences filled in with `values`."""
    rule = CATALOGUE[code]
    return Finding(row, code, column, read, rule.said.format(**values), rule.repair.format(**values))


HARD, SOFT = Level.HARD, Level.SOFT

_RULES = (
    # The ladder of the NIK speaks its own sentences; here is what each of its codes guards.
    Rule("N01", HARD, "NIK bukan 16 angka", "{said}", "{repair}", "not 16 digits"),
    Rule("N02", HARD, "NIK dirusak lembar kerja", "{said}", "{repair}", "damaged by a spreadsheet"),
    Rule("N03", SOFT, "tanggal lahir berbeda dengan NIK", "{said}", "{repair}", "birth date differs from NIK"),
    Rule("N04", SOFT, "jenis kelamin berbeda dengan NIK", "{said}", "{repair}", "sex differs from NIK"),
    Rule("N08", HARD, "NIK satu angka saja", "{said}", "{repair}", "one digit repeated", own=True),
    Rule("N09", HARD, "nomor urut NIK 0000", "{said}", "{repair}", "serial 0000", own=True),
    Rule("N10", HARD, "tanggal di dalam NIK mustahil", "{said}", "{repair}", "impossible day", own=True),
    Rule("N11", SOFT, "provinsi NIK tidak dikenal", "{said}", "{repair}", "unknown province", own=True),
    Rule("N12", SOFT, "kabupaten/kota NIK tidak dikenal", "{said}", "{repair}", "unknown district", own=True),
    Rule("N14", SOFT, "NIK berakhir 000", "{said}", "{repair}", "ends 000", own=True),
    Rule(
        "N05", HARD, "NIK dua kali dalam berkas", "NIK sama dengan baris {r}.",
        "Sisakan satu baris untuk satu orang.", "the same person twice in the file",
    ),
    Rule(
        "N06", HARD, "NIK sudah aktif pada pembayar ini", "Sudah aktif sejak {date}.",
        "Hapus baris ini; ubah upahnya lewat berkas upah.", "already active with this payer",
    ),
    Rule(
        "N07", SOFT, "NIK aktif di tempat lain", "Terdaftar aktif di pemberi kerja lain.",
        "Konfirmasikan bila ia memang bekerja di dua tempat.", "active with another payer",
    ),
    Rule(
        "W01", HARD, "upah bukan angka saja", "Tulis angka saja, contoh 3500000.",
        "{reading}", "an amount that is not plain digits",
    ),
    Rule(
        "W02", SOFT, "upah di bawah upah minimum tempat kerja", "Di bawah {kind} {x}.",
        "Tulis alasannya (paruh waktu, masuk tengah bulan), atau perbaiki upah.", "below the minimum wage",
    ),
    Rule(
        "W03", SOFT, "upah berubah lebih dari 30 persen", "Upah berubah {p} %. Benar?",
        "Bandingkan dengan upah terakhir {x}.", "the wage moved by more than 30 percent",
    ),
    Rule(
        "W04", HARD, "upah di bawah 1.000", "Nilai tidak wajar. Apakah dalam ribuan?",
        "Tulis rupiah penuh, misalnya 3500000.", "an amount below 1,000 rupiah",
    ),
    Rule(
        "W05", SOFT, "pekerja bulan lalu tidak ada dalam berkas",
        "{n} pekerja bulan lalu tidak ada. Keluar atau lupa?",
        "Laporkan yang keluar, atau unggah upahnya. Yang tidak dilaporkan dihitung dengan upah bulan lalu.",
        "workers of last month are missing",
    ),
    Rule(
        "W06", HARD, "upah negatif", "Nilai tidak boleh negatif. Terbaca {x}.",
        "Kelebihan bayar dikoreksi dengan melapor ulang bulannya.", "a negative amount", own=True,
    ),
    Rule(
        "W07", HARD, "upah di luar batas", "Nilai terlalu besar. Terbaca {x}.",
        "Periksa jumlah nolnya.", "an amount beyond the limit", own=True,
    ),
    Rule(
        "D01", HARD, "usia di luar batas formulir", "Usia di luar {least}-{most}.",
        "Periksa tanggal lahir; di luar batas itu daftarkan lewat kantor cabang.", "age outside the form's bounds",
    ),
    Rule(
        "D02", HARD, "tanggal kepesertaan sesudah bulan lapor", "Tanggal kepesertaan melewati bulan lapor.",
        "Laporkan pada bulan {month}, atau perbaiki tanggalnya.", "membership begins after the month reported",
    ),
    Rule(
        "D03", HARD, "PKWT tanpa akhir kontrak", "Isi tanggal akhir kontrak.",
        "Pekerja PKWT perlu TGL_AKHIR_KONTRAK.", "a fixed-term contract without an end",
    ),
    Rule(
        "D04", SOFT, "urutan hari dan bulan tidak pasti", "Tanggal terbaca {x}. Benar?",
        "Tulis sebagai tanggal Excel atau TTTT-BB-HH, atau konfirmasikan.",
        "a date of 1900, or one whose day and month may be swapped", waits=True,
    ),
    Rule(
        "D05", HARD, "tanggal tidak terbaca", "Tanggal tidak terbaca: {x}.",
        "Tulis HH/BB/TTTT, misalnya 17/08/1990.", "an unreadable date", own=True,
    ),
    Rule(
        "D06", HARD, "akhir sebelum awal", "Tanggal akhir {x} sebelum tanggal mulai.",
        "Periksa tahunnya.", "an end before its beginning", own=True,
    ),
    Rule(
        "C01", HARD, "nomor HP atau e-mail tidak ada", "Isi {what}.",
        "{how}", "phone or e-mail missing",
    ),
    Rule(
        "C02", SOFT, "satu nomor untuk banyak orang", "Nomor dipakai {n} pekerja.",
        "Isi nomor masing-masing; klaim dan pesan penting dikirim ke sana.", "one phone number for many people",
    ),
    Rule(
        "C03", HARD, "nomor HP atau e-mail tidak mungkin", "{what} tidak terbaca: {x}.",
        "{how}", "a phone number or e-mail that cannot be one", own=True,
    ),
    Rule(
        "E01", HARD, "isian wajib kosong", "Isi {what}.", "Kolom ini wajib diisi.", "a required cell is empty",
        own=True,
    ),
    Rule(
        "E02", HARD, "isian di luar pilihan", "{what} terbaca {x}.", "Pilih {choices}.",
        "a value outside the list", own=True,
    ),
    Rule(
        "E03", HARD, "nomor pegawai dua kali", "NO_PEGAWAI {x} sudah dipakai {whom}.",
        "Satu nomor untuk satu orang.", "a staff number used twice", own=True,
    ),
    Rule(
        "F01", HARD, "judul kolom hilang, berganti nama, atau berpindah", "Kolom {x} tidak ada. Unduh contoh.",
        "naungan import template", "header missing, renamed or moved",
    ),
    Rule(
        "F02", HARD, "bukan XLSX atau CSV yang utuh", "Simpan sebagai .xlsx.",
        "Buka di Excel dan simpan ulang.", "not a whole XLSX or CSV",
    ),
    Rule(
        "F03", HARD, "jumlah sel baris berbeda dengan judul", "Baris ini {n} sel, judul {m} kolom.",
        "Apit isian yang memuat koma atau titik koma dengan tanda kutip.",
        "a row with another number of cells than the header", own=True,
    ),
    Rule(
        "F04", HARD, "rumus atau galat rumus dalam sel", "Sel {x} berisi rumus.",
        "Salin kolomnya, lalu Tempel Khusus > Nilai.", "formulas or error values", own=True,
    ),
    Rule(
        "K01", HARD, "KPJ bukan 11 tanda", "KPJ harus 11 angka atau huruf besar. Terbaca {x}.",
        "Ubah kolom menjadi Teks; nol di depan tidak boleh hilang.", "a card number of the wrong shape", own=True,
    ),
    Rule(
        "M01", HARD, "pekerja tidak ditemukan pada pemberi kerja ini",
        "Pekerja ini tidak ditemukan pada pemberi kerja ini di bulan itu.",
        "Periksa KPJ dan NIK; pekerja baru didaftarkan dahulu lewat berkas tenaga kerja baru.",
        "no such worker with this employer", own=True,
    ),
    Rule(
        "M02", HARD, "KPJ, NIK, dan nomor pegawai milik orang berbeda",
        "{keys} milik orang yang berbeda.", "Pakai KPJ dan NIK dari kartu orang yang sama.",
        "the keys belong to different people", own=True,
    ),
    Rule(
        "M03", SOFT, "nama berbeda dengan yang terdaftar", "Nama terdaftar: {name}. Orang yang sama?",
        "Periksa apakah baris bergeser ketika menyalin.", "the name differs from the registered one", own=True,
    ),
    Rule(
        "M04", HARD, "sudah keluar sebelum bulan itu", "Sudah keluar sejak {date}.",
        "Hapus baris ini, atau daftarkan kembali.", "left before the month", own=True,
    ),
    Rule(
        "M05", HARD, "tercatat meninggal", "Tercatat meninggal {date}.",
        "Hubungi kantor cabang bila keliru.", "recorded as deceased", own=True,
    ),
    Rule(
        "M06", HARD, "BPU sudah ditanggung pembayar lain bulan itu", "Sudah ditanggung {payer} sejak {date}.",
        "Satu pekerja BPU satu pembayar sebulan: mulai sesudah yang lama berakhir.",
        "another payer covers this person in that month", own=True,
    ),
    Rule(
        "M07", HARD, "NIK terdaftar atas nama orang lain",
        "NIK terdaftar atas nama {name}, lahir {date}.", "Periksa NIK; bila benar, perbaiki nama di kantor cabang.",
        "the NIK is registered to somebody else", own=True,
    ),
    Rule(
        "M08", HARD, "di luar masa berlaku pembayar", "Pembayar berlaku {date}.",
        "Perbaiki tanggal kepesertaan.", "outside the life of the payer", own=True,
    ),
    Rule(
        "M09", SOFT, "tanggal lahir berbeda dengan yang terdaftar", "Tanggal lahir terdaftar: {date}.",
        "Cocokkan dengan KTP; yang terdaftar tetap dipakai.", "the birth date differs from the registered one",
        own=True,
    ),
    Rule(
        "R01", HARD, "kode wilayah tidak dikenal", "Kode wilayah {x} tidak dikenal pada {date}.",
        "Tulis kode kabupaten/kota Kemendagri, misalnya 64.71.", "an unknown region code", own=True,
    ),
    Rule(
        "S01", HARD, "penanggung lain dari yang mengunggah", "Penanggung tertulis {x}, berkas ini untuk {payer}.",
        "Pisahkan berkas menurut penanggung.", "the row names another sponsor", own=True,
    ),
    Rule(
        "S02", SOFT, "semua baris berpekerjaan sama", "Semua {n} baris berpekerjaan {x}.",
        "Periksa apakah pekerjaan hanya disalin ke bawah.", "every row has the same occupation", own=True,
    ),
    Rule(
        "P01", SOFT, "program wajib menurut skala usaha belum diikuti",
        "{n} pekerja belum mengikuti {x} yang wajib bagi usaha {scale}.",
        "Dilihat kantor cabang (PDS program).", "compulsory programmes by scale are not taken",
    ),
)  # fmt: skip

CATALOGUE = {rule.code: rule for rule in _RULES}
