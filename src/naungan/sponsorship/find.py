"""Find what a command or an address names: a sponsor by its code, a list, a scheme, a decree."""

from __future__ import annotations

from naungan.intake.payers import find_sponsor
from naungan.registry.models import Payer
from naungan.saying import gettext as _
from naungan.sponsorship.errors import NoSuchThing
from naungan.sponsorship.models import CandidateList, Decree, Scheme


def sponsor(code: str) -> Payer:
    """The sponsor of a code, with its fund. Raises EmployerUnknown with near codes."""
    return Payer.objects.select_related("sponsor", "region").get(pk=find_sponsor(code).pk)


def listing(number: int) -> CandidateList:
    """A list by its number. Raises NoSuchThing."""
    found = CandidateList.objects.select_related("scheme__payer").filter(pk=number).first()
    if found is None:
        raise NoSuchThing(
            _("Daftar nomor %(number)s tidak ada. `naungan list import` menyebut nomornya.") % {"number": number}
        )
    return found


def scheme(payer: Payer, name: str) -> Scheme:
    """A sponsor's scheme by its name. Raises NoSuchThing."""
    found = Scheme.objects.select_related("payer").filter(payer=payer, name=name).first()
    if found is None:
        raise NoSuchThing(_("%(payer)s tidak mempunyai skema %(name)s.") % {"payer": payer, "name": repr(name)})
    return found


def decree(payer: Payer, number: str) -> Decree:
    """A sponsor's decree by its number. Raises NoSuchThing."""
    found = Decree.objects.select_related("scheme__payer").filter(payer=payer, number=number).first()
    if found is None:
        raise NoSuchThing(_("%(payer)s tidak mempunyai SK %(number)s.") % {"payer": payer, "number": repr(number)})
    return found
