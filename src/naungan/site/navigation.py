"""What stands in the menu of whom: one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from naungan.access.models import STAFF, Role


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu: its words, the name of its address, and for whom (nobody named: everybody)."""

    words: Any
    url: str
    roles: tuple[Role, ...] = ()


PENSION_DESK = tuple(role for role in STAFF if role != Role.ADMINISTRATOR)

MENU = (
    Entry(gettext_lazy("Cakupan"), "coverage:home"),
    Entry(gettext_lazy("Hitung iuran"), "contributions:calculator"),
    Entry(gettext_lazy("Ajukan klaim"), "claims:begin"),
    Entry(gettext_lazy("Perlindungan saya"), "participants:home", (Role.WORKER, Role.HEIR)),
    Entry(gettext_lazy("Klaim saya"), "claims:mine", (Role.WORKER, Role.HEIR)),
    Entry(gettext_lazy("Bulan ini"), "employers:home", (Role.EMPLOYER_MAKER, Role.EMPLOYER_APPROVER)),
    Entry(gettext_lazy("Lapor kecelakaan"), "claims:accident", (Role.EMPLOYER_MAKER, Role.EMPLOYER_APPROVER)),
    Entry(gettext_lazy("Meja kerja"), "desk:home", STAFF),
    Entry(gettext_lazy("Klaim"), "claims:queue", STAFF),
    Entry(gettext_lazy("Penanggung"), "sponsorship:home", (Role.SPONSOR, *STAFF)),
    Entry(gettext_lazy("Pembayaran manfaat"), "disbursements:home", STAFF),
    Entry(gettext_lazy("Pensiun saya"), "pensions:mine", (Role.WORKER, Role.HEIR)),
    Entry(gettext_lazy("Pensiun bulanan"), "pensions:home", PENSION_DESK),
    Entry(gettext_lazy("Penyerahan simbolis"), "handovers:home", PENSION_DESK),
    Entry(gettext_lazy("Penyerahan manfaat"), "handovers:sponsored", (Role.SPONSOR,)),
    Entry(gettext_lazy("Mandat"), "mandates:region"),
    Entry(gettext_lazy("Laporan"), "publications:listing"),
    Entry(gettext_lazy("Pemadanan"), "matching:runs", STAFF),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """For templates: the menu of the one who asks, and `actor`. A room's own entry stands before everybody's."""
    actor = getattr(request, "actor", None)
    role = actor.role if actor else None
    own = {_room(entry) for entry in MENU if role in entry.roles}
    menu = [entry for entry in MENU if role in entry.roles or (not entry.roles and _room(entry) not in own)]
    return {"menu": menu, "actor": actor}


def _room(entry: Entry) -> str:
    return entry.url.partition(":")[0]
