"""The door `naungan regions`: boundaries for the map of coverage."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from naungan.coverage.maps.boundaries import load_boundaries, remove_boundaries
from naungan.errors import WrongUse
from naungan.wording import whole

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def _regions() -> None:
    """Wilayah: batas untuk peta cakupan."""


@app.command()
def boundaries(
    file: Annotated[Path | None, typer.Argument(help="GeoJSON (WGS 84) kabupaten dan kota Kalimantan")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Hapus batas; peta kembali memakai petak")] = False,
) -> None:
    """Pakai batas wilayah dari berkas Anda untuk peta cakupan, atau hapus lagi."""
    if (file is None) == (not remove):
        raise WrongUse("Tulis nama berkas GeoJSON, atau --remove untuk kembali ke peta petak.")
    if file is None:
        remove_boundaries()
        print("Batas wilayah dihapus. Peta memakai petak lagi.")
        return
    loaded = load_boundaries(file, timezone.localdate())
    print(
        f"{loaded.districts} kabupaten dan kota dibaca menurut {loaded.by}; {whole(loaded.points_read)} titik "
        f"disederhanakan menjadi {whole(loaded.points_kept)}."
    )
    if loaded.left_out:
        print(f"{whole(loaded.left_out)} fitur di luar Kalimantan dilewati.")
