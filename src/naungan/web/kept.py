"""Public pages kept in memory: rendered once, then given to everybody who is not signed in.

What differs from reader to reader in such a page is the token against forged forms; a kept page has a place
for it instead, filled anew for each reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.utils.translation import get_language

KEPT = 300  # seconds, although a page is only given while what it shows is the newest
TOKEN = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[A-Za-z0-9]{64}(?=")')
PLACE = rb"\1(token)"
FILLED = b"(token)"


def kept_page(request: HttpRequest, version: str, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The page of this address and language as of `version`, made when it is not kept yet.

    Whoever has a session gets a page of their own: it holds their menu, and what was just said to them.
    """
    if request.method != "GET" or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return make()
    name = _name(request, version)
    content = caches["pages"].get(name)
    if content is None:
        made = make()
        if not isinstance(made, HttpResponse) or made.status_code != 200 or not _is_html(made):
            return made
        content = TOKEN.sub(PLACE, made.content)
        caches["pages"].set(name, content, KEPT)
    return HttpResponse(content.replace(FILLED, get_token(request).encode()))


def _is_html(answer: HttpResponse) -> bool:
    return str(answer.headers.get("Content-Type", "")).startswith("text/html")


def _name(request: HttpRequest, version: str) -> str:
    parts = (request.get_host(), request.scheme or "", request.get_full_path(), get_language() or "", version)
    return sha256("\n".join(parts).encode()).hexdigest()
