"""Make a decree by name from the candidates that are eligible: within the quotas, the rest as reserve."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction

from naungan.law.statute import load
from naungan.saying import gettext as _
from naungan.sponsorship.errors import NotNow
from naungan.sponsorship.models import Candidate, Decree, DecreeLine, Scheme, Verdict
from naungan.sponsorship.open_scheme import quotas

AT_ONCE = 2_000
LAST = 11  # behind all deciles: those whose decile is not known


def make_decree(
    scheme: Scheme, *, number: str, signed_on: date, signed_by: str, most: int | None = None,
    account_id: int | None = None,
) -> Decree:  # fmt: skip
    """Decree the eligible candidates of a scheme that no decree holds yet.

    Who is under cover already comes first, then the poorer, then the order of the lists; a district's quota and
    `most` people in all bound the list, who is beyond them is reserve. Raises NotNow: rows wait for review, nobody
    is eligible, the number was used.
    """
    with transaction.atomic():
        Scheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)
        _ready(scheme, number)
        chosen, reserve = _within(scheme, sorted(_eligible(scheme), key=_rank), most)
        if not chosen:
            raise NotNow(_("Tidak ada calon yang memenuhi syarat dan masuk kuota. Periksa daftar dan kuota."))
        decree = Decree.objects.create(
            scheme=scheme,
            payer_id=scheme.payer_id,
            number=number.strip(),
            signed_on=signed_on,
            signed_by=signed_by.strip(),
            people=len(chosen),
            reserve=len(reserve),
            sha256=fingerprint(chosen, reserve),
            law_version=load().version,
            account_id=account_id,
        )
        for people, is_reserve in ((chosen, False), (reserve, True)):
            DecreeLine.objects.bulk_create(_lines(decree, people, is_reserve), batch_size=AT_ONCE)
    return decree


def fingerprint(chosen: Iterable[Candidate], reserve: Iterable[Candidate]) -> str:
    """The fingerprint of a list and its reserve, in order: NIK, name, birth day."""
    people = [[[nik_of(one), one.name, str(one.born_on)] for one in rows] for rows in (chosen, reserve)]
    return hashlib.sha256(json.dumps(people, ensure_ascii=False).encode()).hexdigest()


def _ready(scheme: Scheme, number: str) -> None:
    waiting = Candidate.objects.filter(listing__scheme=scheme, verdict__in=[Verdict.REVIEW, Verdict.UNJUDGED]).count()
    if waiting:
        raise NotNow(
            _("%(waiting)s calon belum diputuskan. Putuskan dahulu pada halaman daftar, lalu buat SK.")
            % {"waiting": waiting}
        )
    if not number.strip() or Decree.objects.filter(payer_id=scheme.payer_id, number=number.strip()).exists():
        raise NotNow(_("Nomor SK %(number)s kosong atau sudah dipakai. Beri nomor lain.") % {"number": repr(number)})


def _eligible(scheme: Scheme) -> Iterable[Candidate]:
    rows = Candidate.objects.filter(
        listing__scheme=scheme, verdict=Verdict.ELIGIBLE, decreed__isnull=True, region__isnull=False
    )
    return rows.select_related("person", "region").order_by("listing_id", "line")


def _rank(one: Candidate) -> tuple[bool, int, int, int]:
    continuing = any(kept["code"] == "continuing" for kept in one.reasons)
    return (not continuing, one.decile or LAST, one.listing_id, one.line)


def _within(scheme: Scheme, ranked: Iterable[Candidate], most: int | None) -> tuple[list[Candidate], list[Candidate]]:
    """Who is within the quotas, and the reserve. Without any quota every district is open."""
    of_district = {region.pk: people for region, people in quotas(scheme).items()}
    taken = Counter[int]()
    chosen: list[Candidate] = []
    reserve: list[Candidate] = []
    for one in ranked:
        region = one.region_id or 0
        full = bool(of_district) and taken[region] >= of_district.get(region, 0)
        if full or (most is not None and len(chosen) >= most):
            reserve.append(one)
        else:
            taken[region] += 1
            chosen.append(one)
    return chosen, reserve


def _lines(decree: Decree, people: Iterable[Candidate], reserve: bool) -> Iterator[DecreeLine]:
    for serial, one in enumerate(people, start=1):
        yield DecreeLine(decree=decree, candidate=one, serial=serial, reserve=reserve, region_id=one.region_id or 0)


def nik_of(one: Candidate) -> str:
    """The NIK that somebody is enrolled with: the registry's goes before the list's."""
    return (one.person.nik if one.person else None) or one.nik
