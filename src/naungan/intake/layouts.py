"""The files that come in, as data: which columns, in which order, what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from naungan.intake.models import UploadKind


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file. `as_text` cells are written as text, so that no spreadsheet rounds them."""

    header: str
    meaning: str = ""
    required: bool = False
    as_text: bool = False
    choices: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True)
class Layout:
    """A file: what it is, how people call it, and its columns from A on."""

    kind: UploadKind
    name: str
    columns: tuple[Column, ...]

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """The header row, from column A."""
        return tuple(column.header for column in self.columns)

    @cached_property
    def places(self) -> dict[str, int]:
        """Header to place, counted from 0; the column that is kept empty has none."""
        return {header: place for place, header in enumerate(self.headers) if header}


SEXES = ("L", "P")
IDENTITIES = ("KTP", "PASPOR")
CONTRACTS = ("PKWTT", "PKWT")
NATIONALITIES = ("WNI", "WNA")
BPU_PROGRAMMES = ("JKK+JKM", "JKK+JKM+JHT")

WAGES = Layout(
    UploadKind.WAGES,
    "berkas upah bulanan",
    (
        Column("KPJ", "Nomor kartu peserta, 11 angka atau huruf", as_text=True, example="22000000123"),
        Column("NIK", "16 angka, sebagai teks", as_text=True, example="6471010107900001"),
        Column("KODE_TK", "Nomor pegawai pada berkas tenaga kerja baru", as_text=True, example="P-0017"),
        Column("NAMA_LENGKAP", "Sesuai KTP", required=True, as_text=True, example="SITI AMINAH"),
        Column("UPAH", "Upah sebulan dalam rupiah, angka saja", required=True, example="3500000"),
        Column("RAPEL", "Kekurangan upah bulan lalu dalam rupiah; boleh kosong", example="0"),
    ),
)

# workflows.md 3.1. Column F is kept empty in the form that HR knows.
WORKERS = Layout(
    UploadKind.WORKERS,
    "berkas tenaga kerja baru",
    (
        Column("NO_PEGAWAI", "Nomor pegawai, tidak boleh sama", True, True, example="P-0017"),
        Column("NAMA_LENGKAP", "Sesuai KTP, tanpa gelar", True, True, example="SITI AMINAH"),
        Column("GELAR", as_text=True),
        Column("TELEPON_AREA_RUMAH", as_text=True),
        Column("TELEPON_RUMAH", as_text=True),
        Column("", "Dibiarkan kosong"),
        Column("TELEPON_AREA_KANTOR", as_text=True),
        Column("TELEPON_KANTOR", as_text=True),
        Column("TELEPON_EXT_KANTOR", as_text=True),
        Column("HP", "Diawali 08, 10 sampai 13 angka", True, True, example="081234567890"),
        Column("EMAIL", "", True, True, example="siti@contoh.co.id"),
        Column("TEMPAT_LAHIR", as_text=True, example="Balikpapan"),
        Column("TANGGAL_LAHIR", "Tanggal, HH/BB/TTTT", True, example="17/08/1990"),
        Column("NAMA_IBU_KANDUNG", "", True, True, example="FATIMAH"),
        Column("JENIS_IDENTITAS", "", True, True, IDENTITIES, "KTP"),
        Column("NO_IDENTITAS", "NIK 16 angka, atau nomor paspor", True, True, example="6471015708900001"),
        Column("MASA_LAKU_IDENTITAS", "Tanggal, atau SEUMUR HIDUP"),
        Column("JENIS_KELAMIN", "L laki-laki, P perempuan", True, True, SEXES, "P"),
        Column("SURAT_MENYURAT_KE", as_text=True),
        Column("TANGGAL_KEPESERTAAN", "Hari pertama terdaftar", True, example="01/12/2022"),
        Column("STATUS_KAWIN", as_text=True),
        Column("GOLONGAN_DARAH", as_text=True),
        Column("NPWP", as_text=True),
        Column("KODE_NEGARA", "ID, atau kode negara pemegang paspor", as_text=True, example="ID"),
        Column("UPAH", "Upah sebulan dalam rupiah, angka saja", True, example="3500000"),
        Column("ALAMAT", as_text=True),
        Column("KODE_POS", as_text=True),
        Column("LOKASI_PEKERJAAN", "Kode kabupaten/kota Kemendagri; kosong: wilayah pemberi kerja",
               as_text=True, example="64.71"),
        Column("STATUS_PEGAWAI", "", True, True, CONTRACTS, "PKWTT"),
        Column("TGL_AWAL_BEKERJA", "Tanggal", example="01/12/2022"),
        Column("TGL_AKHIR_KONTRAK", "Wajib bila PKWT"),
        Column("RAPEL", "Rupiah; boleh kosong", example="0"),
        Column("NATIONALITY", "", True, True, NATIONALITIES, "WNI"),
    ),
)  # fmt: skip

