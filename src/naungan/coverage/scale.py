"""The scale of this database's population: 1 for a real one, 1/100 for a sandbox of one in a hundred."""

from __future__ import annotations

from fractions import Fraction

from naungan.coverage.errors import ScaleAlreadySet
from naungan.coverage.models import PopulationScale
from naungan.saying import gettext


def population_scale() -> Fraction:
    """People here for one in reality; 1 when nothing is set."""
    row = PopulationScale.objects.first()
    return Fraction(row.numerator, row.denominator) if row else Fraction(1)


def set_population_scale(scale: Fraction, note: str = "sandbox") -> None:
    """Say once how small this population is; saying the same again changes nothing.

    Raises ScaleAlreadySet when another scale is there, and ValueError outside 0 to 1.
    """
    if not 0 < scale <= 1:
        raise ValueError(f"scale {scale} is not within 0 and 1")
    row, _ = PopulationScale.objects.get_or_create(
        id=1, defaults={"numerator": scale.numerator, "denominator": scale.denominator, "note": note}
    )
    there = Fraction(row.numerator, row.denominator)
    if there != scale:
        raise ScaleAlreadySet(
            gettext(
                "Basis data ini sudah berskala %(there)s, bukan %(scale)s. Pakai NAUNGAN_HOME lain untuk skala lain."
            )
            % {"there": there, "scale": scale}
        )


def told(scale: Fraction) -> str:
    """How a source says it: `sandbox 1:100`; empty at scale 1."""
    return "" if scale == 1 else f"sandbox {scale.numerator}:{scale.denominator}"
