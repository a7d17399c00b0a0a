"""Changes, targets and the next point in words and signed points."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django import template

from naungan.coverage import growth_words as words
from naungan.coverage.arithmetic import in_points
from naungan.coverage.contribution import Contributions, shown_points
from naungan.coverage.decompose import Change, Part, Reading
from naungan.web.templatetags import formats

register = template.Library()


@register.filter
def signed(points: Decimal) -> str:
    """Points with their sign."""
    return words.signed(points)


@register.filter
def share_points(share: Fraction) -> str:
    """A share as signed points, four decimals."""
    return words.signed(shown_points(share), 4)


@register.filter
def whole_points(share: Fraction) -> str:
    """A share as signed points, two decimals."""
    return words.signed(in_points(share))


@register.filter
def moved(change: Change | Contributions) -> str:
    """How far a rate moved, in points as the levels show it."""
    if isinstance(change, Contributions):
        return words.signed(in_points(change.after) - in_points(change.before))
    return words.signed(change.levels[-1] - change.levels[0])


@register.filter
def ended(change: Change) -> str:
    """The last rate."""
    return formats.percent(change.levels[-1], 2)


@register.filter
def reading(one: Reading) -> str:
    """A rate with the word of its bound."""
    return f"{words.BOUNDS[one.bound]} {formats.percent(in_points(one.rate), 2)}".strip()


@register.simple_tag
def reason_of(change: Change, part: Part) -> str:
    """One reason in words."""
    return str(words.said(change, part))


@register.filter
def series_words(code: str) -> str:
    """The series of a target."""
    return str(words.SERIES[code])


@register.filter
def comparable_words(code: str) -> str:
    """How a target's basis stands to the figure's."""
    return str(words.COMPARABLE[code])


@register.filter
def method_words(code: str) -> str:
    """How a forecast was made."""
    return str(words.METHODS[code])


@register.filter
def payers_words(code: str) -> str:
    """Who paid last."""
    return str(words.PAYERS[code])


@register.filter
def why_words(code: str) -> str:
    """Why somebody known is not counted."""
    return str(words.WHY[code])
