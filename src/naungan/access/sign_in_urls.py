"""The addresses of signing in and out (/masuk/), and of one's factors and password (/akun/).

allauth names most of them and finds them by these names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.views.generic import RedirectView

from naungan.access.doors import own_account, signing_in
from naungan.access.pages.sign_in import participant


class Letters(StringConverter):
    """Letters and digits: the first part of an address to a new password ends at its first dash."""

    regex = "[0-9A-Za-z]+"


register_converter(Letters, "letters")
Entry = tuple[str, Callable[..., Any], str]

ENTRANCE: tuple[Entry, ...] = (
    ("masuk/", account.login, "account_login"),
    ("masuk/peserta/", participant, "account_request_login_code"),
    ("masuk/kode/", account.confirm_login_code, "account_confirm_login_code"),
    ("masuk/faktor/", mfa.authenticate, "mfa_authenticate"),
    ("masuk/kunci/", webauthn.login_webauthn, "mfa_login_webauthn"),
    ("masuk/lupa/", account.password_reset, "account_reset_password"),
    ("masuk/lupa/terkirim/", account.password_reset_done, "account_reset_password_done"),
    ("masuk/lupa/<letters:uidb36>-<str:key>/", account.password_reset_from_key, "account_reset_password_from_key"),
    ("masuk/lupa/selesai/", account.password_reset_from_key_done, "account_reset_password_from_key_done"),
    ("masuk/tidak-aktif/", account.account_inactive, "account_inactive"),
    ("masuk/keluar/", account.logout, "account_logout"),
    # Accounts are granted: whoever is sent to open one begins by signing in.
    ("masuk/daftar/", RedirectView.as_view(pattern_name="account_login"), "account_signup"),
)
OWN: tuple[Entry, ...] = (
    ("akun/sandi/", account.password_change, "account_change_password"),
    ("akun/pastikan/", account.reauthenticate, "account_reauthenticate"),
    ("akun/pastikan/kode/", mfa.reauthenticate, "mfa_reauthenticate"),
    ("akun/pastikan/kunci/", webauthn.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    ("akun/faktor/", RedirectView.as_view(pattern_name="access:home"), "mfa_index"),
    ("akun/faktor/aplikasi/", totp.activate_totp, "mfa_activate_totp"),
    ("akun/faktor/aplikasi/lepas/", totp.deactivate_totp, "mfa_deactivate_totp"),
    ("akun/faktor/kunci/", RedirectView.as_view(pattern_name="access:home"), "mfa_list_webauthn"),
    ("akun/faktor/kunci/tambah/", webauthn.add_webauthn, "mfa_add_webauthn"),
    ("akun/faktor/kunci/<int:pk>/lepas/", webauthn.remove_webauthn, "mfa_remove_webauthn"),
    ("akun/faktor/cadangan/", recovery.view_recovery_codes, "mfa_view_recovery_codes"),
    ("akun/faktor/cadangan/baru/", recovery.generate_recovery_codes, "mfa_generate_recovery_codes"),
    ("akun/faktor/cadangan/unduh/", recovery.download_recovery_codes, "mfa_download_recovery_codes"),
)

urlpatterns = [path(address, signing_in(view), name=name) for address, view, name in ENTRANCE]
urlpatterns += [path(address, own_account(view), name=name) for address, view, name in OWN]
