"""Who sees which reports: a payer its own, a branch those of its payers, a worker the lines about themselves."""

from __future__ import annotations

from naungan.registry.row_security import OWN_PAYER, OWN_PERSON, PAYER_HERE
from naungan.row_security import Policy, Scope, Seen

OF_A_PAYER = Seen(regions=PAYER_HERE, payer=OWN_PAYER)
PARTICIPATION_SEEN = "EXISTS (SELECT FROM registry_participation p WHERE p.id = participation_id)"
MINE = "participation_id IN (SELECT p.id FROM registry_participation p)"
WRITERS = (Scope.EVERYWHERE, Scope.REGIONS, Scope.PAYER)

POLICIES = (
    Policy("intake_upload", sees=OF_A_PAYER, writers=WRITERS),
    Policy(
        "intake_finding",
        sees=Seen(
            regions="EXISTS (SELECT FROM intake_upload u WHERE u.id = upload_id)",
            payer="EXISTS (SELECT FROM intake_upload u WHERE u.id = upload_id)",
        ),
        writers=WRITERS,
    ),
    Policy(
        "intake_staffnumber",
        sees=Seen(regions=PAYER_HERE, payer=OWN_PAYER, person=OWN_PERSON),
        writers=WRITERS,
    ),
    Policy("intake_wagereport", sees=OF_A_PAYER, writers=WRITERS),
    Policy(
        "intake_wageline",
        sees=Seen(regions=PARTICIPATION_SEEN, payer=OWN_PAYER, person=MINE),
        writes=OF_A_PAYER,
        writers=WRITERS,
    ),
)
