"""The fields of the calculators: one table a segment, from the address to the inputs of a question of law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Kind = Literal["rupiah", "whole", "percent", "month", "day", "birth", "choice", "flag"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in the address, the input it gives, its words, and how it is read.

    `further` fields stand folded away; `choices` are code in the address and words; `ordinary` is the
    choice that an empty field means.
    """

    name: str
    gives: str
    label: StrOrPromise
    kind: Kind
    hint: StrOrPromise = ""
    required: bool = False
    further: bool = False
    choices: tuple[tuple[str, StrOrPromise], ...] = ()
    ordinary: str = ""


@dataclass(frozen=True, slots=True)
class Calculator:
    """A segment's calculator: its name in the address and in law, its words and fields."""

    slug: str
    segment: str
    title: StrOrPromise
    lead: StrOrPromise
    fields: tuple[Field, ...]


PAYERS: tuple[tuple[str, StrOrPromise], ...] = (
    ("APBD", gettext_lazy("pemerintah daerah (APBD)")),
    ("APBN", gettext_lazy("pemerintah pusat (APBN)")),
    ("DBH", gettext_lazy("dana bagi hasil (DBH)")),
    ("village", gettext_lazy("desa")),
    ("company", gettext_lazy("perusahaan (CSR)")),
    ("donor", gettext_lazy("donatur lain")),
    ("self", gettext_lazy("peserta sendiri")),
)
SECTORS: tuple[tuple[str, StrOrPromise], ...] = (
    ("other", gettext_lazy("bukan transportasi")),
    ("transport", gettext_lazy("transportasi (misalnya ojek, sopir)")),
)
MONTH = Field(
    "bulan",
    "date",
    gettext_lazy("Bulan iuran"),
    "month",
    hint=gettext_lazy("Hukum bulan itu yang dipakai. Contoh: Desember 2022"),
    required=True,
)
RELIEF_49 = (
    Field(
        "terdaftar",
        "registered",
        gettext_lazy("Bulan pendaftaran"),
        "month",
        hint=gettext_lazy("Untuk keringanan PP 49/2020 (Agustus 2020 sampai Januari 2021)"),
        further=True,
    ),
    Field(
        "lunas",
        "paid_through",
        gettext_lazy("Iuran lunas sampai bulan"),
        "month",
        hint=gettext_lazy("Syarat keringanan; bila kosong dianggap lunas"),
        further=True,
    ),
)

