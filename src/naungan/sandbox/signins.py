"""Accounts to try a sandbox with: one of each role, on invented people, and never on a real database.

Passwords and the secrets of second factors follow from the site's own key: they are the same every time on this
machine, different on every other, and stand in no file.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.db import transaction

from naungan.access.grants import Over, grant, make_account
from naungan.access.models import OF_A_PAYER, OF_A_PERSON, REGIONAL, STAFF, Account, Grant, Role
from naungan.coverage.models import PopulationScale
from naungan.registry.models import Payer, PayerKind, Person
from naungan.sandbox.errors import NotASandbox

DOMAIN = "contoh.test"  # a name that can never be anybody's (RFC 2606)
BY = "naungan sandbox signins"
REGIONS = {Role.BRANCH: "64.71", Role.REGION: "64"}
NAMES = {
    Role.BRANCH: "Rina, petugas cabang",
    Role.REGION: "Yusuf, petugas wilayah",
    Role.HEAD_OFFICE: "Dewi, kantor pusat",
    Role.EMPLOYER_MAKER: "Budi, penyusun",
    Role.EMPLOYER_APPROVER: "Sari, penyetuju",
    Role.SPONSOR: "Hasan, penanggung",
    Role.HEIR: "Aminah, ahli waris",
    Role.AUDITOR: "Tono, pemeriksa",
    Role.ADMINISTRATOR: "Lia, pengelola",
}


@dataclass(frozen=True, slots=True)
class SignIn:
    """How to sign in as a role. A participant has `nik`, `born_on` and `contact`; the others e-mail and password."""

    role: Role
    email: str = ""
    password: str = ""
    code: str = ""  # of the second factor; good for about half a minute
    nik: str = ""
    born_on: str = ""
    contact: str = ""

    def words(self) -> str:
        """One line that tells how to sign in."""
        if self.nik:
            return f"{self.role.label}: NIK {self.nik}, lahir {self.born_on}, {self.contact}; kode di log peladen"
        factor = f", kode sekarang {self.code}" if self.code else ""
        return f"{self.role.label}: {self.email}, kata sandi {self.password}{factor}"


def sandbox_sign_ins() -> list[SignIn]:
    """The sign-ins of a sandbox; none on a database that is not one."""
    return signins() if PopulationScale.objects.exists() else []


@transaction.atomic
def signins() -> list[SignIn]:
    """One sign-in for each role that this sandbox has somebody for; made at the first time, the same later.

    NotASandbox on a database that no sandbox was built in.
    """
    if not PopulationScale.objects.exists():
        raise NotASandbox(
            "Basis data ini bukan sandbox, jadi akun contoh tidak dibuat. Isi dulu yang kosong dengan "
            "naungan sandbox build, atau beri akses dengan naungan access grant."
        )
    found = [_by_password(role) for role in Role if role not in OF_A_PERSON]
    return [one for one in [*found, _worker(), _heir()] if one is not None]


def _by_password(role: Role) -> SignIn | None:
    over = _over(role)
    if over is None:
        return None
    email = f"{role}@{DOMAIN}"
    password = _derived(f"password {email}")[:16].lower()
    account = Account.objects.filter(email=email).first()
    if account is None:
        account = make_account(NAMES[role], email, password=password)
        grant(account, role, over, BY)
    return SignIn(role, email, password, _code(account) if role in STAFF else "")


def _over(role: Role) -> Over | None:
    """What a role is over: the capital's branch, the largest employer of a middling size, the largest sponsor."""
    if role in REGIONAL:
        return Over(region=REGIONS[role])
    if role not in OF_A_PAYER:
        return Over()
    kind = PayerKind.SPONSOR if role == Role.SPONSOR else PayerKind.EMPLOYER
    payer = Payer.objects.raw(_PAYER, {"kind": kind, "most": 500})
    return next((Over(payer=one.code) for one in payer), None)


_PAYER = """
SELECT p.* FROM registry_payer p JOIN registry_participation w ON w.payer_id = p.id
WHERE p.kind = %(kind)s GROUP BY p.id HAVING count(*) <= %(most)s
ORDER BY count(*) DESC, p.id LIMIT 1
"""


def _worker() -> SignIn | None:
    person = (
        Person.objects.filter(nik__isnull=False, died_on__isnull=True, participations__isnull=False)
        .exclude(phone="")
        .order_by("id")
        .first()
    )
    if person is None:
        return None
    return SignIn(Role.WORKER, nik=str(person.nik), born_on=f"{person.born_on:%d-%m-%Y}", contact=person.phone)


def _heir() -> SignIn | None:
    email = f"{Role.HEIR}@{DOMAIN}"
    given = Grant.objects.filter(account__email=email, role=Role.HEIR).select_related("person").first()
    person = given.person if given else _somebody_who_died()
    if person is None:
        return None
    if given is None:
        account = make_account(NAMES[Role.HEIR], email)
        grant(account, Role.HEIR, Over(nik=str(person.nik)), BY)
    return SignIn(Role.HEIR, nik=str(person.nik), born_on=f"{person.born_on:%d-%m-%Y}", contact=email)


def _somebody_who_died() -> Person | None:
    return Person.objects.filter(nik__isnull=False, died_on__isnull=False, participations__isnull=False).first()


def _code(account: Account) -> str:
    secret = _derived(f"factor {account.email}")
    if not Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(account, secret)
    present = list(yield_hotp_counters_from_time())[settings.MFA_TOTP_TOLERANCE]
    return str(format_hotp_value(hotp_value(secret, present)))


def _derived(what: str) -> str:
    """32 letters and digits that follow from the site's key."""
    return base64.b32encode(
        hmac.new(settings.SECRET_KEY.encode(), f"naungan.sandbox {what}".encode(), hashlib.sha256).digest()[:20]
    ).decode()
