"""Template filters: how numbers, money, days and NIKs are written (ux.md 3)."""

from __future__ import annotations

from django import template

register = template.Library()
