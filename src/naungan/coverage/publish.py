"""Load the carried statistics into the database, contradictions side by side, and read them back."""

from __future__ import annotations

from django.db import connection, transaction

from naungan.coverage.models import Statistic
from naungan.coverage.statistics import COLUMNS, Fact, Statistics, gathered, packaged_file

_NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
_COPY = (
    f"COPY incoming_statistic ({_NAMES}) FROM STDIN"
    " (FORMAT csv, HEADER match, FORCE_NOT_NULL (programme, basis, note))"
)


def load_statistics() -> int:
    """Add the packaged statistics that are not there yet; how many were added. Safe to run twice."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE incoming_statistic ON COMMIT DROP AS"
            f" SELECT {_NAMES} FROM coverage_statistic WITH NO DATA"
        )
        with cursor.copy(_COPY) as into:
            into.write(packaged_file().read_bytes())
        cursor.execute(
            f"INSERT INTO coverage_statistic ({_NAMES}) SELECT {_NAMES} FROM incoming_statistic"
            " ON CONFLICT DO NOTHING"
        )
        added: int = cursor.rowcount
        cursor.execute("DROP TABLE incoming_statistic")
    return added


def stored() -> Statistics:
    """Every statistic of the database, the loaded ones and those added since."""
    rows = Statistic.objects.order_by("on", "region_code", "indicator", "id").values_list(*COLUMNS)
    return gathered(Fact(*row) for row in rows)
