"""Everybody at every door: each role tries every address of the site, with identifiers that are not theirs.

The addresses are walked from the resolver and the API's own list, so a new page is tried without being named.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from ninja.operation import PathView
from tests.access.world import MONTH, World, a_world, with_dealings
from tests.signing_in import sign_in

from naungan.access.doors import GUARDED
from naungan.access.models import OF_A_PAYER, OF_A_PERSON, REGIONAL, Account, Role
from naungan.access.tokens import make_token
from naungan.contributions.models import Payment
from naungan.intake.models import Upload
from naungan.registry.models import Participation
from naungan.row_security_sql import policies
from naungan.site.api import api

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Entry = tuple[str, URLPattern]
REPORT = "GUB-61-20221031-01"
# What the API's framework itself answers with: its documentation, and the root.
FRAMEWORKS = {"api-root", "openapi-json", "openapi-view"}


@pytest.fixture
def world(db: None) -> World:
    """Two provinces; there with claims, batches, pensions, events and lists too."""
    return with_dealings(a_world())


def addresses(resolver: URLResolver | None = None, before: str = "/") -> Iterator[Entry]:
    """Every pattern of the site with the route that leads to it."""
    for one in (resolver or get_resolver()).url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one, route)
        else:
            yield route, one


ALL = list(addresses())
INCLUDED = [one.pattern for one in get_resolver().url_patterns if isinstance(one, URLResolver)]


def operations(view: Callable[..., object]) -> list[Any]:
    """The operations behind an address of the API."""
    owner = getattr(view, "__self__", None)
    return list(owner.operations) if isinstance(owner, PathView) else []


def test_every_address_has_a_door() -> None:
    without = [
        route
        for route, pattern in ALL
        if pattern.name not in FRAMEWORKS
        and not hasattr(pattern.callback, GUARDED)
        and not all(hasattr(one.view_func, GUARDED) for one in behind(pattern) or [pattern.callback])
    ]
    assert without == []


def test_every_operation_of_the_api_has_a_door() -> None:
    found = [
        operation
        for _, router in api._routers
        for path in router.path_operations.values()
        for operation in path.operations
    ]
    assert found != []
    assert [one.operation_id for one in found if not hasattr(one.view_func, GUARDED)] == []


def behind(pattern: URLPattern) -> list[Any]:
    served = served_by(pattern.callback)
    return list(served.operations) if isinstance(served, PathView) else operations(pattern.callback)


def served_by(view: Any) -> Any:
    """What answers: the API has an address for each of its operations, one view for all of a path."""
    cells = [cell.cell_contents for cell in getattr(view, "__closure__", None) or ()]
    return next((one for one in cells if isinstance(one, PathView)), view)


def identifiers(world: World) -> dict[str, str]:
    """Identifiers of there, by a word that the part of an address which takes one has in its name."""
    there = world.there
    return {
        "person": str(there.worker.pk),
        "payer": str(there.employer.pk),
        "nik": str(there.worker.nik),
        "npp": there.employer.code,
        "month": MONTH,
        "region": there.district.code,
        "code": there.employer.code,
        "participation": str(Participation.objects.get(person=there.worker).pk),
        "upload": str(Upload.objects.get(payer=there.employer).pk),
        "payment": str(Payment.objects.filter(payer=there.employer).values_list("pk", flat=True)[0]),
    }


def of_the_other_side(world: World, known: dict[str, str], name: str, converter: Any) -> str:
    """An identifier of there for a part of an address, by what the part is called and how it may be written."""
    there = world.there
    dealt = there.dealings.numbers
    called = [dealt[name]] if name in dealt else [value for word, value in known.items() if word in name]
    tried = (*called, "1", MONTH, f"{MONTH}-31", there.district.code, there.employer.code, "csv", "asal", REPORT)
    return next(value for value in tried if re.fullmatch(converter.regex, value))


def filled(world: World, known: dict[str, str], route: str, pattern: URLPattern) -> str:
    """The address with identifiers of the other side."""
    if "/penanggung/" in route:
        known = {**known, "payer": str(world.there.sponsor.pk)}
    converters = {name: one for part in parts_of(pattern) for name, one in part.converters.items()}
    plain = re.sub(r"\(\?P<\w+>(\w+)\|[^)]*\)", r"\1", route.replace("^v1/", "v1/tidak-ada")).translate(
        str.maketrans("", "", "^$\\")
    )
    address = re.sub(
        r"<(?:[^:<>]+:)?(\w+)>", lambda found: of_the_other_side(world, known, found[1], converters[found[1]]), plain
    )
    assert served_by(resolve(address).func) == served_by(pattern.callback), address
    return address


def parts_of(pattern: URLPattern) -> list[Any]:
    """The pattern's own part of its address, and those of what includes it."""
    return [pattern.pattern, *INCLUDED]


