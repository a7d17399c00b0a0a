"""What was given out: the list, one report with every number's origin, and its files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from naungan.mandates.pages.common import in_scope
from naungan.publications.models import Publication, PublishedFile
from naungan.publications.pages.builder import choices
from naungan.publications.pages.common import may_build
from naungan.web.pages import show
from naungan.web.paging import cursor_page


@in_scope
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The reports that may be seen, the newest first; and, for officers, the builder."""
    rows = Publication.objects.select_related("region").defer("trail")
    context = {
        "page": cursor_page(rows, request, ("-id",), 25),
        "choices": choices(request) if may_build(request) else None,
    }
    return show(request, "publications/listing.html", context)


@in_scope
@require_safe
def publication(request: HttpRequest, reference: str) -> HttpResponse:
    """One report: its files with their fingerprints, and every number with where it is from."""
    made = get_object_or_404(Publication.objects.select_related("region"), reference=reference)
    numbers = made.trail["numbers"]
    sources = [
        source | {"number": number, "numbers": [one for one in numbers if one["source"] == number]}
        for number, source in enumerate(made.trail["sources"], 1)
    ]
    files = PublishedFile.objects.filter(publication=made).defer("content").order_by("id")
    context = {"made": made, "sources": sources, "files": files}
    return show(request, "publications/publication.html", context)


@in_scope
@require_safe
def file(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A file, byte for byte as it was given out."""
    found = PublishedFile.objects.filter(publication__reference=reference, pk=number).first()
    if found is None:
        raise Http404
    answer = HttpResponse(bytes(found.content), content_type=found.content_type)
    shown = "inline" if found.content_type == "application/pdf" else "attachment"
    answer.headers["Content-Disposition"] = f'{shown}; filename="{found.name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
