"""The key that signs sessions and addresses: the operator's, else one made once for this home."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from naungan.database import home


def secret_key() -> str:
    """NAUNGAN_SECRET_KEY, else what is kept under NAUNGAN_HOME, readable by its owner alone."""
    return os.environ.get("NAUNGAN_SECRET_KEY") or _kept(home() / "secret-key")


def _kept(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")
