"""The statements that bring the declared policies into PostgreSQL."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connections, transaction

from naungan.errors import Refused
from naungan.row_security import ABOUT_SOMEBODY, SITE_ROLE, Policy, Scope, asked_once

_SETTINGS = {"payer": "bigint", "person": "bigint", "account": "bigint", "regions": "smallint[]"}


def policies() -> tuple[Policy, ...]:
    """The policies of every room."""
    return tuple(_declared("POLICIES"))


def functions() -> tuple[str, ...]:
    """The SQL functions that the rooms' policies use."""
    return tuple(_declared("FUNCTIONS"))


def own_tables() -> set[str]:
    """The tables and views of Naungan's rooms, by the models."""
    return {model._meta.db_table for model in apps.get_models(include_auto_created=True) if _ours(model)}


class PolicyTwice(Refused):
    """Two rooms declare a policy for one table."""


def bring(using: str = "default", **_: Any) -> None:
    """Make the database hold exactly the declared policies; done twice it changes nothing."""
    declared = policies()
    tables = [policy.table for policy in declared]
    twice = sorted({table for table in tables if tables.count(table) > 1})
    if twice:
        raise PolicyTwice(f"Kebijakan baris ditulis dua kali untuk: {', '.join(twice)}. Hapus salah satunya.")
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for statement in _guards(cursor):
            cursor.execute(statement)
        mark = _mark(cursor, declared)
        if mark == _marked(cursor):
            return
        for statement in statements(cursor, declared, functions(), own_tables()):
            cursor.execute(statement)
        cursor.execute(f"COMMENT ON FUNCTION naungan_role() IS '{mark}'")


def _mark(cursor: Any, declared: tuple[Policy, ...]) -> str:
    """What says that these policies are in force on these tables: a digest of both."""
    cursor.execute("SELECT array_agg(c.oid::text ORDER BY c.oid) FROM pg_class c WHERE c.relname = ANY (%s)", [
        sorted(own_tables())
    ])  # fmt: skip
    (tables,) = cursor.fetchone()
    ours = Path(__file__).read_text(encoding="utf-8")
    return hashlib.sha256(repr((declared, functions(), tables, ours)).encode()).hexdigest()


def _marked(cursor: Any) -> str | None:
    cursor.execute("SELECT obj_description(to_regprocedure('naungan_role()'), 'pg_proc')")
    found: str | None = cursor.fetchone()[0]
    return found


def statements(
    cursor: Any, policies: tuple[Policy, ...], functions: tuple[str, ...], own_tables: set[str]
) -> Iterator[str]:
    """Every statement, in order. What exists is read with `cursor`; a table not yet made is left for later."""
    columns = _columns(cursor)
    # Two processes that migrate two databases of one server at once share its roles.
    yield "SELECT pg_advisory_xact_lock(hashtext('naungan.row_security'))"
    yield from _locked(columns, own_tables)
    yield from _roles()
    yield from _questions()
    yield from functions
    yield from _cleared(cursor)
    declared = {policy.table for policy in policies}
    for policy in policies:
        if policy.table in columns:
            yield from _brought(policy)
    yield from _readable(own_tables - declared, columns)
    yield from _views(own_tables, cursor)


def _locked(columns: dict[str, set[str]], own_tables: set[str]) -> Iterator[str]:
    """All tables at once, first: a vacuum at work gives way, and never waits for us while we wait for it."""
    tables = sorted(table for table in own_tables if columns.get(table))
    if tables:
        names = ", ".join(f'"{table}"' for table in tables)
        yield f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"


def _roles() -> Iterator[str]:
    for role in (SITE_ROLE, *(scope.database_role for scope in Scope)):
        yield f"""
            DO $do$ BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
                    CREATE ROLE {role} NOLOGIN;
                END IF;
                IF NOT pg_has_role(current_user, '{role}', 'SET') THEN
                    GRANT {role} TO CURRENT_USER WITH INHERIT FALSE, SET TRUE;
                END IF;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
            END $do$"""
        yield f"GRANT USAGE ON SCHEMA public TO {role}"
    for scope in Scope:
        yield f"""
            DO $do$ BEGIN
                IF NOT pg_has_role('{scope.database_role}', '{SITE_ROLE}', 'USAGE') THEN
                    GRANT {SITE_ROLE} TO {scope.database_role};
                END IF;
            END $do$"""


