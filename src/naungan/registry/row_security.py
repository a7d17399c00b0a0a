"""Who sees which people, payers and participations.

A branch or region sees what happens there: participations that work there or that a payer of there pays for,
and the people in them. A payer sees its own participations, and the people only as far as they are in them.
"""

from __future__ import annotations

from naungan.row_security import Policy, Scope, Seen

HERE = "region_id = ANY (naungan_regions())"
PAYER_HERE = f"EXISTS (SELECT FROM registry_payer y WHERE y.id = payer_id AND y.{HERE})"
PAYER_SEEN = "EXISTS (SELECT FROM registry_payer y WHERE y.id = payer_id)"
OWN_PAYER = "payer_id = naungan_payer()"
OWN_PERSON = "person_id = naungan_person()"
STAFF = (Scope.EVERYWHERE, Scope.REGIONS)

# A region and those below it; and the payers, of here or elsewhere, whose workers are here. The second as the owner:
# a payer's policy that asked the participations, whose policy asks the payers, would never end. It is a set, so that
# a query asks it at most once: asked of every payer, the first screen of a branch took nine seconds.
FUNCTIONS = (
    """
    CREATE OR REPLACE FUNCTION naungan_regions_below(region int) RETURNS smallint[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (WITH RECURSIVE below (id) AS (
                SELECT r.id FROM registry_region r WHERE r.id = region
                UNION SELECT r.id FROM registry_region r JOIN below ON r.parent_id = below.id)
            SELECT coalesce(array_agg(below.id), '{}') FROM below)
    """,
    """
    CREATE OR REPLACE FUNCTION naungan_payers_here() RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    BEGIN ATOMIC
        SELECT DISTINCT p.payer_id FROM registry_participation p WHERE p.region_id = ANY (naungan_regions());
    END
    """,
)


def _participates(person: str) -> str:
    return f"EXISTS (SELECT FROM registry_participation p WHERE p.person_id = {person})"


def _about_a_payer(table: str) -> Policy:
    return Policy(
        table,
        sees=Seen(regions=PAYER_SEEN, payer=OWN_PAYER, person=PAYER_SEEN),
        writes=Seen(regions=PAYER_HERE),
        writers=STAFF,
    )


POLICIES = (
    Policy(
        "registry_person",
        sees=Seen(
            regions=f"{HERE} OR {_participates('registry_person.id')}",
            payer=_participates("registry_person.id"),
            person="id = naungan_person()",
        ),
        writers=STAFF,
    ),
    Policy(
        "registry_card",
        sees=Seen(
            regions="EXISTS (SELECT FROM registry_person h WHERE h.id = person_id)",
            payer=_participates("registry_card.person_id"),
            person=OWN_PERSON,
        ),
        writers=STAFF,
    ),
    Policy(
        "registry_payer",
        sees=Seen(
            regions=f"{HERE} OR id IN (SELECT naungan_payers_here())",
            payer="id = naungan_payer()",
            person="id IN (SELECT p.payer_id FROM registry_participation p) OR person_id = naungan_person()",
        ),
        writes=Seen(regions=HERE),
        writers=STAFF,
    ),
    _about_a_payer("registry_employer"),
    _about_a_payer("registry_riskclass"),
    _about_a_payer("registry_sponsor"),
    _about_a_payer("registry_project"),
    Policy(
        "registry_participation",
        sees=Seen(regions=f"{HERE} OR {PAYER_HERE}", payer=OWN_PAYER, person=OWN_PERSON),
        writers=STAFF,
    ),
    Policy(
        "registry_personevent",
        sees=Seen(
            regions="EXISTS (SELECT FROM registry_person h WHERE h.id = registry_personevent.id)",
            person="id = naungan_person()",
        ),
        writers=(),
    ),
    Policy(
        "registry_payerevent",
        sees=Seen(
            regions=f"EXISTS (SELECT FROM registry_payer y WHERE y.id = registry_payerevent.id AND y.{HERE})",
            payer="id = naungan_payer()",
        ),
        writers=(),
    ),
    Policy(
        "registry_participationevent",
        sees=Seen(
            regions="EXISTS (SELECT FROM registry_participation p WHERE p.id = registry_participationevent.id)",
            payer=OWN_PAYER,
            person=OWN_PERSON,
        ),
        writers=(),
    ),
)
