"""What the layout asks: where the reader is, and how a message looks."""

from __future__ import annotations

from django import template
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import Context

register = template.Library()

_KINDS = {constants.SUCCESS: "good", constants.WARNING: "warning", constants.ERROR: "danger"}


@register.simple_tag(takes_context=True)
def is_here(context: Context, name: str) -> bool:
    """Whether the page belongs to the room of that address's name (coverage:home is in coverage)."""
    request = context.get("request")
    found = getattr(request, "resolver_match", None)
    return found is not None and found.namespace == name.partition(":")[0]


@register.filter
def notice_kind(message: Message) -> str:
    """The kind of notice that a message of Django's is shown as."""
    return _KINDS.get(message.level, "info")
