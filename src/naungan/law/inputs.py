"""What a formula may be told about a person, payer, project or contract, with the ordinary values."""

from dataclasses import dataclass
from typing import Literal

from naungan.law.arithmetic import MILLION

Kind = Literal["rupiah", "class", "days", "month", "months", "flag", "count", "ppm"]

UNKNOWN_BIRTH = 2_932_896  # 9999-12-31: an unknown birth day counts as below pension age


@dataclass(frozen=True, slots=True)
class Input:
    """One input: `default` is its ordinary value, None where it must be given, or another input's name."""

    name: str
    kind: Kind
    default: int | bool | str | None
    meaning: str


_ALL = (
    Input("wage", "rupiah", None, "upah sebulan: upah pokok dan tunjangan tetap"),
    Input("month_wage", "rupiah", "wage", "upah yang dibayar untuk bulan itu (dasar JP)"),
    Input("jkk_class", "class", None, "kelompok risiko JKK, 1 sampai 5"),
    Input("born", "days", UNKNOWN_BIRTH, "tanggal lahir"),
    Input("foreign", "flag", False, "warga negara asing"),
    Input("continues", "flag", False, "menunda pensiun dan tetap bekerja"),
    Input("takes_jht", "flag", True, "ikut JHT"),
    Input("takes_jp", "flag", True, "ikut JP"),
    Input("takes_jkp", "flag", True, "memenuhi syarat JKP"),
    Input("relief_pp49", "flag", False, "mendapat keringanan PP 49/2020"),
    Input("relief_pp7", "flag", False, "mendapat keringanan PP 7/2025 (padat karya)"),
    Input("declared_income", "rupiah", None, "penghasilan yang dinyatakan peserta BPU"),
    Input("transport", "flag", False, "BPU sektor transportasi"),
    Input("public_funds", "flag", False, "iuran dibayar APBN atau APBD"),
    Input("contract_value", "rupiah", None, "nilai kontrak kerja konstruksi tanpa PPN"),
    Input("contract_months", "months", None, "lama perjanjian kerja PMI"),
    Input("agency_placed", "flag", False, "ditempatkan oleh P3MI"),
    Input("jht_choice", "rupiah", 0, "iuran JHT sebulan yang dipilih PMI"),
    Input("month", "month", None, "bulan iuran, tahun x 12 + bulan - 1"),
    Input("registered_month", "month", None, "bulan pendaftaran"),
    Input("paid_through_month", "month", None, "bulan terakhir yang lunas"),
    Input("due_amount", "rupiah", None, "iuran yang terlambat dibayar"),
    Input("full_months_late", "months", None, "bulan penuh keterlambatan"),
    Input("contribution_months", "months", None, "bulan kepesertaan"),
    Input("active_workers", "count", 0, "jumlah pekerja aktif"),
    Input("labour_intensive", "flag", False, "industri padat karya yang ditunjuk"),
    Input("protected", "flag", True, "peserta aktif pada hari kejadian"),
    Input("short_membership", "flag", False, "kepesertaan belum cukup lama untuk manfaat JKM penuh"),
    Input("table_rate", "ppm", None, "persentase cacat menurut tabel"),
    Input("function_lost", "ppm", MILLION, "fungsi yang hilang"),
    Input("several_injuries", "flag", False, "beberapa cedera dari satu kecelakaan"),
    Input("months_off", "months", 0, "bulan tidak mampu bekerja"),
    Input("days_off", "count", 0, "hari tidak mampu bekerja, di luar bulan penuh"),
    Input("spent_on_land", "rupiah", 0, "biaya angkutan darat, sungai dan danau"),
    Input("spent_at_sea", "rupiah", 0, "biaya angkutan laut"),
    Input("spent_by_air", "rupiah", 0, "biaya angkutan udara"),
    Input("cost", "rupiah", None, "biaya yang dikeluarkan"),
    Input("hospital_price", "rupiah", None, "harga di rumah sakit rehabilitasi pemerintah"),
    Input("waiting_children", "flag", False, "ada anak yang belum usia sekolah"),
    Input("jht_balance", "rupiah", None, "saldo JHT"),
    Input("membership_months", "months", None, "bulan sejak terdaftar"),
    Input("took_part_before", "flag", False, "pernah mengambil JHT sebagian"),
    Input("for_housing", "flag", False, "untuk perumahan, bukan persiapan hari tua"),
    Input("gross", "rupiah", None, "pembayaran JHT sebelum pajak"),
    Input("taxed_before", "rupiah", 0, "pembayaran JHT sebelumnya dalam dua tahun kalender yang sama"),
    Input("without_npwp", "flag", False, "tidak mempunyai NPWP"),
    Input("average_wage", "rupiah", None, "rata-rata upah sebulan yang sudah diindeks"),
    Input("counts_as_vested", "flag", False, "cacat atau meninggal: masa iur dianggap cukup"),
    Input("event_after_registration_months", "months", None, "bulan dari pendaftaran sampai kejadian"),
    Input("survivor_rate", "ppm", None, "bagian ahli waris dari rumus peserta"),
    Input("pension_last_year", "rupiah", None, "pensiun bulanan tahun lalu"),
    Input("inflation", "ppm", None, "inflasi tahun sebelumnya"),
    Input("months_unemployed", "months", None, "bulan tanpa pekerjaan"),
    Input("months_in_last_24", "months", None, "bulan iur dalam 24 bulan terakhir"),
    Input("longest_consecutive", "months", None, "bulan iur berturut-turut terpanjang di antaranya"),
    Input("arrears_months", "months", None, "bulan menunggak pemberi kerja"),
    Input("employer_closed", "flag", False, "pemberi kerja pailit atau tutup"),
)

INPUTS: dict[str, Input] = {one.name: one for one in _ALL}
