"""Codes of coverage as words, and addresses of sources as links."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from naungan.coverage import words
from naungan.coverage.provenance import Provenance
from naungan.coverage.report import CoverageRow
from naungan.web.templatetags import formats

register = template.Library()

register.filter("basis_words", words.basis_short)


@register.filter
def indicator(code: str) -> str:
    """What a published number counts."""
    return str(words.INDICATORS.get(code, code))


@register.filter
def status(code: str) -> str:
    """How firm a statistic is."""
    return str(words.STATUSES[code])


@register.filter
def verdict(code: str) -> str:
    """Whether a printed rate follows from its own page's numbers."""
    return str(words.VERDICTS[code])


@register.filter
def segment_words(code: str) -> str:
    """The name of a segment."""
    return str(words.SEGMENTS[code])


@register.filter
def held(row: CoverageRow) -> str:
    """The rate that published numbers are held against: the one printed for that very day, else the computed one."""
    told = row.published
    if told and told.on == row.as_of:
        return gettext("%(rate)s yang terbit") % {"rate": formats.percent(told.value, 2)}
    return gettext("%(rate)s yang dihitung") % {"rate": formats.percent(row.rate, 2)}


@register.filter
def reason(found: Provenance) -> str:
    """Why a figure has no rate."""
    return words.why_not(found.row, found.below)


@register.filter
def source_link(source: str) -> str | SafeString:
    """The address of a source as a link under the name of its site; a source without one as it is written."""
    parts = urlsplit(source)
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in source:
        return source
    return format_html('<a href="{}" rel="noreferrer nofollow">{}</a>', source, parts.hostname.removeprefix("www."))
