"""Who sees which reports: an employer its own, a branch those of its payers; a certificate whoever has its code."""

from __future__ import annotations

from naungan.intake.row_security import OF_A_PAYER
from naungan.row_security import Policy, Scope, Seen

REPORT_SEEN = "EXISTS (SELECT FROM employers_report r WHERE r.id = report_id)"
OF_A_REPORT = Seen(regions=REPORT_SEEN, payer=REPORT_SEEN)
# Inspectors and branches read; only the employer writes its month.
EMPLOYER = (Scope.PAYER,)

POLICIES = (
    Policy("employers_report", sees=OF_A_PAYER, writers=EMPLOYER),
    Policy("employers_reportevent", sees=OF_A_PAYER, writers=EMPLOYER),
    Policy("employers_calculation", sees=OF_A_REPORT, writers=EMPLOYER),
    Policy("employers_command", sees=OF_A_REPORT, writers=EMPLOYER),
    Policy("employers_judgedrow", sees=OF_A_REPORT, writers=EMPLOYER),
    Policy("employers_resultfile", sees=OF_A_REPORT, writers=EMPLOYER),
    Policy("employers_departure", sees=OF_A_PAYER, writers=EMPLOYER),
    Policy("employers_certificate", sees=OF_A_PAYER, writers=EMPLOYER),
)
