"""Who sees which months, bills and payments: a payer its own, a branch those of its payers, a worker their months.

The close writes them as the owner; nobody does through the site.
"""

from __future__ import annotations

from naungan.intake.row_security import OF_A_PAYER
from naungan.registry.row_security import HERE, OWN_PAYER, OWN_PERSON, PAYER_HERE
from naungan.row_security import Policy, Seen

# Somebody who pays for themselves sees their bills; of another payer's they see their own lines by a verb.
OWN_BILLS = "payer_id = (SELECT y.id FROM registry_payer y WHERE y.person_id = naungan_person())"
BILLS = Seen(regions=PAYER_HERE, payer=OWN_PAYER, person=OWN_BILLS)
BILL_SEEN = "EXISTS (SELECT FROM contributions_bill b WHERE b.id = bill_id)"
OF_A_BILL = Seen(regions=BILL_SEEN, payer=BILL_SEEN, person=BILL_SEEN)
PAYERS_SEEN = "EXISTS (SELECT FROM registry_payer y WHERE y.id = payer_id)"

POLICIES = (
    Policy("contributions_payermonth", sees=OF_A_PAYER, writers=()),
    Policy(
        "contributions_assessment",
        sees=Seen(regions=f"{HERE} OR {PAYER_HERE}", payer=OWN_PAYER, person=OWN_PERSON),
        writers=(),
    ),
    Policy("contributions_bill", sees=BILLS, writers=()),
    Policy("contributions_charge", sees=BILLS, writers=()),
    Policy("contributions_payment", sees=BILLS, writers=()),
    # Whose money it was not known to be: nobody's yet, so every officer may see that it was found.
    Policy("contributions_reversal", sees=Seen(regions="true"), writers=()),
    Policy("contributions_allocation", sees=OF_A_BILL, writers=()),
    Policy("contributions_settlement", sees=OF_A_BILL, writers=()),
    # Of their payer, a worker may know how far it has paid: their own standing follows from it.
    Policy(
        "contributions_payerstanding",
        sees=Seen(regions=PAYERS_SEEN, payer=OWN_PAYER, person=PAYERS_SEEN),
        writers=(),
    ),
)
