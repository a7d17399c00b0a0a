"""Take in evidence: what it is, its number and day, and the file, judged by its content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from naungan.claims.paper_content import LARGEST, SUFFIX, Judged, judge
from naungan.mandates.act import Order, act
from naungan.mandates.errors import BadEvidence, NotVerified
from naungan.mandates.facts import duty_called, evidence_kinds
from naungan.mandates.models import Evidence, Obligation
from naungan.saying import gettext as _


@dataclass(frozen=True, slots=True)
class Facts:
    """What is told of a piece of evidence."""

    kind: str
    number: str
    title: str
    dated_on: date
    page: str = ""
    valid_until: date | None = None
    public: bool = False


def attach(
    obligation_id: int, order: Order, facts: Facts, sent: UploadedFile[bytes] | None = None, said: str = ""
) -> Evidence:
    """Add evidence to an obligation; it is then under way.

    Raises BadEvidence for a kind that does not prove the duty, a missing number, title or last day, or a file
    that is not a PDF or picture; NotVerified, and what `act` raises.
    """
    judged = _judged(sent)
    made: list[Evidence] = []

    def work(obligation: Obligation) -> None:
        _refuse(obligation, facts)
        made.append(_kept(obligation, order, facts, judged, sent))

    obligation = act("attach", obligation_id, order, said or f"{facts.kind} {facts.number}", work)
    return made[0] if made else obligation.evidence.latest("id")


def _refuse(obligation: Obligation, facts: Facts) -> None:
    duty, kind = duty_called(obligation.duty), evidence_kinds().get(facts.kind)
    if not duty.seen:
        raise NotVerified(_("Kewajiban %(duty)s belum terverifikasi dari sumbernya.") % {"duty": duty.code})
    if kind is None or facts.kind not in duty.evidence:
        raise BadEvidence(
            _("Bukti “%(kind)s” tidak membuktikan %(duty)s. Yang diterima: %(kinds)s.")
            % {"kind": facts.kind, "duty": duty.code, "kinds": ", ".join(duty.evidence)}
        )
    if not facts.number.strip() or not facts.title.strip():
        raise BadEvidence(_("Tulis nomor dan judul bukti, seperti tercetak padanya."))
    if kind.ends and facts.valid_until is None:
        raise BadEvidence(_("Tulis sampai kapan bukti ini berlaku: jenis ini selalu mempunyai tanggal akhir."))
    if facts.valid_until is not None and facts.valid_until < facts.dated_on:
        raise BadEvidence(_("Tanggal berakhir mendahului tanggal bukti. Periksa keduanya."))


def _judged(sent: UploadedFile[bytes] | None) -> Judged | None:
    if sent is None:
        return None
    content: bytes = sent.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise BadEvidence(
            _("Berkas terlalu besar: paling besar %(most)d MB. Perkecil, lalu kirim lagi.")
            % {"most": LARGEST // 1024**2}
        )
    return judge(content)


def _kept(
    obligation: Obligation, order: Order, facts: Facts, judged: Judged | None, sent: UploadedFile[bytes] | None
) -> Evidence:
    made = Evidence(
        obligation=obligation, kind=facts.kind, number=facts.number.strip(), title=facts.title.strip(),
        dated_on=facts.dated_on, page=facts.page.strip(), valid_until=facts.valid_until, public=facts.public,
        account_id=order.actor.account_id,
    )  # fmt: skip
    if judged and sent is not None:
        digest = hashlib.sha256(judged.content).hexdigest()
        made.content_type, made.size, made.sha256 = judged.content_type, len(judged.content), digest
        made.name = PurePosixPath((sent.name or "").replace("\\", "/")).name[:120]
        made.file.save(f"{digest[:32]}{SUFFIX[judged.content_type]}", ContentFile(judged.content), save=False)
    made.save(force_insert=True)
    return made
