"""Who sees the desk's own tables: the officers of the region they are about, and those who are over all."""

from __future__ import annotations

from naungan.desk.state_sql import DESK_STATE
from naungan.registry.row_security import HERE, PAYER_HERE, STAFF
from naungan.row_security import Policy, Seen

FUNCTIONS = (DESK_STATE,)
NOBODYS = "region_id IS NULL"

POLICIES = (
    Policy("desk_command", sees=Seen(regions=f"{NOBODYS} OR {HERE}"), writers=STAFF),
    Policy("desk_contact", sees=Seen(regions=PAYER_HERE), writers=STAFF),
    Policy("desk_call", sees=Seen(regions=PAYER_HERE), writers=STAFF),
    Policy("desk_owing", sees=Seen(regions=HERE), writers=()),
    Policy("desk_ingrace", sees=Seen(regions=f"{HERE} OR place_id = ANY (naungan_regions())"), writers=()),
    Policy("desk_awaited", sees=Seen(regions=HERE), writers=()),
    Policy("desk_counted", sees=Seen(regions="true"), writers=()),
    # Read by the search alone, which runs as the owner and tells numbers of candidates, no more.
    Policy("desk_namekey", sees="false", writers=()),
    Policy("desk_personname", sees="false", writers=()),
)
