"""Who sees which publications: a government and its officers theirs, everybody those that are public."""

from __future__ import annotations

from naungan.row_security import Policy, Scope, Seen

HERE = "region_id = ANY (naungan_regions())"
OWN = (
    "naungan_role() = 'sponsor'"
    " AND region_id = (SELECT y.region_id FROM registry_payer y WHERE y.id = naungan_payer())"
)
OFFICERS = (Scope.EVERYWHERE, Scope.REGIONS)
FILE_SEEN = "EXISTS (SELECT FROM publications_publication p WHERE p.id = publication_id)"

POLICIES = (
    Policy(
        "publications_publication",
        sees=Seen(regions=f"public OR {HERE}", payer=f"public OR ({OWN})", person="public", public="public"),
        writes=Seen(regions=HERE),
        writers=OFFICERS,
    ),
    Policy(
        "publications_publishedfile",
        sees=Seen(regions=FILE_SEEN, payer=FILE_SEEN, person=FILE_SEEN, public=FILE_SEEN),
        writers=OFFICERS,
    ),
)
