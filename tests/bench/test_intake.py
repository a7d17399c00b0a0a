"""The intake benchmark measures what it says, and leaves nothing behind."""

from __future__ import annotations

import pytest
from django.db import connection

from naungan.bench import intake


@pytest.mark.slow
def test_it_imports_both_files_and_cleans_up(own_database: str) -> None:
    measured = intake.run(2_000).as_object()
    assert (measured["bench"], measured["rows"], measured["xlsx_rows"]) == ("intake", 2_000, 2_000)
    assert measured.keys() >= {"seconds", "rows_per_second", "peak_rss_mb", "bare_read_ratio", "bare_read_seconds"}
    assert all(float(str(value)) > 0 for name, value in measured.items() if name != "bench")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [intake.DATABASE])
        assert cursor.fetchone()[0] == 0


@pytest.mark.slow
def test_a_run_that_does_not_store_the_good_rows_is_no_measurement(
    own_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MONTHS", intake.MONTHS[:1] * 20)
    with pytest.raises(intake.NotStored, match=r"upah\.csv: 0 of 2000 rows stored"):
        intake.run(2_000)
