"""The search: what is sought stands in the body of the form, never in an address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from naungan.access.doors import page
from naungan.access.looks import looked_at_many
from naungan.desk import look_words
from naungan.desk.labels import label_of
from naungan.desk.pages.common import READERS, Form, actor_of
from naungan.desk.search import find
from naungan.registry.models import PayerKind
from naungan.web.forms import Unreadable, read_text
from naungan.web.pages import show


@page(*READERS)
@never_cache
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """A person or payer by a number or a name; who is shown is recorded."""
    form = Form(request.POST.dict())
    if request.method == "GET":
        return show(request, "desk/search.html", {"form": form})
    words = form.read("words", lambda text: read_text(text, 120))
    found = None
    if words is not None:
        try:
            found = find(words)
        except Unreadable as no:
            form.refuse("words", str(no))
    if found is None:
        return show(request, "desk/search.html", {"form": form, "words": form.text("words")}, 422)
    looked_at_many(actor_of(request), [one.id for one in found.people], look_words.SEARCH)
    payers = [{"found": one, "kind": label_of(PayerKind, one.kind)} for one in found.payers]
    return show(request, "desk/search.html", {"form": form, "words": words, "found": found, "payers": payers})
