"""Report that a person's data are wrong: keep a draft, then send it and get a receipt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from naungan.participants.errors import BadReport, ReportMoved
from naungan.participants.models import DataReport, ReportKind, ReportState, ReportStep
from naungan.registry.models import Participation, Person
from naungan.saying import gettext

LONGEST = 2_000  # characters somebody may tell in


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says is wrong. `wage` is rupiah a month; what does not belong to the kind may be left out."""

    kind: str
    payer_id: int | None = None
    month: date | None = None
    wage: int | None = None
    name: str = ""
    words: str = ""


def draft_of(person_id: int, account_id: int) -> DataReport | None:
    """The report that somebody has begun and not sent."""
    return DataReport.objects.filter(person_id=person_id, account_id=account_id, state=ReportState.DRAFT).first()


def keep_draft(*, person_id: int, account_id: int, told: Told) -> DataReport:
    """Keep what was told so far, complete or not; an account has one draft about a person.

    Raises BadReport for an unknown kind, for words that are too long, and for a payer that is not the person's.
    """
    _refuse_nonsense(person_id, told)
    with transaction.atomic():
        draft = draft_of(person_id, account_id) or DataReport(person_id=person_id, account_id=account_id)
        draft.kind, draft.payer_id, draft.month = told.kind, told.payer_id, told.month
        draft.stated_wage, draft.stated_name, draft.words = told.wage, told.name, told.words
        draft.save()
    return draft


def send_report(*, report_id: int, account_id: int) -> DataReport:
    """Send a draft to the branch: complete it must be, and it gets a receipt number.

    Sending it a second time changes nothing. Raises BadReport naming the field that is missing, ReportMoved.
    """
    with transaction.atomic():
        report = DataReport.objects.select_for_update().filter(pk=report_id, account_id=account_id).first()
        if report is None:
            raise ReportMoved(gettext("Laporan ini tidak ada, atau bukan Anda yang menulisnya."))
        if report.state != ReportState.DRAFT:
            return report
        _refuse_incomplete(report)
        report.region_id = _region_that_looks_into_it(report.person_id)
        report.state, report.sent_at = ReportState.RECEIVED, timezone.now()
        report.receipt = _receipt(report)
        report.save()
        ReportStep.objects.create(report=report, state=ReportState.RECEIVED, account_id=account_id)
    return report


def discard_draft(*, person_id: int, account_id: int) -> list[str]:
    """Throw a draft away; the names under which its evidence was stored, for the caller to remove."""
    draft = draft_of(person_id, account_id)
    if draft is None:
        return []
    stored = [str(one.file.name) for one in draft.evidence.all()]
    draft.delete()
    return stored


_MISSING: Mapping[str, tuple[tuple[str, Callable[[DataReport], bool], Callable[[], str]], ...]] = {
    ReportKind.WAGE: (
        ("payer", lambda r: r.payer_id is None, lambda: gettext("Pilih pemberi kerja yang melaporkan upah itu.")),
        ("month", lambda r: r.month is None, lambda: gettext("Isi bulan yang upahnya salah, contoh Desember 2022.")),
        (
            "wage",
            lambda r: r.stated_wage is None,
            lambda: gettext("Isi upah sebulan yang benar dalam rupiah, contoh 4.500.000."),
        ),
    ),
    ReportKind.NAME: (("name", lambda r: not r.stated_name, lambda: gettext("Isi nama yang benar sesuai KTP.")),),
    ReportKind.MONTH: (
        (
            "month",
            lambda r: r.month is None,
            lambda: gettext("Isi bulan yang tidak tercatat, contoh Desember 2022."),
        ),
    ),
    ReportKind.EMPLOYER: (
        (
            "payer",
            lambda r: r.payer_id is None,
            lambda: gettext("Pilih pemberi kerja yang tidak Anda kenal."),
        ),
    ),
}


def _refuse_nonsense(person_id: int, told: Told) -> None:
    if told.kind not in ReportKind.values:
        raise BadReport("kind", gettext("Pilih apa yang salah."))
    if len(told.words) > LONGEST or len(told.name) > LONGEST:
        raise BadReport(
            "words", gettext("Keterangan terlalu panjang: paling banyak %(most)s huruf.") % {"most": LONGEST}
        )
    if told.wage is not None and told.wage <= 0:
        raise BadReport("wage", gettext("Upah harus lebih dari nol rupiah."))
    if told.month is not None and told.month > timezone.localdate():
        raise BadReport("month", gettext("Bulan itu belum tiba. Isi bulan yang sudah lewat."))
    if told.payer_id is None:
        return
    if not Participation.objects.filter(person_id=person_id, payer_id=told.payer_id).exists():
        raise BadReport("payer", gettext("Pemberi kerja itu tidak tercatat pada Anda. Pilih dari daftar."))


def _refuse_incomplete(report: DataReport) -> None:
    for field, missing, words in _MISSING[report.kind]:
        if missing(report):
            raise BadReport(field, words())


def _region_that_looks_into_it(person_id: int) -> int | None:
    """Where the person last worked, else where they live."""
    latest = Participation.objects.filter(person_id=person_id).order_by("-during").values_list("region_id", flat=True)
    found: int | None = latest.first()
    return found if found is not None else Person.objects.values_list("region_id", flat=True).get(pk=person_id)


def _receipt(report: DataReport) -> str:
    """Year, month and number, with two check digits (ISO 7064 mod 97-10): LD-2212-0000042-17."""
    assert report.sent_at is not None
    number = f"{timezone.localtime(report.sent_at):%y%m}{report.pk:07d}"
    return f"LD-{number[:4]}-{number[4:]}-{98 - int(number) * 100 % 97:02d}"


def receipt_fits(receipt: str) -> bool:
    """Whether the check digits of a receipt number agree, before anybody searches for it."""
    digits = "".join(one for one in receipt if one.isdigit())
    return len(digits) == 13 and int(digits) % 97 == 1
