"""Who sees cards, reports and contacts: the worker, who wrote a report, and the desk of the region."""

from __future__ import annotations

from naungan.row_security import Policy, Scope, Seen

NOBODY = "false"
MINE = "person_id = naungan_person() AND account_id = naungan_account()"
# An heir acts over the same person as the worker did, and sees what he or she wrote, not what the worker wrote.
THE_WORKERS = "person_id = naungan_person() AND naungan_role() = 'worker'"
SENT = "state <> 'draft'"
OF_A_REPORT_SEEN = "EXISTS (SELECT 1 FROM participants_datareport r WHERE r.id = report_id)"

POLICIES = (
    Policy("participants_showncard", sees=Seen(person=THE_WORKERS), writers=(Scope.PERSON,)),
    Policy(
        "participants_datareport",
        sees=Seen(
            everywhere=SENT,
            regions=f"{SENT} AND region_id = ANY(naungan_regions())",
            person=f"{MINE} OR ({THE_WORKERS} AND {SENT})",
        ),
        writes=Seen(everywhere=SENT, regions=f"{SENT} AND region_id = ANY(naungan_regions())", person=MINE),
        writers=(Scope.EVERYWHERE, Scope.REGIONS, Scope.PERSON),
    ),
    Policy(
        "participants_reportstep",
        sees=Seen(everywhere=OF_A_REPORT_SEEN, regions=OF_A_REPORT_SEEN, person=OF_A_REPORT_SEEN),
        writers=(Scope.EVERYWHERE, Scope.REGIONS, Scope.PERSON),
    ),
    Policy(
        "participants_evidence",
        sees=Seen(everywhere=OF_A_REPORT_SEEN, regions=OF_A_REPORT_SEEN, person=OF_A_REPORT_SEEN),
        writers=(Scope.PERSON,),
    ),
    # The code is a secret between the person and the phone: the desk does not see it either.
    Policy("participants_contactchange", sees=Seen(everywhere=NOBODY, person=f"{MINE} AND {THE_WORKERS}")),
)
