"""What a formula may be told about a person, payer, project or contract, with the ordinary values."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["rupiah", "class", "days", "month", "months", "flag", "count"]

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
)

INPUTS: dict[str, Input] = {one.name: one for one in _ALL}
