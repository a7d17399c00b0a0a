"""The accounts that benefits are paid from, and who works with which."""

from __future__ import annotations

from django.db import connection

from naungan.access.actor import Actor
from naungan.disbursements.errors import UnknownSource
from naungan.disbursements.models import Source
from naungan.saying import gettext as _

SEES = "SELECT %(own)s::int IS NULL OR %(of)s::int = ANY (naungan_regions_below(%(own)s::int)::int[])"


def open_source(code: str, bank_code: str, number: str, holder: str, office: str, region_id: int | None) -> Source:
    """Open a paying account; the same facts again are the same account. Raises UnknownSource for others."""
    facts = {"bank_code": bank_code, "number": number, "holder": holder, "office": office, "region_id": region_id}
    known = Source.objects.filter(code=code).first() or Source.objects.filter(number=number).first()
    if known is None:
        return Source.objects.create(code=code, **facts)
    if known.code != code or any(getattr(known, name) != value for name, value in facts.items()):
        raise UnknownSource(
            _("Rekening %(code)s atau nomor %(number)s sudah terdaftar dengan data lain.")
            % {"code": code, "number": number}
        )
    return known


def source_called(code: str) -> Source:
    """A paying account by its short name. Raises UnknownSource."""
    found = Source.objects.filter(code=code.upper()).first()
    if found is None:
        known = ", ".join(Source.objects.order_by("code").values_list("code", flat=True)) or "-"
        raise UnknownSource(
            _("Rekening pembayar %(code)s tidak ada. Yang terdaftar: %(known)s.") % {"code": code, "known": known}
        )
    return found


def sources_of(actor: Actor) -> list[Source]:
    """The accounts that somebody may pay from: their region's, and those of the whole country."""
    return [one for one in Source.objects.order_by("code") if one.region_id is None or _over(actor, one)]


def refuse_source_of_others(source: Source, actor: Actor, shared: bool = False) -> None:
    """Raise UnknownSource for an account of another region, or of the whole country unless it may be `shared`.

    Everybody pays from the country's account; what the bank says of it concerns all, and is the head office's.
    """
    if shared and source.region_id is None:
        return
    if not _over(actor, source):
        raise UnknownSource(
            _("Rekening pembayar %(code)s bukan wewenang Anda. Hubungi kantor pusat.") % {"code": source.code}
        )


def _over(actor: Actor, source: Source) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(SEES, {"own": actor.region_id, "of": source.region_id})
        return bool(cursor.fetchone()[0])