WAGE_EARNER = Calculator(
    "pu",
    "PU",
    gettext_lazy("Iuran pekerja penerima upah (PU)"),
    gettext_lazy("Karyawan, pegawai, dan buruh: JKK, JKM, JHT, dan JP, bagian pemberi kerja dan bagian pekerja."),
    (
        MONTH,
        Field(
            "upah",
            "wage",
            gettext_lazy("Upah sebulan"),
            "rupiah",
            hint=gettext_lazy("Upah pokok dan tunjangan tetap, misalnya 5.000.000"),
        ),
        Field(
            "kelompok",
            "jkk_class",
            gettext_lazy("Kelompok risiko JKK perusahaan"),
            "choice",
            hint=gettext_lazy("Tertulis pada sertifikat kepesertaan. Tanpa ini JKK tidak dihitung"),
            choices=(
                ("I", gettext_lazy("I – sangat rendah")),
                ("II", gettext_lazy("II – rendah")),
                ("III", gettext_lazy("III – sedang")),
                ("IV", gettext_lazy("IV – tinggi")),
                ("V", gettext_lazy("V – sangat tinggi")),
            ),
        ),
        Field(
            "lahir",
            "birth",
            gettext_lazy("Tanggal lahir"),
            "birth",
            hint=gettext_lazy("Untuk usia pensiun (JP). Di alamat hasil hanya bulannya yang tersimpan"),
        ),
        Field(
            "usia",
            "age_years",
            gettext_lazy("Atau usia, tahun"),
            "whole",
            hint=gettext_lazy("Usia penuh pada hari pertama bulan itu"),
            further=True,
        ),
        Field(
            "skala",
            "scale",
            gettext_lazy("Skala usaha"),
            "choice",
            further=True,
            hint=gettext_lazy("Menentukan program yang wajib; bila kosong semua program dihitung"),
            choices=(
                ("micro", gettext_lazy("mikro")),
                ("small", gettext_lazy("kecil")),
                ("medium", gettext_lazy("menengah")),
                ("large", gettext_lazy("besar")),
            ),
        ),
        Field(
            "program",
            "programmes",
            gettext_lazy("Program yang diikuti"),
            "choice",
            further=True,
            choices=(
                ("JKK,JKM", "JKK, JKM"),
                ("JKK,JKM,JHT", "JKK, JKM, JHT"),
                ("JKK,JKM,JHT,JP", "JKK, JKM, JHT, JP"),
            ),
        ),
        Field(
            "menunda",
            "opted_to_continue",
            gettext_lazy("Sudah usia pensiun dan memilih menunda JP karena masih bekerja"),
            "flag",
            further=True,
        ),
        Field("asing", "nationality", gettext_lazy("Tenaga kerja asing"), "flag", further=True),
        Field(
            "lama-di-indonesia",
            "months_worked_in_indonesia",
            gettext_lazy("Lama bekerja di Indonesia, bulan (tenaga kerja asing)"),
            "whole",
            further=True,
        ),
        Field("upah-harian", "daily_wage", gettext_lazy("Atau upah sehari"), "rupiah", further=True),
        Field(
            "upah-sebelum",
            "wage_before",
            gettext_lazy("Upah sebelum naik"),
            "rupiah",
            further=True,
            hint=gettext_lazy("Bila upah naik pada bulan itu"),
        ),
        Field("tanggal-naik", "raise_date", gettext_lazy("Tanggal upah naik"), "day", further=True),
        Field(
            "mulai",
            "start_date",
            gettext_lazy("Mulai bekerja"),
            "day",
            further=True,
            hint=gettext_lazy("Bila mulai pada bulan itu"),
        ),
        Field(
            "hari-dibayar",
            "calendar_days_paid",
            gettext_lazy("Hari kalender yang dibayar bulan itu"),
            "whole",
            further=True,
        ),
        Field(
            "padat-karya",
            "labour_intensive",
            gettext_lazy("Industri padat karya yang ditunjuk PP 7/2025"),
            "flag",
            further=True,
            hint=gettext_lazy("Makanan, minuman, tembakau; tekstil dan pakaian; kulit; alas kaki; mainan; furnitur"),
        ),
        Field(
            "pekerja-aktif",
            "active_workers",
            gettext_lazy("Jumlah pekerja aktif perusahaan"),
            "whole",
            further=True,
            hint=gettext_lazy("Syarat keringanan padat karya"),
        ),
        *RELIEF_49,
    ),
)
NON_WAGE_EARNER = Calculator(
    "bpu",
    "BPU",
    gettext_lazy("Iuran bukan penerima upah (BPU)"),
    gettext_lazy(
        "Petani, nelayan, pedagang, pengemudi, dan pekerja mandiri lain; juga yang iurannya dibayar orang lain."
    ),
    (
        MONTH,
        Field(
            "penghasilan",
            "declared_income",
            gettext_lazy("Penghasilan sebulan"),
            "rupiah",
            required=True,
            hint=gettext_lazy("Yang dinyatakan peserta; menentukan golongan dan dasar iuran"),
        ),
        Field("jht", "programmes", gettext_lazy("Ikut JHT (tabungan hari tua)"), "flag"),
        Field(
            "sektor",
            "sector",
            gettext_lazy("Pekerjaan"),
            "choice",
            choices=SECTORS,
            ordinary="other",
            hint=gettext_lazy("Untuk keringanan PP 50/2025"),
        ),
        Field("pembayar", "paid_by", gettext_lazy("Siapa yang membayar"), "choice", choices=PAYERS, ordinary="self"),
        *RELIEF_49,
    ),
)
CONSTRUCTION = Calculator(
    "jakon",
    "JAKON",
    gettext_lazy("Iuran proyek jasa konstruksi (Jakon)"),
    gettext_lazy("Menurut nilai kontrak bila upah pekerja tidak diketahui, atau menurut upah bila diketahui."),
    (
        MONTH,
        Field("nilai", "contract_value_ex_vat", gettext_lazy("Nilai kontrak tanpa PPN"), "rupiah"),
        Field(
            "upah",
            "monthly_wage",
            gettext_lazy("Atau upah sebulan satu pekerja proyek"),
            "rupiah",
            hint=gettext_lazy("Isi salah satu: nilai kontrak atau upah"),
        ),
        Field(
            "nilai-bruto",
            "contract_value_gross",
            gettext_lazy("Atau nilai kontrak dengan PPN"),
            "rupiah",
            further=True,
        ),
        Field(
            "ppn",
            "vat_rate",
            gettext_lazy("Tarif PPN kontrak, persen"),
            "percent",
            further=True,
            hint=gettext_lazy("Misalnya 11"),
        ),
        *RELIEF_49,
    ),
)
MIGRANT = Calculator(
    "pmi",
    "PMI",
    gettext_lazy("Iuran pekerja migran Indonesia (PMI)"),
    gettext_lazy("Dibayar sekali di muka menurut lama perjanjian kerja; JHT menurut pilihan pekerja."),
    (
        MONTH,
        Field("lama", "contract_months", gettext_lazy("Lama perjanjian kerja, bulan"), "whole", required=True),
        Field("p3mi", "agency_placed", gettext_lazy("Ditempatkan oleh perusahaan penempatan (P3MI)"), "flag"),
        Field("jht", "jht_choice_per_month", gettext_lazy("JHT sebulan yang dipilih"), "rupiah"),
    ),
)
CALCULATORS = {one.slug: one for one in (WAGE_EARNER, NON_WAGE_EARNER, CONSTRUCTION, MIGRANT)}
