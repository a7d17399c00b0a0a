"""Where a request comes from."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The client's address: behind NAUNGAN_PROXIES proxies, what the outermost of them saw."""
    return str(get_adapter(request).get_client_ip(request))


def login_name(request: HttpRequest, credentials: dict[str, str] | None) -> str:
    """By which name somebody tries to sign in: what failed attempts are counted by."""
    return (credentials or {}).get("email") or request.POST.get("login", "").strip().lower()
