"""Who sees which batches: a branch those of its region. What a bank says is seen with the account it is of."""

from __future__ import annotations

from naungan.registry.row_security import HERE
from naungan.row_security import Policy, Seen

OF_A_BATCH = "EXISTS (SELECT FROM disbursements_batch b WHERE b.id = batch_id)"
OF_A_TRANSFER = "EXISTS (SELECT FROM disbursements_transfer t WHERE t.id = transfer_id)"
# A line is seen with the account it is of; one of the country's account, where it is of a transfer of one's own.
OF_OWN_SOURCE = "source_id IN (SELECT s.id FROM disbursements_source s WHERE s.region_id = ANY (naungan_regions()))"
OF_A_LINE = "EXISTS (SELECT FROM disbursements_bankline l WHERE l.id = line_id)"

POLICIES = (
    Policy("disbursements_batch", sees=Seen(regions=HERE), writers=()),
    Policy("disbursements_act", sees=Seen(regions=OF_A_BATCH), writers=()),
    Policy("disbursements_transfer", sees=Seen(regions=OF_A_BATCH), writers=()),
    Policy("disbursements_namejudgement", sees=Seen(regions=OF_A_TRANSFER), writers=()),
    Policy("disbursements_orderfile", sees=Seen(regions=OF_A_BATCH), writers=()),
    Policy("disbursements_bankfile", sees=Seen(regions=OF_OWN_SOURCE), writers=()),
    Policy("disbursements_statement", sees=Seen(regions=OF_OWN_SOURCE), writers=()),
    Policy("disbursements_bankline", sees=Seen(regions=OF_OWN_SOURCE), writers=()),
    Policy("disbursements_linewords", sees=Seen(regions=OF_A_LINE), writers=()),
    Policy("disbursements_match", sees=Seen(regions=OF_A_LINE), writers=()),
    Policy("disbursements_answer", sees=Seen(regions=OF_A_TRANSFER), writers=()),
)
