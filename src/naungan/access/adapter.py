"""How allauth signs people in here: no self sign-up, our sender, our words, encrypted secrets."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext, gettext_lazy

from naungan.access.actor import grants_of
from naungan.access.models import STAFF, Account
from naungan.access.senders import send

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_WRONG = gettext_lazy("E-mail atau kata sandi belum cocok. Periksa keduanya, lalu coba lagi.")
_WRONG_CODE = gettext_lazy("Kode belum cocok. Periksa angkanya, atau minta kode baru.")
_LATER = gettext_lazy("Terlalu banyak percobaan. Coba lagi beberapa menit lagi.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are granted, never opened by oneself; every message goes by the operator's sender."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _WRONG,
        "invalid_login": _WRONG,
        "incorrect_code": _WRONG_CODE,
        "incorrect_password": gettext_lazy("Kata sandi belum cocok."),
        "enter_current_password": gettext_lazy("Tulis kata sandi Anda yang sekarang."),
        "too_many_login_attempts": _LATER,
        "rate_limited": _LATER,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody opens an account by themselves."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A message of allauth's, in plain text."""
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", context).split())
        send(email, subject, render_to_string(f"{template_prefix}_message.txt", context).strip())

    def send_verification_code_sms(self, user: Account, phone: str, code: str, **kwargs: Any) -> None:
        """A one-time code to a phone."""
        send(phone, gettext("Kode masuk Naungan"), code_words(code))

    def get_phone(self, user: Account) -> tuple[str, bool] | None:
        """The account's phone: as it was granted, so known to be theirs."""
        return (user.phone, True) if user.phone else None

    def set_phone(self, user: Account, phone: str, verified: bool) -> None:
        """Phones are set by whoever grants the account, or by the registry."""

    def set_phone_verified(self, user: Account, phone: str) -> None:
        """A phone that was granted needs no second proof."""

    def get_user_by_phone(self, phone: str) -> Account | None:
        """Nobody signs in by a phone number alone."""
        return None

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Only what went wrong is said: that it went right is seen."""
        if kwargs.get("message"):
            super().add_message(request, level, *args, **kwargs)


def code_words(code: str) -> str:
    """The words a one-time code comes in."""
    return gettext("%(code)s adalah kode masuk Naungan Anda, berlaku 5 menit. Jangan beri tahu siapa pun.") % {
        "code": code
    }


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are kept encrypted under the site's key."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": _WRONG_CODE}

    def get_totp_issuer(self) -> str:
        """What an authenticator application calls the site."""
        return "Naungan"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff keep at least one second factor."""
        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS).exclude(pk=authenticator.pk)
        return others.exists() or not any(one.role in STAFF for one in grants_of(authenticator.user))

    def encrypt(self, text: str) -> str:
        """Encrypted and signed, as text."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text again."""
        return _fernet().decrypt(encrypted_text.encode()).decode()


def factor_was_given(request: HttpRequest, user: Account, authenticator: Authenticator, **_: Any) -> None:
    """Setting up a factor proves it, so the session counts as opened with it."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, method="mfa", id=authenticator.pk, type=authenticator.type)
        request.session.save()


def _fernet() -> Fernet:
    key = hashlib.sha256(b"naungan.second-factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
