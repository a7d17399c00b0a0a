"""The samples of the room, read from its folder."""

from __future__ import annotations

from pathlib import Path

from naungan.interop.bank_lines import BankFile
from naungan.interop.read import read_bank_file

SAMPLES = Path(__file__).parent / "samples"


def sample(name: str) -> bytes:
    """The bytes of a sample."""
    return (SAMPLES / name).read_bytes()


def changed(name: str, before: str, after: str) -> bytes:
    """A sample with one thing in it changed, which must be there."""
    text = sample(name).decode()
    assert before in text
    return text.replace(before, after).encode()


def read(content: bytes) -> BankFile:
    """A file called berkas."""
    return read_bank_file(content, "berkas")
