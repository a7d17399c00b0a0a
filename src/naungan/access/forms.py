"""allauth's forms in our words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    ConfirmLoginCodeForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.forms import Form
from django.utils.translation import gettext_lazy as _

Words = dict[str, Any]
PASSWORD_HINT = _("Sedikitnya 12 huruf. Kalimat pendek yang mudah diingat lebih baik daripada kata yang rumit.")
CODE = _("Kode 6 angka dari aplikasi autentikator")


class _Worded(Form):
    """A form whose fields have our labels and hints, and no placeholders."""

    labels: Words = {}
    hints: Words = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class SignIn(_Worded, LoginForm):  # type: ignore[misc]
    """E-mail and password."""

    labels = {"login": _("E-mail"), "password": _("Kata sandi")}


class Code(_Worded, ConfirmLoginCodeForm):  # type: ignore[misc]
    """The one-time code that was sent."""

    labels = {"code": _("Kode yang kami kirim")}


class AskPassword(_Worded, ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    labels = {"password": _("Kata sandi Anda")}


class AskCode(_Worded, ReauthenticateByCodeForm):  # type: ignore[misc]
    """A code once more, before something that matters."""

    labels = {"code": CODE}


class Factor(_Worded, AuthenticateForm):  # type: ignore[misc]
    """The second factor at sign-in: a code, or a recovery code."""

    labels = {"code": CODE}
    hints = {"code": _("Telepon hilang? Tulis salah satu kode cadangan Anda di sini.")}


class NewTotp(_Worded, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator application."""

    labels = {"code": CODE}


class NewKey(_Worded, AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey."""

    labels = {"name": _("Nama kunci"), "passwordless": _("Boleh masuk dengan kunci ini saja, tanpa kata sandi")}
    hints = {"name": _("Misalnya: telepon saya, atau kunci di laci.")}


class ForgottenPassword(_Worded, ResetPasswordForm):  # type: ignore[misc]
    """To which e-mail the way to a new password is sent."""

    labels = {"email": _("E-mail")}


class NewPassword(_Worded, ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, twice."""

    labels = {"password1": _("Kata sandi baru"), "password2": _("Kata sandi baru, sekali lagi")}
    hints = {"password1": PASSWORD_HINT}


class OtherPassword(_Worded, ChangePasswordForm):  # type: ignore[misc]
    """The present password and a new one, twice."""

    labels = {
        "oldpassword": _("Kata sandi sekarang"),
        "password1": _("Kata sandi baru"),
        "password2": _("Kata sandi baru, sekali lagi"),
    }
    hints = {"password1": PASSWORD_HINT}
