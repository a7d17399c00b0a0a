"""Who sees which rows of the room: officers what is about people they see, the registry's readings nobody."""

from __future__ import annotations

from naungan.registry.row_security import STAFF
from naungan.row_security import Policy, Seen

PERSON_SEEN = "EXISTS (SELECT FROM registry_person h WHERE h.id = {column})"

POLICIES = (
    # Read by the finder alone, which runs as the owner and tells numbers of people, no more.
    Policy("matching_known", sees="false", writers=()),
    Policy("matching_stale", sees="false", writers=()),
    Policy("matching_matchrun", sees=Seen(regions="true"), writers=STAFF),
    Policy("matching_pair", sees=Seen(regions=PERSON_SEEN.format(column="person_id")), writers=STAFF),
    Policy(
        "matching_judgement",
        sees=Seen(regions="EXISTS (SELECT FROM matching_pair p WHERE p.id = pair_id)"),
        writers=STAFF,
    ),
    Policy(
        "matching_merge",
        sees=Seen(regions=f"{PERSON_SEEN.format(column='kept_id')} OR {PERSON_SEEN.format(column='gone_id')}"),
        writers=STAFF,
    ),
)