BPU = Layout(
    UploadKind.BPU,
    "daftar peserta mandiri",
    (
        Column("NIK", "16 angka, sebagai teks", True, True, example="6471015708900001"),
        Column("NAMA_LENGKAP", "Sesuai KTP", True, True, example="SITI AMINAH"),
        Column("TANGGAL_LAHIR", "Tanggal, HH/BB/TTTT", True, example="17/08/1990"),
        Column("JENIS_KELAMIN", "L laki-laki, P perempuan", True, True, SEXES, "P"),
        Column("NAMA_IBU_KANDUNG", "", True, True, example="FATIMAH"),
        Column("HP", "Diawali 08, 10 sampai 13 angka", True, True, example="081234567890"),
        Column("EMAIL", as_text=True),
        Column("KODE_KABUPATEN", "Tempat bekerja, kode Kemendagri", True, True, example="64.71"),
        Column("PEKERJAAN", "Tulis transport untuk ojek, sopir, kurir", True, True, example="pedagang"),
        Column("PENGHASILAN", "Rupiah sebulan, angka saja", True, example="1500000"),
        Column("PROGRAM", "", True, True, BPU_PROGRAMMES, "JKK+JKM"),
        Column("TANGGAL_KEPESERTAAN", "Hari pertama terdaftar", True, example="01/12/2022"),
    ),
)

# mandates.md 12.4
SPONSORED = Layout(
    UploadKind.SPONSORED,
    "daftar penerima penanggung",
    (
        Column("nik", "16 angka, sebagai teks", True, True, example="6471015708900001"),
        Column("nama", "Sesuai KTP", True, True, example="SITI AMINAH"),
        Column("tempat_lahir", as_text=True),
        Column("tanggal_lahir", "Tanggal, HH/BB/TTTT", True, example="17/08/1990"),
        Column("jenis_kelamin", "L laki-laki, P perempuan", True, True, SEXES, "P"),
        Column("nama_ibu_kandung", as_text=True),
        Column("alamat", as_text=True),
        Column("rt", as_text=True),
        Column("rw", as_text=True),
        Column("kode_desa", "Kode Kemendagri, 10 angka", True, True, example="64.71.01.1001"),
        Column("pekerjaan", "", True, True, example="nelayan"),
        Column("lokasi_kerja", "Kode kabupaten/kota; kosong: kabupaten/kota desanya", as_text=True),
        Column("hp", "Diawali 08, 10 sampai 13 angka", as_text=True),
        Column("desil", as_text=True),
        Column("desil_vintage", as_text=True),
        Column("sumber_data", "DTSEN, Dinsos, desa, ...", True, True, example="DTSEN"),
        Column("sk_no", as_text=True),
        Column("sk_tanggal"),
        Column("no_urut_sk", as_text=True),
        Column("penanggung", "Kode penanggung", True, True, example="PEMDA-64.71"),
        Column("periode_mulai", "Hari pertama ditanggung", True, example="01/12/2022"),
        Column("periode_akhir", "Hari terakhir ditanggung; boleh kosong", example="31/12/2023"),
        Column("ahli_waris_nama", as_text=True),
        Column("ahli_waris_hubungan", as_text=True),
        Column("ahli_waris_hp", as_text=True),
    ),
)  # fmt: skip

LAYOUTS = {layout.kind: layout for layout in (WAGES, WORKERS, BPU, SPONSORED)}
