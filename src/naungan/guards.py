"""Triggers shared by the rooms: what PostgreSQL refuses, whoever writes."""

from __future__ import annotations

from typing import Any

import pgtrigger


def transition(**tables: str) -> Any:
    """The transition tables of a statement trigger: `new=` and `old=` by the name the query uses."""
    return pgtrigger.Referencing(**tables)  # type: ignore[no-untyped-call]


def append_only(name: str, said: str) -> pgtrigger.Trigger:
    """Refuse UPDATE, DELETE and TRUNCATE of a table; a correction is a new row.

    `said` is the sentence the database answers with.
    """
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate,
        func=f"RAISE EXCEPTION '{said}' USING ERRCODE = 'restrict_violation';",
    )


def every_new_row(name: str, violation: str, said: str) -> list[pgtrigger.Trigger]:
    """Refuse a statement when the query `violation` over its `new_rows` finds a row.

    One set-based check a statement costs a fraction of a foreign key's check a row. PostgreSQL
    allows a transition table for one operation a trigger, so inserting and updating have one each.
    """
    return [
        pgtrigger.Trigger(
            name=f"{name}_{word}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=transition(new="new_rows"),
            func=(
                f"IF EXISTS ({violation}) THEN "
                f"RAISE EXCEPTION '{said}' USING ERRCODE = 'check_violation'; END IF; RETURN NULL;"
            ),
        )
        for word, operation in (("insert", pgtrigger.Insert), ("update", pgtrigger.Update))
    ]
