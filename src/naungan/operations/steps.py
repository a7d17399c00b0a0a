"""The month close on one page: its steps, what each does, and whether it works in parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from naungan.contributions.allocate import allocate
from naungan.contributions.assess import TOLD, assess
from naungan.contributions.bill import bill
from naungan.contributions.freeze import freeze_payers
from naungan.contributions.parts import Done, Part, plan_for_bulk, tell_planner
from naungan.contributions.post import post
from naungan.contributions.standing import stand
from naungan.coverage.compute import compute_figures


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the close. A whole step is one task; the others are one task a part."""

    number: int
    name: str
    does: str
    run: Callable[[Part], Done]
    whole: bool = False


def figures(part: Part) -> Done:
    """The coverage figures of the closed month, as of its last day."""
    tell_planner("contributions_payerstanding", "month", "payer_id")
    tell_planner("ONLY contributions_assessment", *TOLD)
    plan_for_bulk()
    return Done(compute_figures(part.as_of, part.month))


STEPS = (
    Step(10, "bekukan pembayar", "kelompok risiko, keringanan, siapa melapor", freeze_payers, whole=True),
    Step(20, "hitung iuran", "setiap orang-bulan seperti dilaporkan, menurut hukumnya", assess),
    Step(30, "tagih", "jatuh tempo dan kode bayar", bill),
    Step(40, "alokasikan", "tunggakan tertua dulu", allocate),
    Step(50, "bukukan", "dana per program, JHT, JKP", post),
    Step(60, "kedudukan", "aktif, tenggang, berhenti; denda", stand),
    Step(70, "cakupan", "angka dengan dasarnya", figures, whole=True),
)
