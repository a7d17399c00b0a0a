"""Sessions in PostgreSQL that know whose they are, so that somebody can see and end their own.

A page of somebody signed in needs its session, the account of it and the account's grants: one statement
reads all three, and a session that is there already is written by one, without a transaction around it.
"""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import connection
from django.utils import timezone

from naungan.access import models

_OF_ACCOUNT = [field.attname for field in models.Account._meta.concrete_fields]
_OF_GRANT = ["id", "account_id", "role", "region_id", "payer_id", "person_id"]
_READ = f"""
SELECT s.session_data, {", ".join(f"a.{name}" for name in _OF_ACCOUNT)},
       (SELECT jsonb_agg(jsonb_build_array({", ".join(f"g.{name}" for name in _OF_GRANT)}) ORDER BY g.id)
        FROM access_grant g WHERE g.account_id = a.id AND g.during @> %(today)s)
FROM access_session s LEFT JOIN access_account a ON a.id = s.account_id
WHERE s.session_key = %(key)s AND s.expire_date > %(now)s
"""


class SessionStore(DatabaseSessions):
    """Django's database sessions with the account beside them."""

    account: models.Account | None = None  # as it was read with the session

    @classmethod
    def get_model_class(cls) -> type[models.Session]:
        """Our table."""
        return models.Session

    def load(self) -> dict[str, Any]:
        """The content of the session; its account, and the grants of that in force today, are kept beside it."""
        asked = {"key": self.session_key, "now": timezone.now(), "today": timezone.localdate()}
        with connection.cursor() as cursor:
            cursor.execute(_READ, asked)
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        content, *account, grants = found
        self.account = _account(account, json.loads(grants or "[]"))
        return self.decode(content)

    def save(self, must_create: bool = False) -> None:
        """Write the content. UpdateError where the session has ended meanwhile."""
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        row = self.create_model_instance(self._get_session(no_load=False))  # type: ignore[attr-defined]
        written = models.Session.objects.filter(pk=row.session_key).update(
            session_data=row.session_data, expire_date=row.expire_date, account_id=row.account_id
        )
        if not written:
            raise UpdateError

    def create_model_instance(self, data: dict[str, Any]) -> models.Session:
        """A row with the account that the content names."""
        row: models.Session = super().create_model_instance(data)  # type: ignore[assignment]
        account = data.get(SESSION_KEY)
        row.account_id = int(account) if account else None
        return row


def _account(values: list[Any], grants: list[list[Any]]) -> models.Account | None:
    account = models.Account.from_db("default", _OF_ACCOUNT, values)
    if account.pk is None:  # nobody has signed in
        return None
    account.in_force = [models.Grant.from_db("default", _OF_GRANT, grant) for grant in grants]
    return account
