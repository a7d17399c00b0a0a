"""Triggers of a migration's tables, set at once: an operation each would render every model anew each time."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.compiler import Trigger


class InstallTriggers(Operation):
    """Set every trigger that the migration's CreateModel operations name in their options; comes last."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models' options say it already."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: Editor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Set them, table by table."""
        for trigger in _triggers(app_label, to_state):
            schema_editor.execute(trigger.install_sql, params=None)  # holds % signs of its own

    def database_backwards(
        self,
        app_label: str,
        schema_editor: Editor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take them away; the tables go after them."""
        for trigger in _triggers(app_label, from_state):
            schema_editor.execute(trigger.uninstall_sql, params=None)

    def describe(self) -> str:
        """What is said while migrating."""
        return "Set the triggers of the new tables"


def _triggers(app_label: str, state: ProjectState) -> list[Trigger]:
    """Those of one room, table by table."""
    return [
        trigger
        for (label, _), model in state.models.items()
        if label == app_label
        for trigger in model.options.get("triggers", [])
    ]
