"""Whom a file is from: the payer by its code, or near ones to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from naungan.intake.errors import EmployerUnknown
from naungan.registry.models import Payer, PayerKind
from naungan.registry.numbers import employer_code, split_employer_code
from naungan.saying import gettext as _

_NEAR = 3


def find_employer(given: str) -> Payer:
    """The employer division with this NPP (division 000 where none is given).

    Raises BadNumber for a code of the wrong shape, EmployerUnknown with near codes for a strange one.
    """
    code = employer_code(*split_employer_code(given.upper()))
    return _known(code, PayerKind.EMPLOYER, code[:4])


def find_sponsor(given: str) -> Payer:
    """The sponsor with this code. Raises EmployerUnknown with near codes."""
    code = given.strip().upper()
    return _known(code, PayerKind.SPONSOR, "")


def _known(code: str, kind: PayerKind, prefix: str) -> Payer:
    payer = Payer.objects.filter(code=code, kind=kind).first()
    if payer is not None:
        return payer
    near = _near(code, kind, prefix)
    proposal = (
        _("Maksud Anda %(near)s?") % {"near": ", ".join(near)} if near
        else _("Daftarkan dahulu, atau periksa nomornya.")
    )  # fmt: skip
    raise EmployerUnknown(
        _("%(kind)s %(code)s tidak dikenal. %(proposal)s") % {"kind": kind.label, "code": code, "proposal": proposal}
    )


def _near(code: str, kind: PayerKind, prefix: str) -> list[str]:
    """Codes that resemble this one: other divisions and slips of a digit, found without reading all payers."""
    rows: Iterable[tuple[str, str]] = (
        Payer.objects.filter(kind=kind, code__startswith=prefix).order_by("code").values_list("code", "name")[:20_000]
    )
    names = dict(rows)
    return [f"{one} ({names[one]})" for one in get_close_matches(code, names, _NEAR)]
