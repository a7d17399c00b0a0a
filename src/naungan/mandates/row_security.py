"""Who sees which mandates: a government and its officers theirs, everybody what was made public.

A government signs in as a sponsor: its payer lies in its region. The public sees what is proven, not who is late.
"""

from __future__ import annotations

from naungan.row_security import Policy, Scope, Seen

HERE = "region_id = ANY (naungan_regions())"
OWN = (
    "naungan_role() = 'sponsor'"
    " AND region_id = (SELECT y.region_id FROM registry_payer y WHERE y.id = naungan_payer())"
)
WRITERS = (Scope.EVERYWHERE, Scope.REGIONS, Scope.PAYER)
OFFICERS = (Scope.EVERYWHERE, Scope.REGIONS)


def _obligation(seen: str = "") -> str:
    return f"EXISTS (SELECT FROM mandates_obligation o WHERE o.id = obligation_id{seen})"


SEEN_ITSELF = Seen(regions=HERE, payer=OWN, person="state = 'verified'", public="state = 'verified'")
OF_AN_OBLIGATION = Seen(regions=_obligation(), payer=_obligation())
COMMITMENT_SEEN = "EXISTS (SELECT FROM mandates_commitment c WHERE c.id = commitment_id)"

POLICIES = (
    Policy("mandates_obligation", sees=SEEN_ITSELF, writers=WRITERS),
    Policy("mandates_obligationevent", sees=Seen(regions=HERE, payer=OWN), writers=WRITERS),
    Policy("mandates_command", sees=OF_AN_OBLIGATION, writers=WRITERS),
    Policy(
        "mandates_evidence",
        sees=Seen(
            regions=_obligation(), payer=_obligation(), person=f"public AND {_obligation()}",
            public=f"public AND {_obligation()}",
        ),
        writers=WRITERS,
    ),
    Policy("mandates_measurement", sees=Seen(regions=HERE, payer=OWN), writers=WRITERS),
    Policy(
        "mandates_commitment",
        sees=Seen(regions=HERE, payer=OWN, person="public", public="public"),
        writers=OFFICERS,
    ),
    Policy(
        "mandates_commitmentstep",
        sees=Seen(regions=COMMITMENT_SEEN, payer=COMMITMENT_SEEN, person=COMMITMENT_SEEN, public=COMMITMENT_SEEN),
        writers=OFFICERS,
    ),
    Policy("mandates_reminder", sees=Seen(regions=HERE, payer=OWN), writers=WRITERS),
)  # fmt: skip
