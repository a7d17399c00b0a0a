"""Walking through the guided claim as a phone does: fields of the open form, files, one step after the other."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.factories import a_participation, a_person, an_employer

from naungan.claims.models import Claim
from naungan.registry.models import Person

DIED_ON = date(2022, 11, 20)
CLAIMANT_BORN = date(1985, 2, 3)
PAPERS = ("death_certificate", "heir_ktp", "family_card", "heirs_statement")


def a_photo(shade: int = 200) -> SimpleUploadedFile:
    """A small JPEG, other for every shade."""
    content = BytesIO()
    Image.new("RGB", (60, 40), (shade, shade, shade)).save(content, "JPEG")
    return SimpleUploadedFile("foto.jpg", content.getvalue(), content_type="image/jpeg")


def a_member(**facts: Any) -> Person:
    """Somebody who worked and was insured."""
    person = a_person(**facts)
    a_participation(an_employer(), person=person, since=date(2016, 1, 1))
    return person


def day(name: str, value: date) -> dict[str, str]:
    """A day in its three fields."""
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def key_in(page: str, form: int = -1) -> str:
    """The key of a form of the page."""
    return re.findall(r'name="key" value="([0-9a-f-]{36})"', page)[form]


def post(client: Client, address: str, fields: dict[str, Any], form: int = 0) -> Any:
    """Open a page and send its form, as a person does."""
    page = client.get(address).content.decode()
    return client.post(address, {"key": key_in(page, form), **fields})


def begun(client: Client, person: Person, situation: str = "meninggal", **more: Any) -> str:
    """The first step taken: where the second is."""
    answer = post(
        client,
        f"/klaim/baru/{situation}/mulai/",
        {"number": person.nik, **day("person_born_on", person.born_on), **day("event_on", DIED_ON), **more},
    )
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def in_step(address: str, step: str) -> str:
    """Another step of the same draft."""
    return re.sub(r"[a-z]+/$", f"{step}/", address)


def told_who(client: Client, address: str, **other: Any) -> Any:
    """The second step."""
    fields = {
        "claimant_name": "Dewi Lestari",
        "claimant_relation": "spouse",
        "claimant_phone": "0812-3456-7890",
        **day("claimant_born_on", CLAIMANT_BORN),
    }
    return post(client, address, fields | other)


def told_family(client: Client, address: str, **family: int) -> Any:
    """The step of the family: one spouse unless told."""
    counted = family or {"spouse": 1}
    return post(client, in_step(address, "keluarga"), {f"family_{name}": str(many) for name, many in counted.items()})


def sent_papers(client: Client, address: str, *kinds: str) -> None:
    """Photos of some papers, one after the other."""
    for number, kind in enumerate(kinds):
        answer = post(client, in_step(address, "surat"), {"kind": kind, "act": "paper", "file": a_photo(90 + number)})
        assert answer.status_code == 302, answer.content.decode()


def named_payee(client: Client, address: str, **other: Any) -> Any:
    """Who is to be paid, the widow unless told."""
    fields = {
        "name": "Dewi Lestari",
        "relation": "spouse",
        **day("born_on", CLAIMANT_BORN),
        "bank_code": "002",
        "account_number": "1234-5678-90",
        "account_name": "Dewi Lestari",
    }
    return post(client, f"{in_step(address, 'penerima')}?tambah=1", fields | other, -1)


def sent_claim(client: Client, person: Person) -> Claim:
    """The whole way, to a claim that was sent."""
    address = begun(client, person)
    told_who(client, address)
    told_family(client, address)
    sent_papers(client, address, *PAPERS)
    named_payee(client, address)
    answer = post(client, in_step(address, "periksa"), {"true": "1"})
    assert answer.status_code == 302, words_of(answer)
    return Claim.objects.get(person=person)


def words_of(answer: Any) -> str:
    """What a page says, without its marks."""
    main = answer.content.decode().split("<main", 1)[-1].split("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())