def _questions() -> Iterator[str]:
    """The functions that policies ask the actor's scope with: settings of the transaction (access/scope.py)."""
    for name, kind in _SETTINGS.items():
        yield f"""
            CREATE OR REPLACE FUNCTION naungan_{name}() RETURNS {kind} LANGUAGE sql STABLE PARALLEL SAFE
            RETURN nullif(current_setting('naungan.{name}', true), '')::{kind}"""
    yield """
        CREATE OR REPLACE FUNCTION naungan_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
        RETURN coalesce(nullif(current_setting('naungan.role', true), ''), 'public')"""
    everywhere = ", ".join(f"'{scope.database_role}'" for scope in (Scope.EVERYWHERE, Scope.READER))
    yield f"""
        CREATE OR REPLACE FUNCTION naungan_everywhere() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
        RETURN current_user IN ({everywhere})"""


def _columns(cursor: Any) -> dict[str, set[str]]:
    cursor.execute(
        """
        SELECT c.relname, array_agg(a.attname::text)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
        GROUP BY c.oid, c.relname
        """
    )
    return {table: set(names) for table, names in cursor.fetchall()}


def _cleared(cursor: Any) -> Iterator[str]:
    """Take back what was granted and declared before."""
    for role in (SITE_ROLE, *(scope.database_role for scope in Scope)):
        yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"
    cursor.execute(
        """
        SELECT format('DROP POLICY %I ON %I', polname, relname)
        FROM pg_policy JOIN pg_class c ON c.oid = polrelid
        WHERE c.relnamespace = 'public'::regnamespace AND polname LIKE 'naungan\\_%'
        UNION ALL
        SELECT format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', relname)
        FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity
        """
    )
    yield from (statement for (statement,) in cursor.fetchall())


def _brought(policy: Policy) -> Iterator[str]:
    table = f'"{policy.table}"'
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    for scope in Scope:
        role = scope.database_role
        shown, writable = asked_once(policy.shown(scope)), asked_once(policy.writable(scope))
        yield f"GRANT SELECT ON {table} TO {role}"
        if shown != "false":
            yield f"CREATE POLICY naungan_{scope}_sees ON {table} FOR SELECT TO {role} USING ({shown})"
        if writable != "false":
            yield f"GRANT INSERT, UPDATE, DELETE ON {table} TO {role}"
            yield f"CREATE POLICY naungan_{scope}_adds ON {table} FOR INSERT TO {role} WITH CHECK ({writable})"
            yield f"CREATE POLICY naungan_{scope}_changes ON {table} FOR UPDATE TO {role} USING ({writable})"
            yield f"CREATE POLICY naungan_{scope}_deletes ON {table} FOR DELETE TO {role} USING ({writable})"


def _readable(tables: set[str], columns: dict[str, set[str]]) -> Iterator[str]:
    """Tables without a policy are read by everybody, unless they are about somebody: then by nobody."""
    for table in sorted(tables & columns.keys()):
        if not columns[table] & ABOUT_SOMEBODY:
            yield f'GRANT SELECT ON "{table}" TO {SITE_ROLE}'


def _views(tables: set[str], cursor: Any) -> Iterator[str]:
    """A view shows what its reader may see of the tables below it."""
    cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'v' AND relname = ANY (%s)", [sorted(tables)])
    for (view,) in cursor.fetchall():
        yield f'ALTER VIEW "{view}" SET (security_invoker = true)'
        yield f'GRANT SELECT ON "{view}" TO {SITE_ROLE}'


def _guards(cursor: Any) -> Iterator[str]:
    """A guard sees all rows, and history is written, whoever writes: their triggers run as the owner."""
    cursor.execute(
        """
        SELECT format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = public, pg_temp', p.oid::regprocedure)
        FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace AND p.prorettype = 'trigger'::regtype
          AND p.proname LIKE 'pgtrigger\\_%' AND NOT p.prosecdef
        """
    )
    yield from (statement for (statement,) in cursor.fetchall())


def _declared(name: str) -> Iterator[Any]:
    for room in _rooms():
        module = f"{room}.row_security"
        if find_spec(module) is not None:
            yield from getattr(import_module(module), name, ())


def _rooms() -> Iterable[str]:
    return (config.name for config in apps.get_app_configs() if config.name.startswith("naungan."))


def _ours(model: Any) -> bool:
    return str(apps.get_app_config(model._meta.app_label).name).startswith("naungan.")
