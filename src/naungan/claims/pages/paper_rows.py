"""The papers of a claim as rows of a page: what is wanted, what was sent of it, and the form that sends more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext

from naungan.claims.act import Order
from naungan.claims.checklist import WantedPaper, papers_wanted
from naungan.claims.models import Claim, PaperState
from naungan.claims.pages.reading import new_key
from naungan.claims.pages.situations import paper_help, paper_label
from naungan.claims.papers import OTHER, OpenedPaper, receive_paper
from naungan.claims.whole import Whole
from naungan.errors import Refused

_KINDS = {PaperState.RECEIVED: "good", PaperState.ACCEPTED: "good", PaperState.REFUSED: "danger"}


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was sent, as a page links it."""

    name: str
    href: str
    is_picture: bool
    refused: bool


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A wanted paper as a page shows it."""

    code: str
    label: str
    help: str | Promise
    needed: bool
    is_open: bool
    state: str
    state_kind: str
    reason: str
    sent: tuple[Sent, ...]
    key: str
    error: str


def paper_rows(
    claim: Claim, address: str, of: str | int, wrong: Mapping[str, str], known: Whole | None = None
) -> list[PaperRow]:
    """The papers of a claim; `address` is the name under which a file is shown, `of` the claim's word in it."""
    return [_row(one, address, of, wrong) for one in papers_wanted(claim, known)]


def send_paper(request: HttpRequest, claim_id: int, order: Order) -> list[tuple[str, str]]:
    """Keep the file that a row's form sends; what is wrong with it, at its field."""
    kind, sent = request.POST.get("kind", ""), request.FILES.get("file")
    field = f"file-{kind}"
    if not isinstance(sent, UploadedFile):
        return [(field, gettext("Belum ada foto yang dipilih. Ambil foto dahulu."))]
    try:
        receive_paper(claim_id, order, kind, sent)
    except Refused as no:
        return [(field, str(no))]
    return []


def paper_answer(opened: OpenedPaper) -> FileResponse:
    """A file that somebody sent, which a browser shows or keeps and never runs."""
    picture = opened.content_type.startswith("image/")
    answer = FileResponse(
        opened.content, as_attachment=not picture, filename=opened.name, content_type=opened.content_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-store"
    return answer


def label_of_paper(code: str) -> str:
    """What people call a paper, also one that no list asks for."""
    return gettext("Berkas lain") if code == OTHER else paper_label(code)


def _row(one: WantedPaper, address: str, of: str | int, wrong: Mapping[str, str]) -> PaperRow:
    known = one.papers and PaperState(one.state)
    return PaperRow(
        code=one.code,
        label=paper_label(one.code),
        help=paper_help(one.code),
        needed=one.needed,
        is_open=one.is_open,
        state=str(PaperState(one.state).label) if known else "",
        state_kind=_KINDS[PaperState(one.state)] if known else "neutral",
        reason=one.reason,
        sent=tuple(
            Sent(
                paper.name,
                reverse(address, args=[of, paper.pk]),
                paper.content_type.startswith("image/"),
                paper.state == PaperState.REFUSED,
            )
            for paper in one.papers
        ),
        key=new_key(),
        error=wrong.get(f"file-{one.code}", ""),
    )
