"""Who sees accounts, grants and looks: everybody their own; administrators and auditors all."""

from __future__ import annotations

from naungan.row_security import Policy, Scope, Seen

OWN = "account_id = naungan_account()"
KEEPERS = f"{OWN} OR naungan_role() IN ('administrator', 'auditor')"
OWN_ACCOUNT = Seen(everywhere=KEEPERS, regions=OWN, payer=OWN, person=OWN)
MINE_ALONE = Seen(everywhere=OWN, regions=OWN, payer=OWN, person=OWN)
NOBODY = "false"
THEMSELVES = "id = naungan_account()"

POLICIES = (
    Policy(
        "access_account",
        sees=Seen(
            everywhere=f"{THEMSELVES} OR naungan_role() IN ('administrator', 'auditor')",
            regions=THEMSELVES,
            payer=THEMSELVES,
            person=THEMSELVES,
        ),
        writers=(),
    ),
    Policy("access_grant", sees=OWN_ACCOUNT, writers=()),
    # Whoever looks adds the row that says so, the auditor too.
    Policy(
        "access_look",
        sees=Seen(everywhere=KEEPERS, regions=OWN, payer=OWN, person="person_id = naungan_person()"),
        writes=OWN,
        writers=(Scope.EVERYWHERE, Scope.READER, Scope.REGIONS, Scope.PAYER, Scope.PERSON),
    ),
    Policy("access_answer", sees=MINE_ALONE, writers=tuple(Scope)),
    # Of the framework's kind: secrets, and counts that nobody may reset.
    Policy("access_token", sees=NOBODY),
    Policy("access_session", sees=NOBODY),
    Policy("access_use", sees=NOBODY),
    Policy("access_remembered", sees=NOBODY),
    Policy("access_grantevent", sees=Seen(everywhere=KEEPERS), writers=()),
)
