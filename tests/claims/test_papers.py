"""Papers are what they are by their content: pictures and quiet PDFs come in, everything else is told why not."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from tests.claims.claiming import a_draft, a_sent, a_worker, an_actor, an_office, by
from tests.factories import a_region

from naungan.access.models import Look, Role
from naungan.access.scope import scoped
from naungan.claims.errors import BadPaper, NoSuchClaim, WrongMove
from naungan.claims.models import Claim, Paper
from naungan.claims.paper_content import LARGEST, judge
from naungan.claims.papers import judge_paper, open_paper, receive_paper


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is received in the test's own folder."""
    monkeypatch.setattr(Paper._meta.get_field("file"), "storage", FileSystemStorage(tmp_path))


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48)) -> bytes:
    made = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(made, kind)
    return made.getvalue()


def a_pdf(pages: int = 1, password: str = "", script: str = "", attached: bytes = b"") -> bytes:
    writer, made = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if script:
        action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)}
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(DictionaryObject(action))
    if attached:
        writer.add_attachment("laporan.exe", attached)
    if password:
        writer.encrypt(password)
    writer.write(made)
    return made.getvalue()


def an_archive() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("masuk.sh", "#!/bin/sh\n")
    return made.getvalue()


def sent(content: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/octet-stream")


def a_png_of(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    header = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\x00\x00\x00"
    pixels = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "kind"),
    [(a_picture("JPEG"), "image/jpeg"), (a_picture("PNG"), "image/png"), (a_pdf(3), "application/pdf")],
    ids=["jpeg", "png", "pdf"],
)
def test_a_picture_or_a_quiet_pdf_is_kept_as_it_came(content: bytes, kind: str) -> None:
    judged = judge(content)
    assert (judged.content, judged.content_type) == (content, kind)


def test_a_photo_turned_and_progressive_comes_in() -> None:
    made = io.BytesIO()
    Image.effect_noise((300, 200), 60).convert("RGB").save(made, "JPEG", progressive=True, exif=b"Exif\x00\x00MM")
    assert judge(made.getvalue()).content_type == "image/jpeg"


def test_what_a_phone_writes_behind_a_picture_is_cut_off() -> None:
    picture = a_picture("JPEG")
    assert judge(picture + b"SEFT" + bytes(500)).content == picture


HOSTILE = {
    "a page called foto.jpg": b"<html><script>alert(1)</script></html>",
    "a vector picture with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
    "an archive": an_archive(),
    "a program": b"\x7fELF" + bytes(200),
    "a picture that is an archive too": a_picture("JPEG") + an_archive(),
    "a picture with a page inside": a_picture("PNG").replace(b"IEND", b"tEXt<script>x</script>IEND"),
    "a picture with a program behind": a_picture("PNG") + b"<?php system($_GET['c']); ?>",
    "a picture that breaks off": a_picture("JPEG")[:-200],
    "a picture said to be enormous": a_png_of(60_000, 60_000),
    "a picture of nothing": b"\xff\xd8\xff\xe0" + bytes(100),
    "a PDF with a script": a_pdf(script="app.alert('x')"),
    "a PDF with a file in it": a_pdf(attached=b"MZ" + bytes(50)),
    "a PDF with a password": a_pdf(password="rahasia"),
    "a PDF without pages": a_pdf(pages=0),
    "a PDF that is an archive too": a_pdf() + an_archive() + b"%%EOF",
    "a PDF that breaks off": a_pdf()[:150],
    "a PDF that is none": b"%PDF-1.7\n" + bytes(300) + b"%%EOF",
    "words": b"Dengan hormat, bersama ini",
}


@pytest.mark.parametrize("content", list(HOSTILE.values()), ids=list(HOSTILE))
def test_everything_else_is_refused(content: bytes) -> None:
    with pytest.raises(BadPaper):
        judge(content)


@pytest.mark.django_db
def test_a_paper_is_kept_once_with_its_digest() -> None:
    claim, picture = a_draft(a_worker()), a_picture()
    first = receive_paper(claim.pk, by(None), "death_certificate", sent(picture, "../../etc/akta.jpg"))
    second = receive_paper(claim.pk, by(None), "death_certificate", sent(picture))
    assert (first.pk, first.name, first.size) == (second.pk, "akta.jpg", len(picture))


@pytest.mark.django_db
def test_a_file_larger_than_it_says_is_refused() -> None:
    claim = a_draft(a_worker())
    with pytest.raises(BadPaper, match="10 MB"):
        receive_paper(claim.pk, by(None), "ktp", sent(a_picture() + bytes(LARGEST)))


@pytest.mark.django_db
def test_a_paper_that_is_not_asked_for_is_refused() -> None:
    with pytest.raises(BadPaper):
        receive_paper(a_draft(a_worker()).pk, by(None), "passport", sent(a_picture()))


@pytest.mark.django_db
def test_an_officer_says_what_is_wrong_with_a_paper() -> None:
    claim, office = a_sent(a_worker()), an_office()
    paper = receive_paper(claim.pk, by(None), "ktp", sent(a_picture()))
    with pytest.raises(BadPaper):
        judge_paper(claim.pk, by(office.maker), paper.pk, accepted=False)
    judge_paper(claim.pk, by(office.maker), paper.pk, accepted=False, reason="Terlalu gelap.")
    paper.refresh_from_db()
    assert (paper.state, paper.reason) == ("refused", "Terlalu gelap.")
    with pytest.raises(WrongMove):
        judge_paper(claim.pk, by(None), paper.pk, accepted=True)


@pytest.mark.django_db
def test_a_paper_is_opened_by_the_branch_with_a_look_recorded_and_by_nobody_elsewhere() -> None:
    claim, content = a_sent(a_worker()), a_picture()
    paper = receive_paper(claim.pk, by(None), "ktp", sent(content))
    here, elsewhere = an_actor(Role.BRANCH, a_region()), an_actor(Role.BRANCH, a_region("64.72", "Kota Samarinda"))
    with scoped(here):
        opened = open_paper(here, paper.pk)
        assert (opened.content.read(), opened.content_type) == (content, "image/jpeg")
    assert Look.objects.filter(account_id=here.account_id, person_id=claim.person_id).count() == 1
    with scoped(elsewhere), pytest.raises(NoSuchClaim):
        open_paper(elsewhere, paper.pk)


@pytest.mark.django_db
def test_a_guest_opens_the_papers_of_the_claim_they_were_recognised_for_alone() -> None:
    claim, other = a_sent(a_worker()), a_sent(a_worker())
    paper = receive_paper(claim.pk, by(None), "ktp", sent(a_picture()))
    assert open_paper(None, paper.pk, guest_claim=claim.pk).size == paper.size
    for wrong in (other.pk, None):
        with pytest.raises(NoSuchClaim):
            open_paper(None, paper.pk, guest_claim=wrong)


@pytest.mark.django_db
def test_nothing_is_kept_of_a_paper_that_was_refused() -> None:
    claim = a_draft(a_worker())
    with pytest.raises(BadPaper):
        receive_paper(claim.pk, by(None), "ktp", sent(an_archive()))
    assert (Paper.objects.count(), Claim.objects.get().version) == (0, claim.version)
