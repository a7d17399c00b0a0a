"""Who sees which pensions: a branch those of its region, whoever sees the claim its pensions.

No page writes these tables: the verbs read under the actor's scope and step out of it to write. What the runs
came to in all is the officers'.
"""

from __future__ import annotations

from naungan.registry.row_security import HERE
from naungan.row_security import Policy, Seen

OF_A_CLAIM = "EXISTS (SELECT FROM claims_claim c WHERE c.id = claim_id)"
OF_AN_AWARD = "EXISTS (SELECT FROM pensions_award a WHERE a.id = award_id)"
AWARDS = Seen(regions=HERE, person=OF_A_CLAIM)
THROUGH = Seen(regions=OF_AN_AWARD, person=OF_AN_AWARD)

POLICIES = (
    Policy("pensions_award", sees=AWARDS, writers=()),
    Policy("pensions_awardevent", sees=AWARDS, writers=()),
    *(
        Policy(f"pensions_{table}", sees=THROUGH, writers=())
        for table in ("awardstep", "rate", "proofoflife", "runline", "release")
    ),
    Policy("pensions_run", sees=Seen(regions="true", person="true"), writers=()),
    Policy("pensions_runpart", sees=Seen(), writers=()),
)
