"""The API against its own document: whatever is sent, no server error and no answer that is not documented."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from tests.contributions.closing import close
from tests.factories import a_participation, a_region, an_employer, an_open_month
from tests.signing_in import a_grant, an_account

from naungan.access.models import Role
from naungan.access.tokens import make_token
from naungan.coverage.publish import load_statistics
from naungan.site.wsgi import application

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(a_closed_month: None) -> Any:
    """The API's document, over a database in which its operations find something."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture
def a_closed_month(db: None) -> None:
    """A month closed for one employer, and one open."""
    load_statistics()
    a_participation(an_employer())
    an_open_month("2022-12")
    close("2022-12")


schema = schemathesis.pytest.from_fixture("document")


@pytest.mark.slow
@schema.parametrize()
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_server_error_and_nothing_undocumented(case: schemathesis.Case) -> None:
    role, scope = (Role.EMPLOYER_MAKER, {"payer": employer()}) if "wage" in case.path else (Role.HEAD_OFFICE, {})
    account = an_account()
    token = make_token(account, a_grant(account, role, **scope), "uji")
    case.call_and_validate(headers={"Authorization": f"Bearer {token}"})


def employer() -> Any:
    """The employer of the database."""
    a_region()
    from naungan.registry.models import Payer

    return Payer.objects.get()
