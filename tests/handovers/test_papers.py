"""The printed papers, compared as pictures with kept ones; what stands in them, and what never does."""

from __future__ import annotations

import io
import json
import os
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import typst
from django.utils import translation
from PIL import Image, ImageChops
from pypdf import PdfReader
from tests.handovers.people import HOSTS, a_beneficiary, a_granted_claim, an_event
from tests.pensions.people import an_officer

from naungan.handovers.errors import NoConsent
from naungan.handovers.events import withdraw
from naungan.handovers.models import Event, HandedOver
from naungan.handovers.paper import (
    TEMPLATES,
    certificate_data,
    certificate_pdf,
    cheque_data,
    cheque_pdf,
    protocol_data,
    protocol_pdf,
)
from naungan.handovers.shown import Said
from naungan.web.pdf import PACKAGE

KEPT = Path(__file__).parent / "pictures"
POINTS = 60  # an inch: enough to see every line, small enough to keep
MOST_DIFFERENT = 0.002  # of all points, where the same letters fall a little otherwise
EVENT = Event(
    title="Kunjungan kerja gubernur", place="Aula kantor wilayah, Balikpapan", on=date(2022, 12, 31),
    starts_at=time(9, 30), hosts=list(HOSTS), state="planned",
)  # fmt: skip
AMINAH = Said(
    1, 1, "Aminah", "Ahli waris peserta", 42_000_000,
    (("JKM", "lump", 20_000_000), ("JKM", "periodic", 12_000_000), ("JKM", "funeral", 10_000_000)),
    "Suaminya nelayan di Manggar, peserta sejak Maret 2022.", True, False, "Pemerintah Kota Balikpapan",
    date(2022, 12, 20), 11, None,
)  # fmt: skip
QUIET = Said(2, 2, "", "Ahli waris peserta", None, (), "", False, True, "", None, None, None)
HANDED = HandedOver(
    by="Rahmat Hidayat", to="Aminah", what="piagam dan cek simbolis", at=datetime(2022, 12, 31, tzinfo=UTC)
)


def held() -> Event:
    return Event(
        **{name: getattr(EVENT, name) for name in ("title", "place", "on", "starts_at", "hosts")}, state="held"
    )


def papers() -> dict[str, tuple[str, dict[str, Any]]]:
    """Every kind of paper in every shape, with fixed words: the template and what it is given."""
    from dataclasses import replace

    made = {"made": "31 Desember 2022"}
    return {
        "certificate": ("certificate", certificate_data(EVENT, AMINAH)),
        "certificate-quiet": ("certificate", certificate_data(EVENT, QUIET)),
        "cheque": ("cheque", cheque_data(EVENT, AMINAH)),
        "protocol": ("protocol", protocol_data(EVENT, [AMINAH, QUIET]) | made),
        "record": ("protocol", protocol_data(held(), [replace(AMINAH, handed=HANDED)]) | made),
    }


def picture(template: str, data: dict[str, Any]) -> Image.Image:
    drawn = typst.compile(
        (TEMPLATES / f"{template}.typ").read_bytes(), root=str(PACKAGE), format="png", ppi=POINTS,
        sys_inputs={"data": json.dumps(data)}, ignore_system_fonts=True,
    )  # fmt: skip
    first = drawn[0] if isinstance(drawn, list) else drawn
    return Image.open(io.BytesIO(first)).convert("L")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["certificate", "certificate-quiet", "cheque", "protocol", "record"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_paper_looks_as_the_kept_picture(name: str, language: str) -> None:
    with translation.override(language):
        drawn = picture(*papers()[name])
    kept = KEPT / f"{name}-{language}.png"
    if os.environ.get("NAUNGAN_KEEP_PICTURES"):  # to draw them anew, and look at them, after a change
        drawn.save(kept, optimize=True)
    expected = Image.open(kept).convert("L")
    assert drawn.size == expected.size
    different = ImageChops.difference(drawn, expected).point(lambda value: 255 if value > 48 else 0)
    assert different.histogram()[255] / (drawn.width * drawn.height) <= MOST_DIFFERENT


def test_pictures_that_differ_by_one_name_are_told_apart() -> None:
    one, other = (picture("cheque", cheque_data(EVENT, AMINAH) | {"name": name}) for name in ("Aminah", "Rahmawati"))
    different = ImageChops.difference(one, other).point(lambda value: 255 if value > 48 else 0)
    assert different.histogram()[255] / (one.width * one.height) > MOST_DIFFERENT


def text_of(made: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).replace("\u00a0", " ")


@pytest.mark.django_db
def test_the_cheque_tells_the_amount_in_figures_and_in_words() -> None:
    found = a_beneficiary()
    read = text_of(cheque_pdf(found.event, found.pk))
    assert read.count("Rp 42.000.000") == 1
    assert "Empat puluh dua juta rupiah" in read
    assert "Bukan alat pembayaran" in read


@pytest.mark.django_db
def test_sheets_are_a4_across() -> None:
    found = a_beneficiary()
    for made in (certificate_pdf(found.event, found.pk), cheque_pdf(found.event, found.pk)):
        (page,) = PdfReader(io.BytesIO(made)).pages
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)


@pytest.mark.django_db
def test_no_paper_holds_a_nik_or_an_account_number() -> None:
    payee = a_granted_claim()
    found = a_beneficiary(payee=payee)
    papers = (certificate_pdf(found.event, found.pk), cheque_pdf(found.event, found.pk), protocol_pdf(found.event))
    for made in papers:
        read = text_of(made).replace(" ", "")
        assert (payee.nik in read, payee.account_number in read) == (False, False)


@pytest.mark.django_db
def test_a_name_taken_back_is_in_no_paper_from_then_on() -> None:
    event = an_event()
    gone, stays = a_beneficiary(event, payee=a_granted_claim("Rukmini")), a_beneficiary(event)
    assert "Rukmini" in text_of(protocol_pdf(event))
    withdraw(gone.pk, an_officer())
    read = text_of(protocol_pdf(event))
    assert ("Rukmini" in read, stays.payee.name in read) == (False, True)
    for paper in (certificate_pdf, cheque_pdf):
        with pytest.raises(NoConsent):
            paper(event, gone.pk)


@pytest.mark.django_db
def test_without_consent_to_the_amount_there_is_no_cheque_and_no_amount() -> None:
    found = a_beneficiary(shows=frozenset({"name"}))
    with pytest.raises(NoConsent, match="jumlahnya"):
        cheque_pdf(found.event, found.pk)
    assert "42.000.000" not in text_of(certificate_pdf(found.event, found.pk))


@pytest.mark.django_db
def test_an_unnamed_heir_has_a_certificate_without_a_name() -> None:
    found = a_beneficiary(shows=frozenset({"amount"}), payee=a_granted_claim("Rukmini"))
    read = text_of(certificate_pdf(found.event, found.pk))
    assert ("Rukmini" in read, "Ahli waris peserta" in read) == (False, True)
