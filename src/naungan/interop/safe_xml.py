"""XML of strangers: read whole, or refused before anything in it can do harm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from xmlschema import XMLResource
from xmlschema.exceptions import XMLResourceForbidden, XMLSchemaException

from naungan.interop.errors import BankFileRefused

LARGEST = 32 * 2**20
_NAMED = re.compile(r"\{([^}]*)\}(.+)")


class Node:
    """An element whose children are asked for by name; what must be there once is there once."""

    def __init__(self, element: Element, namespace: str, place: str) -> None:
        self.element, self.namespace, self.place = element, namespace, place

    def all(self, path: str, place: str = "") -> Iterator[Node]:
        """Every element at a path below this one."""
        found = self.element.findall("/".join(f"{{{self.namespace}}}{name}" for name in path.split("/")))
        return (Node(one, self.namespace, f"{place or self.place} {number}") for number, one in enumerate(found, 1))

    def maybe(self, path: str) -> Node | None:
        """The element at a path, None where there is none. Raises BankFileRefused for two."""
        found = list(self.all(path))
        if len(found) > 1:
            raise BankFileRefused(f"{self.place}: {path} tertulis {len(found)} kali, seharusnya sekali.")
        return Node(found[0].element, self.namespace, self.place) if found else None

    def one(self, path: str) -> Node:
        """The element at a path. Raises BankFileRefused where it is missing."""
        found = self.maybe(path)
        if found is None:
            raise BankFileRefused(f"{self.place}: {path} tidak ada. Minta berkas yang lengkap ke bank.")
        return found

    def text(self, path: str) -> str:
        """The text at a path, empty where there is none."""
        found = self.maybe(path)
        return "" if found is None else (found.element.text or "").strip()

    def required(self, path: str) -> str:
        """The text at a path, never empty."""
        found = (self.one(path).element.text or "").strip()
        if not found:
            raise BankFileRefused(f"{self.place}: {path} kosong. Minta berkas yang lengkap ke bank.")
        return found


def read_xml(content: bytes, name: str) -> Node:
    """The root of a document. Raises BankFileRefused for entities, broken XML or more than `LARGEST`."""
    if len(content) > LARGEST:
        raise BankFileRefused(f"{name}: {len(content)} byte, paling banyak {LARGEST}. Minta berkas per hari ke bank.")
    try:
        root = XMLResource(BytesIO(content), defuse="always", allow="none").root
    except XMLResourceForbidden as wrong:
        raise BankFileRefused(
            f"{name} membawa entitas ({wrong}), yang tidak pernah ada dalam berkas bank. Jangan dipakai; laporkan."
        ) from wrong
    except (ParseError, XMLSchemaException) as wrong:
        raise BankFileRefused(f"{name} bukan XML yang utuh ({wrong}). Unduh ulang dari bank.") from wrong
    named = _NAMED.fullmatch(root.tag)
    if named is None:
        raise BankFileRefused(f"{name}: {root.tag!r} tanpa namespace ISO 20022. Minta berkas camt atau pain ke bank.")
    return Node(root, named[1], name)
