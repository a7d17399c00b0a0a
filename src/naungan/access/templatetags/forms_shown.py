"""How our components show Django's forms."""

from __future__ import annotations

from django import template
from django.forms import BaseForm

register = template.Library()


@register.filter
def problems(form: BaseForm) -> list[tuple[str, str]]:
    """Every error of a form as (id of the field, words), for the error summary; first those of no field."""
    told = [("", str(words)) for words in form.non_field_errors()]
    return told + [(field.id_for_label, str(words)) for field in form for words in field.errors]
