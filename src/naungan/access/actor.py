"""Who is acting, as what, over what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils import timezone

from naungan.access.models import Grant, Role

if TYPE_CHECKING:
    from naungan.access.models import Account

CHOSEN = "grant"  # where a session remembers as what its account acts


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in account in one of its roles, with the region, payer or person the role is over."""

    account_id: int
    name: str
    role: Role
    region_id: int | None
    payer_id: int | None
    person_id: int | None
    grant_id: int | None = None


class AskedBy(HttpRequest):
    """A request with its actor: None for the public."""

    actor: Actor | None
    user: Account


def grants_of(account: Account) -> list[Grant]:
    """The grants of an account that are in force today, in order."""
    return list(account.grants.filter(during__contains=timezone.localdate()).order_by("id"))


def actor_of(request: HttpRequest) -> Actor | None:
    """The actor of a request: the grant its session chose, else the account's first."""
    account = request.user
    if not account.is_authenticated:
        return None
    grants = grants_of(account) if account.in_force is None else account.in_force
    if not grants:
        return None
    grant = next((one for one in grants if one.id == request.session.get(CHOSEN)), grants[0])
    return actor_as(account, grant)


def actor_as(account: Account, grant: Grant) -> Actor:
    """An account in one of its grants."""
    return Actor(
        account.pk, account.name, Role(grant.role), grant.region_id, grant.payer_id, grant.person_id, grant.pk
    )
