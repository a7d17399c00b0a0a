"""Django's cache in PostgreSQL: counts of attempts and used codes, shared by all processes of the site."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connection

from naungan.access.scope import as_system


class SharedCache(DatabaseCache):
    """The database cache, which the site's own database role may not touch, as the owner."""

    def get_many(self, keys: Any, version: int | None = None) -> Any:
        """As Django's."""
        return self._owning(super().get_many, keys, version)

    def delete(self, key: Any, version: int | None = None) -> bool:
        """As Django's."""
        return bool(self._owning(super().delete, key, version))

    def has_key(self, key: Any, version: int | None = None) -> bool:
        """As Django's."""
        return bool(self._owning(super().has_key, key, version))

    def _base_set(self, mode: str, key: Any, value: Any, timeout: Any = None) -> Any:
        return self._owning(super()._base_set, mode, key, value, timeout)  # type: ignore[misc]

    def _owning(self, work: Any, *args: Any) -> Any:
        if not connection.in_atomic_block:
            return work(*args)
        with as_system():
            return work(*args)
