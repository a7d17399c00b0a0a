"""Papers of a claim: taken in by their content, judged by officers, and read only by whoever may see the claim."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from naungan.access.actor import Actor
from naungan.access.looks import looked
from naungan.claims.act import Order, Work, act
from naungan.claims.errors import BadPaper, NoSuchClaim
from naungan.claims.models import Claim, Paper, PaperState
from naungan.claims.paper_content import LARGEST, SUFFIX, Judged, judge
from naungan.law.benefits.claims import document_label, documents
from naungan.law.statute import load
from naungan.saying import gettext as _

MOST = 60  # files a claim
OTHER = "other"


@dataclass(frozen=True, slots=True)
class OpenedPaper:
    """A paper to be shown: its bytes, what they are, and a plain name to keep them under."""

    content: IO[bytes]
    content_type: str
    name: str
    size: int


def receive_paper(claim_id: int, order: Order, kind: str, sent: UploadedFile[bytes]) -> Paper:
    """Keep a photo or PDF with a claim. The same content again changes nothing.

    Raises BadPaper saying what was read and what to do, and what `act` raises.
    """
    judged = judge(_read(sent))
    digest = hashlib.sha256(judged.content).hexdigest()
    kept: list[Paper] = []

    def work(claim: Claim) -> Work:
        kept.append(_keep(claim, order, kind, judged, digest, sent.name))
        return Work(detail={"paper": kept[0].pk, "kind": kind})

    claim = act("attach", claim_id, order, work)
    return kept[0] if kept else Paper.objects.get(pk=claim.steps.get(key=order.key).detail["paper"])


def judge_paper(claim_id: int, order: Order, paper_id: int, *, accepted: bool, reason: str = "") -> Claim:
    """Say that a paper is as it should be, or must be replaced and why. Raises BadPaper, and what `act` raises."""
    if not accepted and not reason.strip():
        raise BadPaper(_("Tulis apa yang kurang pada berkas itu, agar pemohon tahu apa yang dikirim lagi."))

    def work(claim: Claim) -> Work:
        paper = Paper.objects.filter(claim=claim, pk=paper_id).first()
        if paper is None:
            raise NoSuchClaim(_("Berkas itu bukan dari klaim %(number)s.") % {"number": claim.number})
        paper.state, paper.reason = (PaperState.ACCEPTED, "") if accepted else (PaperState.REFUSED, reason)
        paper.save()
        return Work(said=reason, detail={"paper": paper.pk, "accepted": accepted})

    return act("judge", claim_id, order, work)


def open_paper(actor: Actor | None, paper_id: int, *, guest_claim: int | None = None) -> OpenedPaper:
    """Open a paper for whoever may see its claim; the look at somebody else's is recorded.

    A guest (`actor` None) opens those of the claim that the page has recognised them for. Raises NoSuchClaim.
    """
    papers = Paper.objects.select_related("claim").filter(pk=paper_id)
    if actor is None:
        papers = papers.filter(claim_id=guest_claim or 0, claim__account__isnull=True)
    paper = papers.first()
    if paper is None:
        raise NoSuchClaim(_("Berkas itu tidak ada, atau bukan wewenang Anda."))
    if actor is not None and paper.claim.account_id != actor.account_id:
        looked(actor, paper.claim.person_id, _("Berkas klaim %(number)s") % {"number": paper.claim.number})
    name = f"{paper.claim.number}-{paper.kind}-{paper.pk}{SUFFIX[paper.content_type]}"
    return OpenedPaper(paper.file.open("rb"), paper.content_type, name, paper.size)


def label_of(kind: str, language: str = "id") -> str:
    """What people call a paper."""
    return _("berkas lain") if kind == OTHER else document_label(kind, language)


def _read(sent: UploadedFile[bytes]) -> bytes:
    """At most so many bytes, whatever the sender says the size is."""
    content: bytes = sent.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise BadPaper(
            _("Berkas terlalu besar: paling besar %(most)d MB. Perkecil foto, lalu kirim lagi.")
            % {"most": LARGEST // 1024**2}
        )
    if not content:
        raise BadPaper(_("Berkas kosong. Pilih foto atau PDF lain."))
    return content


def _keep(claim: Claim, order: Order, kind: str, judged: Judged, digest: str, name: str | None) -> Paper:
    if kind != OTHER and kind not in documents(load().on(timezone.localdate()), claim.kind):
        raise BadPaper(_("Berkas %(kind)s tidak diminta untuk klaim ini.") % {"kind": kind})
    same = Paper.objects.filter(claim=claim, kind=kind, sha256=digest).first()
    if same is not None:
        return same
    if Paper.objects.filter(claim=claim).count() >= MOST:
        raise BadPaper(_("Paling banyak %(most)d berkas untuk satu klaim.") % {"most": MOST})
    paper = Paper(
        claim=claim,
        kind=kind,
        name=_plain_name(name),
        content_type=judged.content_type,
        size=len(judged.content),
        sha256=digest,
        account_id=order.account_id,
    )
    paper.file.save(f"{digest[:40]}{SUFFIX[judged.content_type]}", ContentFile(judged.content), save=False)
    paper.save(force_insert=True)
    return paper


def _plain_name(name: str | None) -> str:
    """The last part of the name as the device gave it, without what cannot be written."""
    last = PurePosixPath((name or "").replace("\\", "/")).name
    return "".join(one for one in last if one.isprintable())[:120] or "berkas"
