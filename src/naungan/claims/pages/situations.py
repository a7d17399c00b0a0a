"""What has happened, in the words of whom it happened to: which claim that is, and who may begin it where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from naungan.law.benefits.claims import ServiceTime, document_label, documents, service_time
from naungan.law.statute import load

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Situation:
    """A way into claims: the word of its address, the law's kind, and whether heirs begin it without signing in."""

    slug: str
    kind: str
    title: Words
    lead: Words
    heirs: bool


HEIRS = (
    Situation(
        "meninggal",
        "jkm",
        gettext_lazy("Meninggal karena sakit atau sebab lain"),
        gettext_lazy("Santunan kematian (JKM) untuk keluarga, dan beasiswa anak bila syaratnya terpenuhi"),
        True,
    ),
    Situation(
        "meninggal-bekerja",
        "jkk_death",
        gettext_lazy("Meninggal karena kecelakaan kerja"),
        gettext_lazy("Termasuk kecelakaan di jalan saat pergi atau pulang kerja, dan penyakit akibat kerja"),
        True,
    ),
    Situation(
        "saldo-jht-almarhum",
        "jht_death",
        gettext_lazy("Tabungan hari tua (JHT) orang yang meninggal"),
        gettext_lazy("Saldonya menjadi hak ahli waris"),
        True,
    ),
)
WORKERS = (
    Situation(
        "kecelakaan",
        "jkk",
        gettext_lazy("Saya terluka atau sakit karena bekerja"),
        gettext_lazy("Perawatan, upah selama tidak bekerja, dan santunan cacat (JKK)"),
        False,
    ),
    Situation(
        "hari-tua",
        "jht_resign",
        gettext_lazy("Saya mengambil tabungan hari tua (JHT)"),
        gettext_lazy("Berhenti bekerja, pensiun, atau sebagian selagi bekerja"),
        False,
    ),
    Situation(
        "kehilangan-pekerjaan",
        "jkp",
        gettext_lazy("Saya kehilangan pekerjaan"),
        gettext_lazy("Uang tunai bulanan dan bantuan mencari kerja (JKP)"),
        False,
    ),
)
BY_SLUG = {one.slug: one for one in (*HEIRS, *WORKERS)}

# Where a paper comes from, and what to do without it: so that nobody has to come twice.
_HELP: dict[str, Words] = {
    "card": gettext_lazy("Kartu hilang? Nomornya ada di slip upah. Tanpa keduanya pun Anda dapat melanjutkan."),
    "ktp": gettext_lazy("Milik peserta."),
    "heir_ktp": gettext_lazy("KTP Anda, yang mengajukan."),
    "death_certificate": gettext_lazy(
        "Akta dari Dinas Dukcapil. Belum ada? Surat keterangan rumah sakit atau kelurahan dapat dikirim dahulu."
    ),
    "family_card": gettext_lazy("KK yang memuat nama peserta. KK lama juga boleh."),
    "heirs_statement": gettext_lazy("Ditandatangani lurah atau kepala desa. Di sana ada contohnya, tanpa biaya."),
    "marriage_book": gettext_lazy("Hanya bila ahli waris istri atau suami."),
    "bank_book": gettext_lazy("Halaman pertama, atas nama penerima."),
    "work_letter": gettext_lazy("Dari tempat kerja terakhir. Sulit didapat? Lewati, petugas menanyakannya."),
    "work_reference": gettext_lazy("Paklaring dari tempat kerja terakhir."),
    "birth_certificate": gettext_lazy("Milik anak yang menerima."),
    "guardian_ktp": gettext_lazy("Hanya bila penerima masih di bawah umur."),
    "chronology": gettext_lazy("Tulis tangan pun boleh: kapan, di mana, apa yang terjadi, siapa yang melihat."),
    "doctor_form_kk3": gettext_lazy("Diisi dokter yang merawat."),
    "accident_report_stage_1": gettext_lazy("Diisi pemberi kerja, segera sesudah kejadian."),
    "accident_report_stage_2": gettext_lazy("Diisi pemberi kerja sesudah perawatan selesai."),
    "police_report_or_two_witnesses": gettext_lazy("Dua saksi menulis nama dan nomor telepon mereka."),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that a claim asks for: its code, what people call it, and where it comes from."""

    code: str
    label: str
    help: Words


def wanted_papers(kind: str, day: date) -> Iterator[Wanted]:
    """The papers of a kind of claim, by the law of a day, in the words of the reader's language."""
    for code in documents(load().on(day), kind):
        yield Wanted(code, paper_label(code), _HELP.get(code, ""))


def paper_label(code: str) -> str:
    """What people call a paper, as the beginning of a sentence."""
    label = document_label(code, "en" if (get_language() or "").startswith("en") else "id")
    return label[:1].upper() + label[1:]


def paper_help(code: str) -> Words:
    """Where a paper comes from, and what to do without it."""
    return _HELP.get(code, "")


def promised(kind: str, day: date) -> ServiceTime:
    """How long payment may take once the papers are complete."""
    return service_time(load().on(day), kind)
