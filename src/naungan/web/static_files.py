"""What browsers load: named by content and compressed once gathered, under its plain name before."""

from __future__ import annotations

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class GatheredFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """The gathered files (`naungan serve` gathers them); where none were gathered, those of the packages."""

    manifest_strict = False

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        """The name with its content's fingerprint; the plain name before anything was gathered."""
        if content is None and not self.hashed_files:
            return name
        return str(super().hashed_name(name, content, filename))
