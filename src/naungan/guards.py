"""Triggers shared by the rooms: what PostgreSQL refuses, whoever writes."""

from __future__ import annotations

from typing import Any

import pghistory
import pghistory.trigger
import pgtrigger
from django.db import models


def transition(**tables: str) -> Any:
    """The transition tables of a statement trigger: `new=` and `old=` by the name the query uses."""
    return pgtrigger.Referencing(**tables)  # type: ignore[no-untyped-call]


def never(name: str, operation: pgtrigger.Operation, said: str) -> pgtrigger.Trigger:
    """Refuse an operation on a table altogether; `said` is the sentence the database answers with."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=operation,
        func=f"RAISE EXCEPTION '{said}' USING ERRCODE = 'restrict_violation';",
    )


def append_only(name: str, said: str) -> pgtrigger.Trigger:
    """Refuse UPDATE, DELETE and TRUNCATE of a table; a correction is a new row."""
    return never(name, pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate, said)


def planned_afresh(statement: str) -> str:
    """A trigger's statement that PostgreSQL plans every time it runs.

    PL/pgSQL keeps the plan of the first time in a session. Made for one row, it joins many row by row:
    the history of 10,000 updates took 127 seconds after the update of one.
    """
    return f"EXECUTE $statement${statement}$statement$"


def refused_if(violation: str, said: str) -> dict[str, Any]:
    """The body of a statement trigger that refuses, with `said`, when the query `violation` finds a row."""
    return {
        "declare": [("violated", "boolean")],
        "func": (
            f"{planned_afresh(f'SELECT EXISTS ({violation})')} INTO violated; "
            f"IF violated THEN RAISE EXCEPTION '{said}' USING ERRCODE = 'check_violation'; END IF; "
            "RETURN NULL;"
        ),
    }


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
            **refused_if(violation, said),
        )
        for word, operation in (("insert", pgtrigger.Insert), ("update", pgtrigger.Update))
    ]


def refers(name: str, column: str, table: str) -> pgtrigger.Trigger:
    """Refuse new rows whose `column` names no row of `table`: a foreign key checked a statement at a time.

    For tables whose rows are only ever added, and that refer to rows that are never deleted.
    """
    return every_new_row(
        name,
        f"SELECT 1 FROM new_rows n WHERE NOT EXISTS (SELECT 1 FROM {table} r WHERE r.id = n.{column})",
        f"{column} refers to no row of {table}",
    )[0]


class UpdatesRemembered(pghistory.UpdateEvent):
    """History of updates, a statement at a time, planned afresh."""

    def __init__(self) -> None:
        super().__init__(level=pgtrigger.Statement)

    def add_event_trigger(self, event_model: type[models.Model]) -> None:
        """Register the trigger on the tracked model."""
        trigger: pgtrigger.Trigger = _PlannedEvent(  # type: ignore[no-untyped-call]
            event_model=event_model,
            label=self.label,
            name=self.trigger_name,
            row=self.row,
            operation=self.operation,
            condition=self.condition,
            level=self.level,
        )
        pgtrigger.register(trigger)(event_model.pgh_tracked_model)  # type: ignore[attr-defined]


class _PlannedEvent(pghistory.trigger.Event):
    def get_func(self, model: models.Model) -> pgtrigger.Func:
        written: str = super().get_func(model).func  # type: ignore[no-untyped-call]
        statement, _, ending = written.rpartition("; RETURN NULL;")
        if ending or not statement:
            raise ValueError(f"pghistory writes its trigger differently now: {written}")
        return pgtrigger.Func(  # type: ignore[no-untyped-call]
            f"{planned_afresh(statement)}; RETURN NULL;"
        )
