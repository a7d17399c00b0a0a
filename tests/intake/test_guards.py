"""What the database refuses of intake, whoever writes."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from tests.intake.conftest import DECEMBER, Mill

from naungan.intake.models import StaffNumber, Upload, UploadKind


def refuses(statement: str, rule: str) -> None:
    """The database refuses a statement, and says by which rule."""
    with pytest.raises(IntegrityError, match=rule), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_reported_wage_is_never_changed(mill: Mill) -> None:
    mill.upload(mill.rows())
    for statement in (
        "UPDATE intake_wageline SET wage = wage + 1",
        "DELETE FROM intake_wageline",
        "TRUNCATE intake_wageline",
    ):
        refuses(statement, "report again")


@pytest.mark.parametrize("values", ["0, 0", "-1, 0", "5000000, -1"])
def test_a_wage_is_positive_and_back_pay_not_negative(mill: Mill, values: str) -> None:
    refuses(
        "INSERT INTO intake_wageline (for_month, payer_id, participation_id, report_id, wage, back_pay) "
        f"VALUES ('2022-12-01', {mill.payer.pk}, {mill.workers[0].pk}, 1, {values})",
        "wage_line_positive",
    )


def test_the_same_file_is_recorded_once_for_a_payer_and_month(mill: Mill) -> None:
    facts = {"kind": UploadKind.WAGES, "payer": mill.payer, "month": DECEMBER, "sha256": "a" * 64}
    Upload.objects.create(**facts, file_name="satu.xlsx")
    with pytest.raises(IntegrityError, match="upload_once"), transaction.atomic():
        Upload.objects.create(**facts, file_name="dua.xlsx")


def test_the_same_file_without_a_payer_is_recorded_once_too(mill: Mill) -> None:
    facts = {"kind": UploadKind.BPU, "payer": None, "month": DECEMBER, "sha256": "a" * 64}
    Upload.objects.create(**facts, file_name="satu.xlsx")
    with pytest.raises(IntegrityError, match="upload_once"), transaction.atomic():
        Upload.objects.create(**facts, file_name="dua.xlsx")


def test_a_staff_number_is_one_persons(mill: Mill) -> None:
    StaffNumber.objects.create(payer=mill.payer, number="P-1", person=mill.people[0])
    with pytest.raises(IntegrityError, match="staff_number_once"), transaction.atomic():
        StaffNumber.objects.create(payer=mill.payer, number="P-1", person=mill.people[1])
    with pytest.raises(IntegrityError, match="staff_number_given"), transaction.atomic():
        StaffNumber.objects.create(payer=mill.payer, number="", person=mill.people[1])
