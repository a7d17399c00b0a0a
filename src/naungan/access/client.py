"""Where a request comes from."""

from __future__ import annotations

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The client's address: behind NAUNGAN_PROXIES proxies, what the outermost saw; empty where there is none."""
    return get_client_ip(request) or ""


def login_name(request: HttpRequest, credentials: dict[str, str] | None) -> str:
    """By which name somebody tries to sign in: what failed attempts are counted by."""
    return (credentials or {}).get("email") or request.POST.get("login", "").strip().lower()