def as_role(client: Client, role: Role, world: World) -> Account:
    here = world.here
    return sign_in(
        client,
        role,
        region=here.district if role in REGIONAL else None,
        payer=(here.sponsor if role == Role.SPONSOR else here.employer) if role in OF_A_PAYER else None,
        person=here.worker if role in OF_A_PERSON else None,
    )


def state_of(world: World) -> list[tuple[Any, ...]]:
    """A digest of all rows about the other side."""
    found = []
    for policy in policies():
        with connection.cursor() as cursor:
            cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [policy.table])
            columns = {name for (name,) in cursor.fetchall()}
            if policy.table in NO_FACTS or not columns & {"payer_id", "person_id"}:
                continue
            about = {"payer_id": world.there.payers, "person_id": world.there.people}
            where = " OR ".join(f"{name} = ANY (%s)" for name in about if name in columns)
            cursor.execute(
                f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {policy.table} t WHERE {where}",
                [sorted(about[name]) for name in about if name in columns],
            )
            found.append((policy.table, *cursor.fetchone()))
    return found


# That somebody looked, and what is worked out from the facts when it is first asked for.
NO_FACTS = {"access_look", "desk_owing", "desk_ingrace", "desk_awaited"}
SCOPED = [*REGIONAL, *OF_A_PAYER, *OF_A_PERSON, None]
EVERYBODY = [*Role, None]


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_door_lets_in_only_its_roles(client: Client, world: World, role: Role | None) -> None:
    known = identifiers(world)
    if role:
        as_role(client, role, world)
    for route, pattern in ALL:
        roles = getattr(pattern.callback, GUARDED, ())
        if not roles or role in roles:
            continue
        for method in ("get", "post"):
            answer = getattr(client, method)(filled(world, known, route, pattern))
            if role is None:
                assert (answer.status_code, route) == (302, route)
                assert answer.headers["Location"].startswith("/masuk/"), route
            else:
                assert (answer.status_code, route) == (403, route)


@pytest.mark.parametrize("role", SCOPED)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_of_there_leaks_or_changes_whatever_the_address(
    client: Client, world: World, role: Role | None, method: str
) -> None:
    before = state_of(world)
    known = identifiers(world)
    if role:
        as_role(client, role, world)
    for route, pattern in ALL:
        if pattern.name == "account_logout":
            continue
        address = filled(world, known, route, pattern)
        answer = getattr(client, method)(address)
        assert answer.status_code < 500, address
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        # What was asked may be said back.
        leaked = [secret for secret in world.there.secrets if secret not in address and secret.encode() in body]
        assert leaked == [], address
    assert state_of(world) == before


def test_an_auditor_who_sends_every_form_changes_nothing(client: Client, world: World) -> None:
    before = state_of(world)
    as_role(client, Role.AUDITOR, world)
    known = identifiers(world)
    for route, pattern in ALL:
        if pattern.name != "account_logout":
            assert client.post(filled(world, known, route, pattern)).status_code < 500, route
    assert state_of(world) == before


@pytest.mark.parametrize("role", [*REGIONAL, *OF_A_PAYER])
def test_nothing_of_there_is_answered_by_the_api(client: Client, world: World, role: Role) -> None:
    account = as_role(client, role, world)
    token = make_token(account, account.grants.get(), "uji")
    caller = Client(headers={"Authorization": f"Bearer {token}"})
    before = state_of(world)
    for path, operations_of in api.get_openapi_schema()["paths"].items():
        for method in operations_of:
            address = with_there(world, path)
            body = {"nik": world.there.worker.nik, "kpj": "", "payer": world.there.employer.code}
            answer = caller.generic(method.upper(), address, json.dumps(body), content_type="application/json")
            assert answer.status_code < 500, address
            leaked = [
                secret
                for secret in world.there.secrets
                if secret not in address and secret not in body.values() and secret.encode() in answer.content
            ]
            assert leaked == [], (method, address)
    assert state_of(world) == before


def with_there(world: World, path: str) -> str:
    there, dealt = world.there, world.there.dealings.numbers
    numbers = {"/disbursements/": dealt["batch_number"], "/lists/": dealt["listing"], "/claims/": dealt["number"]}
    for name, value in {
        "payer_code": there.employer.code, "month": "2022-10-01", "person_id": there.worker.pk, "region": "61.71",
        **dealt, "payer": there.sponsor.code,
        "number": next((one for way, one in numbers.items() if way in path), "1"),
    }.items():  # fmt: skip
        path = path.replace("{" + name + "}", str(value))
    return path.replace("{", "").replace("}", "")
