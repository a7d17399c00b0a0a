"""The REST API, assembled from the rooms: /api/v1."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from ninja import NinjaAPI

from naungan.access.throttles import PublicThrottle, TokenThrottle
from naungan.claims.api import router as claims
from naungan.contributions.api import router as contributions
from naungan.coverage.api import router as coverage
from naungan.disbursements.api import router as disbursements
from naungan.employers.api import router as wage_reports
from naungan.handovers.api import router as handovers
from naungan.mandates.api import router as mandates
from naungan.matching.api import router as matching
from naungan.participants.api import router as people
from naungan.pensions.api import router as pensions
from naungan.publications.api import router as publications
from naungan.site.problems import install
from naungan.sponsorship.api import router as sponsorship
from naungan.web.api import PROBLEM

DESCRIPTION = """
The same verbs as the pages, for payroll makers, banks and analysts. Money is whole rupiah; days are
YYYY-MM-DD; a month is its first day. Errors are problem documents (RFC 9457) in Indonesian and English.
A POST that changes something needs an `Idempotency-Key`: the same key and body again gets the first answer.
"""


class Api(NinjaAPI):
    """An API whose documentation says that errors are problem documents."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None) -> Any:
        """The OpenAPI 3.1 document, made once: anybody may ask for it, and making it takes half a second."""
        return _documented(self, path_prefix or self.get_root_path(path_params or {}))

    def documented(self, path_prefix: str) -> Any:
        """The document as it is made."""
        schema = super().get_openapi_schema(path_prefix=path_prefix)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400 and "application/json" in answer.get("content", {}):
                        answer["content"] = {PROBLEM: answer["content"].pop("application/json")}
        return schema


@cache
def _documented(of: Api, path_prefix: str) -> Any:
    return of.documented(path_prefix)


api = Api(
    title="Naungan",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="api",
    servers=[{"url": "/"}],
    throttle=[PublicThrottle("api", settings.API_RATE_PUBLIC), TokenThrottle("api", settings.API_RATE_TOKEN)],
)
install(api)
api.add_router("/coverage", coverage)
api.add_router("/contributions", contributions)
api.add_router("/people", people)
api.add_router("/wage-reports", wage_reports)
api.add_router("/claims", claims)
api.add_router("/pensions", pensions)
api.add_router("/disbursements", disbursements)
api.add_router("/handovers", handovers)
api.add_router("/matching", matching)
api.add_router("/sponsorship", sponsorship)
api.add_router("/mandates", mandates)
api.add_router("/publications", publications)
