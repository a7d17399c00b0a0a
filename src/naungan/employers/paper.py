"""Papers of the employer: the certificate of compliance, and the letter that asks to correct a wage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.http import HttpResponse
from django.utils import timezone

from naungan.employers.models import Certificate
from naungan.employers.months import EmployerMonth
from naungan.employers.roster import Worker
from naungan.errors import Refused
from naungan.participants.qr import qr_svg
from naungan.saying import gettext as _
from naungan.web.forms import read_rupiah, read_text
from naungan.web.pdf import pdf_response
from naungan.web.templatetags.formats import day, in_words, kpj, language, nik_groups, rupiah, whole
from naungan.web.templatetags.formats import month as month_words

TEMPLATES = Path(__file__).parent / "typst"


@dataclass(frozen=True, slots=True)
class Correction:
    """What the head of the firm writes about a wage; rupiah."""

    wage: int
    reason: str
    signer: str
    position: str
    place: str


def certificate_pdf(made: Certificate, address: str) -> HttpResponse:
    """The certificate on paper; `address` is where anybody can verify it."""
    groups = "-".join(made.code[at : at + 4] for at in range(0, len(made.code), 4))
    data = {
        "lang": language(),
        "title": _("Sertifikat kepatuhan iuran"),
        "number": groups,
        "made": day(timezone.localdate(made.issued_at)),
        "foot": _("Berlaku untuk keadaan per tanggal yang tertulis; sesudahnya periksa lagi di alamat tercetak."),
        "statement": _("Semua iuran yang jatuh tempo sampai %(day)s telah lunas.") % {"day": day(made.as_of)},
        "facts": [
            [_("Pemberi kerja"), made.payer.name],
            [_("NPP dan divisi"), made.payer.code],
            [_("Keadaan per"), day(made.as_of)],
            [_("Iuran tercatat lunas sampai bulan"), month_words(made.settled_through)],
            [_("Pekerja terdaftar pada tanggal itu"), whole(made.workers)],
        ],
        "limits": _("Sertifikat ini menyatakan iuran yang tercatat dan jatuh tempo. Kebenaran jumlah pekerja dan "
                    "upah yang dilaporkan tetap tanggung jawab pemberi kerja."),
        "check_title": _("Periksa keasliannya"),
        "check": _("Buka alamat ini dan cocokkan nama, tanggal, dan kodenya:"),
        "address": address,
        "qr": qr_svg(address).decode(),
        "qr_alt": _("Kode QR alamat pemeriksaan"),
        "code": groups,
    }  # fmt: skip
    return pdf_response(TEMPLATES / "certificate.typ", data, f"sertifikat-kepatuhan-{made.payer.code}.pdf")


def read_correction(posted: Mapping[str, str]) -> tuple[Correction | None, list[tuple[str, str]]]:
    """The letter as filled in, or what is wrong at which field."""
    errors: list[tuple[str, str]] = []

    def text(name: str, longest: int = 200) -> str:
        try:
            return read_text(posted.get(name, ""), longest)
        except Refused as no:
            errors.append((name, str(no)))
            return ""

    def amount(name: str) -> int:
        try:
            return read_rupiah(posted.get(name, ""))
        except Refused as no:
            errors.append((name, str(no)))
            return 0

    wage, reason = amount("upah"), text("alasan", 600)
    letter = Correction(wage, reason, text("penanda_tangan"), text("jabatan"), text("tempat"))
    return (None, errors) if errors else (letter, [])


def correction_pdf(about: EmployerMonth, who: Worker, letter: Correction) -> HttpResponse:
    """The letter asking to correct a worker's wage of a month, to be signed by the head of the firm."""
    before = who.known_wage if who.now_wage is None else who.now_wage
    data = {
        "lang": language(),
        "title": _("Permohonan koreksi upah"),
        "made": f"{letter.place}, {day(timezone.localdate())}",
        "foot": _("Surat ini baru berlaku setelah ditandatangani pimpinan dan dibubuhi cap perusahaan."),
        "to": _("Kepada Kepala Kantor Wilayah BPJS Ketenagakerjaan"),
        "opening": _("Dengan hormat, kami memohon koreksi upah yang telah dilaporkan untuk bulan iuran %(month)s:")
        % {"month": month_words(about.month)},
        "facts": [
            [_("Pemberi kerja"), f"{about.payer.name} ({about.payer.code})"],
            [_("Nama pekerja"), who.name],
            [_("KPJ"), kpj(who.kpj)],
            [_("NIK"), nik_groups(who.nik)],
            [_("Upah yang tercatat"), rupiah(before)],
            [_("Upah yang benar"), f"{rupiah(letter.wage)} ({in_words(letter.wage)} rupiah)"],
        ],
        "reason_title": _("Alasan"),
        "reason": letter.reason,
        "closing": _("Kekurangan iuran yang timbul kami bayar; kelebihannya kami mohon diperhitungkan pada tagihan "
                     "berikutnya. Data ini benar dan menjadi tanggung jawab kami."),
        "enclosed": _("Lampiran: daftar upah bulan tersebut, bukti bayar, dan KTP penanda tangan."),
        "signer": letter.signer,
        "position": letter.position,
    }  # fmt: skip
    return pdf_response(
        TEMPLATES / "correction.typ", data, f"koreksi-upah-{about.payer.code}-{about.month:%Y-%m}.pdf"
    )
