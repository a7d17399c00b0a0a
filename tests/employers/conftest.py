"""A firm whose October and November are closed, and browsers of its two people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from tests.contributions.closing import close
from tests.employers.people import Firm, a_firm
from tests.signing_in import BACKEND

from naungan.access.actor import Actor
from naungan.access.models import Account


@dataclass(frozen=True)
class Desk:
    """A firm and the clients of its maker and its approver."""

    firm: Firm
    maker: Client
    approver: Client


@pytest.fixture
def signed_in() -> Callable[[Actor], Client]:
    """Makes the client of somebody."""

    def client_of(actor: Actor) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=actor.account_id), backend=BACKEND)
        return client

    return client_of


@pytest.fixture
def desk(signed_in: Callable[[Actor], Client]) -> Desk:
    """A firm of three workers, December open."""
    firm = a_firm(3)
    close("2022-10")
    close("2022-11")
    return Desk(firm, signed_in(firm.maker), signed_in(firm.approver))
