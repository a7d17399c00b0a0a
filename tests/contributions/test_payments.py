"""A bank's file of payments: all of it or nothing, each reference once, strangers' money waits."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from tests.factories import an_employer, month

from naungan.contributions.errors import PaymentFileRefused
from naungan.contributions.models import Payment
from naungan.contributions.payments import import_payments
from naungan.registry.models import Payer

pytestmark = pytest.mark.django_db

HEADER = "kode_bayar,jumlah,tanggal_bayar,referensi_bank\n"


def code_of(payer: Payer, text: str = "2022-12") -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT naungan_payment_code(%s, %s)", [payer.pk, month(text)])
        return str(cursor.fetchone()[0])


def a_file(folder: Path, text: str) -> Path:
    path = folder / "bayar.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_payment_finds_its_payer_by_its_code(tmp_path: Path) -> None:
    employer = an_employer()
    came = import_payments(a_file(tmp_path, HEADER + f"{code_of(employer)},462000,2023-01-10,BRI-1\n"))
    assert (came.lines, came.stored, came.amount) == (1, 1, 462_000)
    assert Payment.objects.get().payer == employer


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    path = a_file(tmp_path, HEADER + f"{code_of(an_employer())},462000,2023-01-10,BRI-1\n")
    import_payments(path)
    again = import_payments(path)
    assert (again.stored, again.seen_before, Payment.objects.count()) == (0, 1, 1)


@pytest.mark.parametrize("code", ["", "salah", "2212000000000199", "9913000000000100"])
def test_money_with_an_unknown_code_waits_without_a_payer(tmp_path: Path, code: str) -> None:
    came = import_payments(a_file(tmp_path, HEADER + f"{code},1000,2023-01-10,X\n"))
    assert (came.stored, came.without_payer, came.amount_without_payer) == (1, 1, 1000)
    assert Payment.objects.get().payer is None


def test_one_digit_wrong_in_a_code_is_noticed(tmp_path: Path) -> None:
    employer = an_employer()
    code = code_of(employer)
    for place in range(16):
        wrong = code[:place] + str((int(code[place]) + 1) % 10) + code[place + 1 :]
        import_payments(a_file(tmp_path, HEADER + f"{wrong},1000,2023-01-10,W{place}\n"))
    assert Payment.objects.filter(payer=None).count() == 16


def test_one_reference_with_two_amounts_refuses_the_file(tmp_path: Path) -> None:
    import_payments(a_file(tmp_path, HEADER + "a,1000,2023-01-10,SAMA\n"))
    with pytest.raises(PaymentFileRefused, match="baris 3: referensi bank 'SAMA'"):
        import_payments(a_file(tmp_path, HEADER + "b,5,2023-01-10,LAIN\na,2000,2023-01-10,SAMA\n"))
    assert Payment.objects.count() == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a,-5,2023-01-10,R", r"baris 3, jumlah: terbaca '-5'"),
        ("a,0,2023-01-10,R", r"baris 3, jumlah: terbaca '0'"),
        ("a,16.800,2023-01-10,R", r"jumlah: terbaca '16.800'\. Tulis rupiah bulat"),
        ("a,1e5,2023-01-10,R", r"jumlah: terbaca '1e5'"),
        ("a,9999999999999999999,2023-01-10,R", "jumlah: terbaca"),
        ("a,5,10/01/2023,R", r"tanggal_bayar: terbaca '10/01/2023'"),
        ("a,5,2023-02-30,R", r"tanggal_bayar: terbaca '2023-02-30'"),
        ("a,5,2023-01-10,", "referensi_bank kosong"),
        ("a,5", "hanya 2 kolom"),
    ],
)
def test_a_bad_line_names_row_field_and_repair_and_nothing_is_stored(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(PaymentFileRefused, match=said):
        import_payments(a_file(tmp_path, HEADER + f"a,5,2023-01-10,BAIK\n{line}\n"))
    assert Payment.objects.count() == 0


def test_english_headers_and_semicolons_are_read(tmp_path: Path) -> None:
    text = "bank_reference;paid_at;amount;payment_code\nR;2023-01-10T08:00:00+08:00;700;x\n"
    assert import_payments(a_file(tmp_path, text)).amount == 700


def test_a_file_without_the_columns_or_not_in_utf8_or_missing_says_so(tmp_path: Path) -> None:
    with pytest.raises(PaymentFileRefused, match="kolom yang diperlukan kode_bayar"):
        import_payments(a_file(tmp_path, "a,b\n1,2\n"))
    path = tmp_path / "windows.csv"
    path.write_bytes(HEADER.encode() + "a,5,2023-01-10,Müller\n".encode("cp1252"))
    with pytest.raises(PaymentFileRefused, match="bukan teks UTF-8"):
        import_payments(path)
    with pytest.raises(PaymentFileRefused, match="tidak ada"):
        import_payments(tmp_path / "hilang.csv")
