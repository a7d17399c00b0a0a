"""Sessions in PostgreSQL that know whose they are, so that somebody can see and end their own."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

from naungan.access import models


class SessionStore(DatabaseSessions):
    """Django's database sessions with the account beside them."""

    @classmethod
    def get_model_class(cls) -> type[models.Session]:
        """Our table."""
        return models.Session

    def create_model_instance(self, data: dict[str, Any]) -> models.Session:
        """A row with the account that the content names."""
        row: models.Session = super().create_model_instance(data)  # type: ignore[assignment]
        account = data.get(SESSION_KEY)
        row.account_id = int(account) if account else None
        return row
