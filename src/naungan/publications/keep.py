"""Keep what is given out: a reference number, every number's source, the files. The same content is kept once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from naungan.publications.models import Kind, Publication, PublishedFile
from naungan.publications.traced import Trail
from naungan.registry.models import Region

PREFIX = {Kind.GOVERNOR: "GUB", Kind.QUARTER: "TRI", Kind.BRANCH: "CAB", Kind.OPEN_DATA: "DATA"}


@dataclass(frozen=True, slots=True)
class Made:
    """A file of a report."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """A report before it is kept: `digest` says what is in it, `files` makes it once its reference is known."""

    kind: Kind
    region: Region
    as_of: date
    title: str
    trail: Trail
    digest: str
    files: Callable[[str], Sequence[Made]]


@transaction.atomic
def keep(draft: Draft, account_id: int | None = None) -> Publication:
    """Keep a report with its files; the one that is kept already where nothing in it has changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('naungan.publications'))")
    told = {"kind": draft.kind, "region": draft.region, "as_of": draft.as_of}
    same = Publication.objects.filter(**told, digest=draft.digest).first()
    if same:
        return same
    serial = Publication.objects.filter(**told).count() + 1
    reference = f"{PREFIX[draft.kind]}-{draft.region.code}-{draft.as_of:%Y%m%d}-{serial:02d}"
    made = Publication.objects.create(
        **told, reference=reference, title=draft.title, public=draft.kind == Kind.OPEN_DATA, digest=draft.digest,
        trail=draft.trail.as_json(), made_by_id=account_id,
    )  # fmt: skip
    PublishedFile.objects.bulk_create(
        PublishedFile(
            publication=made, name=file.name, content_type=file.content_type, content=file.content,
            sha256=hashlib.sha256(file.content).hexdigest(),
        )
        for file in draft.files(reference)
    )  # fmt: skip
    return made
