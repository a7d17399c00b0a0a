"""Open a scheme, and set how many people of a district it takes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction

from naungan.intake.lawful import bpu_entry
from naungan.law.months import first_day, last_day, month_of
from naungan.registry.models import Payer, PayerKind, Programme, Region
from naungan.registry.regions import find_region
from naungan.saying import gettext as _
from naungan.sponsorship.errors import BadScheme
from naungan.sponsorship.models import Quota, Scheme
from naungan.sponsorship.models.programmes import OLDEST, YOUNGEST

LONGEST_MONTHS = 60


def open_scheme(
    payer: Payer,
    *,
    name: str,
    first_month: date,
    months: int,
    with_jht: bool = False,
    youngest: int = YOUNGEST,
    oldest: int = OLDEST,
    highest_decile: int | None = None,
    occupations: Collection[str] = (),
    account_id: int | None = None,
) -> Scheme:
    """Open a scheme of a sponsor for so many months; the same name again gives the one that is there.

    Raises BadScheme: not a sponsor, no months, ages the law does not take, a scheme of that name that differs.
    """
    first = first_month.replace(day=1)
    entry = bpu_entry(last_day(month_of(first)))
    if payer.kind != PayerKind.SPONSOR:
        raise BadScheme(
            _("%(payer)s bukan penanggung. Pilih kode penanggung, misalnya PEMDA-64.09.") % {"payer": payer}
        )
    if not name.strip() or not 1 <= months <= LONGEST_MONTHS:
        raise BadScheme(
            _("Beri skema nama dan masa 1 sampai %(most)s bulan; terbaca %(name)s, %(months)s bulan.")
            % {"most": LONGEST_MONTHS, "name": repr(name), "months": months}
        )
    _refuse_limits(youngest, oldest, entry.oldest, highest_decile)
    told = {
        "first_month": first,
        "last_month": first_day(month_of(first) + months - 1),
        "programmes": entry.compulsory | (Programme.JHT if with_jht else 0),
        "youngest": youngest,
        "oldest": oldest,
        "highest_decile": highest_decile,
        "occupations": sorted({one.strip().lower() for one in occupations if one.strip()}),
    }
    with transaction.atomic():
        made, new = Scheme.objects.get_or_create(
            payer=payer, name=name.strip(), defaults={**told, "account_id": account_id}
        )
    if not new and any(getattr(made, field) != value for field, value in told.items()):
        raise BadScheme(_("Skema %(name)s sudah ada dengan aturan lain. Beri nama lain.") % {"name": name})
    return made


def _refuse_limits(youngest: int, oldest: int, lawful: int, highest_decile: int | None) -> None:
    if not 0 <= youngest <= oldest <= lawful:
        raise BadScheme(
            _("Umur %(youngest)s sampai %(oldest)s tidak dapat: hukum menerima sampai %(lawful)s tahun.")
            % {"youngest": youngest, "oldest": oldest, "lawful": lawful}
        )
    if highest_decile is not None and not 1 <= highest_decile <= 10:
        raise BadScheme(
            _("Desil tertinggi harus 1 sampai 10; terbaca %(highest_decile)s.") % {"highest_decile": highest_decile}
        )


def set_quota(scheme: Scheme, district: str, people: int) -> Quota:
    """Set the quota of a district (Kemendagri code) from now on. Raises UnknownRegion, BadScheme."""
    if people < 0:
        raise BadScheme(
            _("Kuota %(district)s tidak boleh kurang dari nol; terbaca %(people)s.")
            % {"district": district, "people": people}
        )
    return Quota.objects.create(scheme=scheme, region=find_region(district, scheme.first_month), people=people)


def quotas(scheme: Scheme) -> Mapping[Region, int]:
    """The quotas in force: the latest of each district."""
    rows = Quota.objects.filter(scheme=scheme).select_related("region").order_by("region_id", "-id")
    return {row.region: row.people for row in rows.distinct("region_id")}
