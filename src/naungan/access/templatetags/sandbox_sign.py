"""Whether this is a sandbox, for pages that tell how to sign in to one."""

from __future__ import annotations

from django import template

from naungan.access.sandbox import is_sandbox as asked

register = template.Library()


@register.simple_tag
def is_sandbox() -> bool:
    """Whether the people in this database are invented."""
    return asked()
