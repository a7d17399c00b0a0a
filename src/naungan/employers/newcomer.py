"""The form for one new worker: the columns of the file that a form needs, with words for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from naungan.intake.layouts import CONTRACTS, IDENTITIES, NATIONALITIES, SEXES, WORKERS

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form for a column of the file."""

    column: str
    label: Any
    kind: str = "text"
    hint: Any = ""
    choices: tuple[tuple[str, Any], ...] = ()
    usual: str = ""
    inputmode: str = ""

    @property
    def required(self) -> bool:
        """Whether the file asks for the column."""
        return WORKERS.columns[WORKERS.places[self.column]].required


_SEX_WORDS = dict(zip(SEXES, (_("Laki-laki"), _("Perempuan")), strict=True))
_CONTRACT_WORDS = dict(zip(CONTRACTS, (_("PKWTT (tetap)"), _("PKWT (kontrak)")), strict=True))
_IDENTITY_WORDS = dict(zip(IDENTITIES, (_("KTP"), _("Paspor")), strict=True))
_NATION_WORDS = dict(zip(NATIONALITIES, (_("WNI"), _("WNA")), strict=True))

FIELDS = (
    Field("NO_PEGAWAI", _("Nomor pegawai"), hint=_("Nomor Anda sendiri, satu untuk satu orang.")),
    Field("NAMA_LENGKAP", _("Nama lengkap"), hint=_("Sesuai KTP, tanpa gelar.")),
    Field("NATIONALITY", _("Kewarganegaraan"), "select", choices=tuple(_NATION_WORDS.items()), usual="WNI"),
    Field("JENIS_IDENTITAS", _("Jenis identitas"), "select", choices=tuple(_IDENTITY_WORDS.items()), usual="KTP"),
    Field("NO_IDENTITAS", _("NIK atau nomor paspor"), hint=_("NIK 16 angka."), inputmode="text"),
    Field("KODE_NEGARA", _("Kode negara"), hint=_("ID, atau dua huruf negara paspor."), usual="ID"),
    Field("TANGGAL_LAHIR", _("Tanggal lahir"), "date"),
    Field("JENIS_KELAMIN", _("Jenis kelamin"), "select", choices=tuple(_SEX_WORDS.items())),
    Field("NAMA_IBU_KANDUNG", _("Nama ibu kandung")),
    Field("HP", _("Nomor HP"), "tel", hint=_("Diawali 08, 10 sampai 13 angka."), inputmode="tel"),
    Field("EMAIL", _("Alamat e-mail"), "email"),
    Field("TANGGAL_KEPESERTAAN", _("Hari pertama terdaftar"), "date"),
    Field("UPAH", _("Upah sebulan"), hint=_("Rupiah penuh, angka saja, contoh 3500000."), inputmode="numeric"),
    Field("RAPEL", _("Rapel"), hint=_("Kekurangan upah bulan lalu dalam rupiah."), inputmode="numeric"),
    Field(
        "LOKASI_PEKERJAAN", _("Kode kabupaten/kota tempat kerja"), hint=_("Contoh 64.71; kosong: wilayah perusahaan.")
    ),
    Field("STATUS_PEGAWAI", _("Perjanjian kerja"), "select", choices=tuple(_CONTRACT_WORDS.items()), usual="PKWTT"),
    Field("TGL_AKHIR_KONTRAK", _("Akhir kontrak"), "date", hint=_("Wajib bila PKWT.")),
)


def cells_of(posted: Mapping[str, str]) -> dict[str, str]:
    """The cells of the file by header, from the fields of the form."""
    cells = {one.column: str(posted.get(one.column, ""))[:LONGEST].replace("\x00", "") for one in FIELDS}
    return cells | {"TGL_AWAL_BEKERJA": cells["TANGGAL_KEPESERTAAN"]}
