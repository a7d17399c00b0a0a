"""Who sees which handovers: the officers of the region, and a sponsor what is about those it pays for.

No page writes these tables: the verbs read under the actor's scope and step out of it to write.
"""

from __future__ import annotations

from naungan.registry.row_security import HERE
from naungan.row_security import Policy, Seen

OF_AN_EVENT = "EXISTS (SELECT FROM handovers_event e WHERE e.id = event_id)"
OF_A_BENEFICIARY = "EXISTS (SELECT FROM handovers_beneficiary b WHERE b.id = beneficiary_id)"
SPONSORED = "sponsor_id = naungan_payer()"
INVITED = "EXISTS (SELECT FROM handovers_beneficiary b WHERE b.event_id = handovers_event.id)"

POLICIES = (
    Policy("handovers_event", sees=Seen(regions=HERE, payer=INVITED), writers=()),
    Policy("handovers_beneficiary", sees=Seen(regions=OF_AN_EVENT, payer=SPONSORED), writers=()),
    Policy("handovers_consent", sees=Seen(regions=OF_A_BENEFICIARY), writers=()),
    Policy("handovers_handedover", sees=Seen(regions=OF_A_BENEFICIARY, payer=OF_A_BENEFICIARY), writers=()),
)
