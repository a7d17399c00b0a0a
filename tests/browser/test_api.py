"""The API against its own document: whatever is sent, no server error and no answer that is not documented."""

from __future__ import annotations

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.browser.conftest import Site
from tests.signing_in import a_grant, an_account

from naungan.access.models import Role
from naungan.access.tokens import make_token
from naungan.registry.models import Employer
from naungan.site.api import api

schema = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema(), default=str)))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]


@pytest.fixture(scope="module")
def tokens(site: Site, django_db_blocker: Any) -> dict[str, str]:
    """Who calls, by a word of the operation's address: an employer its own, the head office the rest."""
    made = {}
    with django_db_blocker.unblock(), site.databases.using(site.database):
        employer = Employer.objects.select_related("payer").order_by("payer_id")[0].payer
        for word, role, scope in (
            ("wage-reports", Role.EMPLOYER_MAKER, {"payer": employer}),
            ("", Role.HEAD_OFFICE, {}),
        ):
            account = an_account()
            made[word] = make_token(account, a_grant(account, role, **scope), "uji")
    return made


@pytest.mark.slow
@schema.parametrize()
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_server_error_and_nothing_undocumented(
    case: schemathesis.Case, site: Site, tokens: dict[str, str]
) -> None:
    token = tokens["wage-reports" if "wage-reports" in case.path else ""]
    case.call_and_validate(base_url=site.address, headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)
