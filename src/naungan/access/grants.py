"""Roles are given to accounts and taken back; both stay in the history with who did it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import pghistory
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from naungan.access.errors import BadGrant
from naungan.access.models import OF_A_PAYER, OF_A_PERSON, REGIONAL, Account, Grant, Role
from naungan.registry.models import Payer, Person, Region
from naungan.saying import gettext as _
from naungan.web.forms import read_phone

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Over:
    """What a role is over: one of the three as people write it, or nothing for those who see everything."""

    region: str = ""
    payer: str = ""
    nik: str = ""


@transaction.atomic
def make_account(name: str, email: str = "", phone: str = "", password: str | None = None) -> Account:
    """A new account. BadGrant when nothing says how to reach it, or another account has the e-mail."""
    if not name.strip():
        raise BadGrant(_("Nama akun belum diisi."))
    if not (email or phone):
        raise BadGrant(_("Isi e-mail atau nomor telepon: tanpa keduanya akun ini tidak dapat masuk."))
    if email and not _EMAIL.fullmatch(email.strip()):
        raise BadGrant(_("E-mail terbaca %(email)s. Tulis seperti nama@instansi.go.id.") % {"email": repr(email)})
    if email and Account.objects.filter(email=email.strip().lower()).exists():
        raise BadGrant(_("Sudah ada akun dengan e-mail %(email)s.") % {"email": email})
    return Account.objects.create_user(
        email=email.strip(), password=password, name=name.strip(), phone=read_phone(phone) if phone else None
    )


def account_of(email: str, name: str = "") -> Account:
    """The account of an e-mail address; with a `name`, a new one where there is none. Else BadGrant.

    A new account has no password: whoever reads the mail makes one by "Lupa kata sandi".
    """
    found = Account.objects.filter(email=email.strip().lower()).first()
    if found is None and not name:
        raise BadGrant(
            _("Belum ada akun dengan e-mail %(email)s. Tambahkan --name dengan nama orangnya.") % {"email": email}
        )
    return found or make_account(name, email)


@transaction.atomic
def grant(account: Account, role: Role, over: Over, by: str, until: date | None = None) -> Grant:
    """Give an account a role from today on, over the region, payer or person it needs.

    `by` says who gives it and stays in the history; `until` is the first day it is no longer in force.
    BadGrant when the role wants another kind of scope, when that cannot be found, or it is given already.
    """
    region, payer, person = _region(role, over), _payer(role, over), _person(role, over)
    today = timezone.localdate()
    if until is not None and until <= today:
        raise BadGrant(_("Berlaku sampai terbaca %(until)s. Isi hari sesudah hari ini.") % {"until": until})
    try:
        with transaction.atomic(), pghistory.context(by=by):
            return Grant.objects.create(
                account=account, role=role, region=region, payer=payer, person=person,
                during=DateRange(today, until, "[)"),
            )  # fmt: skip
    except IntegrityError as twice:
        raise BadGrant(
            _("%(account)s sudah memiliki peran %(role)s itu.") % {"account": account.name, "role": role.label}
        ) from twice


@transaction.atomic
def revoke(grant_id: int, by: str) -> Grant:
    """End a grant today; its tokens and sessions end with it. The last administrator's is refused."""
    found = Grant.objects.select_for_update(of=("self",)).select_related("account").filter(pk=grant_id).first()
    today = timezone.localdate()
    if found is None or today not in found.during:
        raise BadGrant(_("Tidak ada peran bernomor %(grant_id)s yang sedang berlaku.") % {"grant_id": grant_id})
    try:
        with transaction.atomic(), pghistory.context(by=by):
            found.during = DateRange(found.during.lower, today, "[)")
            found.save(update_fields=["during"])
    except IntegrityError as last:
        raise BadGrant(_("Pengelola sistem yang terakhir tidak dapat dicabut. Angkat yang lain dulu.")) from last
    return found


def grants(email: str = "") -> list[Grant]:
    """The grants in force, of one account or of all, with what they are over."""
    found = Grant.objects.filter(during__contains=timezone.localdate())
    if email:
        found = found.filter(account=account_of(email))
    return list(found.select_related("account", "region", "payer", "person").order_by("account__name", "id"))


def _region(role: Role, over: Over) -> Region | None:
    if not _wanted(role in REGIONAL, over.region, _("--region, kode wilayah seperti 64 atau 64.71")):
        return None
    found = Region.objects.filter(code=over.region, valid__contains=timezone.localdate()).first()
    if found is None:
        raise BadGrant(_("Tidak ada wilayah berkode %(region)s.") % {"region": repr(over.region)})
    return found


def _payer(role: Role, over: Over) -> Payer | None:
    if not _wanted(role in OF_A_PAYER, over.payer, _("--payer, kode pembayar seperti KT001234-000")):
        return None
    found = Payer.objects.filter(code=over.payer).first()
    if found is None:
        raise BadGrant(_("Tidak ada pembayar berkode %(payer)s.") % {"payer": repr(over.payer)})
    return found


def _person(role: Role, over: Over) -> Person | None:
    if not _wanted(role in OF_A_PERSON, over.nik, _("--nik, NIK peserta")):
        return None
    found = Person.objects.filter(nik=over.nik).first()
    if found is None:
        raise BadGrant(_("Tidak ada peserta dengan NIK itu."))
    if role == Role.HEIR and found.died_on is None:
        raise BadGrant(_("Ahli waris hanya diberi akses setelah kematian peserta tercatat."))
    return found


def _wanted(wanted: bool, given: str, what: str) -> bool:
    if wanted and not given:
        raise BadGrant(_("Peran ini memerlukan %(what)s.") % {"what": what})
    if given and not wanted:
        raise BadGrant(_("Peran ini tidak memakai %(what)s.") % {"what": what.split(",")[0]})
    return wanted
