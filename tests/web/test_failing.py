"""What an operator hears: a page that failed, and a database that lacks a migration."""

from __future__ import annotations

import io
import logging

import pytest
from django.core.handlers.exception import response_for_exception
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import RequestFactory

from naungan.database import _lacking


def test_a_page_that_failed_is_told_where_the_server_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    [handler] = [one for one in logging.getLogger("django.request").handlers if type(one) is logging.StreamHandler]
    written = io.StringIO()
    monkeypatch.setattr(handler, "stream", written)
    try:
        raise ZeroDivisionError("why it broke")
    except ZeroDivisionError as wrong:
        answer = response_for_exception(RequestFactory().get("/cakupan/64/"), wrong)
    assert answer.status_code == 500
    assert "why it broke" in written.getvalue()
    assert "/cakupan/64/" in written.getvalue()
    assert b"why it broke" not in answer.content


@pytest.mark.django_db
def test_a_migration_that_the_database_has_not_had_is_seen() -> None:
    assert _lacking() == set()
    MigrationRecorder(connection).record_unapplied("coverage", "0002_region_targets")
    assert _lacking() == {("coverage", "0002_region_targets")}
