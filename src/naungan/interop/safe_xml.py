"""XML of strangers: read whole, or refused before anything in it can do harm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from xmlschema import XMLResource
from xmlschema.exceptions import XMLResourceForbidden, XMLSchemaException

from naungan.interop.errors import BankFileRefused
from naungan.saying import gettext as _

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
            raise BankFileRefused(
                _("%(place)s: %(path)s tertulis %(times)s kali, seharusnya sekali.")
                % {"place": self.place, "path": path, "times": len(found)}
            )
        return Node(found[0].element, self.namespace, self.place) if found else None

    def one(self, path: str) -> Node:
        """The element at a path. Raises BankFileRefused where it is missing."""
        found = self.maybe(path)
        if found is None:
            raise BankFileRefused(
                _("%(place)s: %(path)s tidak ada. Minta berkas yang lengkap ke bank.")
                % {"place": self.place, "path": path}
            )
        return found

    def text(self, path: str) -> str:
        """The text at a path, empty where there is none."""
        found = self.maybe(path)
        return "" if found is None else (found.element.text or "").strip()

    def required(self, path: str) -> str:
        """The text at a path, never empty."""
        found = (self.one(path).element.text or "").strip()
        if not found:
            raise BankFileRefused(
                _("%(place)s: %(path)s kosong. Minta berkas yang lengkap ke bank.")
                % {"place": self.place, "path": path}
            )
        return found


def read_xml(content: bytes, name: str) -> Node:
    """The root of a document. Raises BankFileRefused for entities, broken XML or more than `LARGEST`."""
    if len(content) > LARGEST:
        raise BankFileRefused(
            _("%(name)s: %(size)s byte, paling banyak %(most)s. Minta berkas per hari ke bank.")
            % {"name": name, "size": len(content), "most": LARGEST}
        )
    try:
        root = XMLResource(BytesIO(content), defuse="always", allow="none").root
    except XMLResourceForbidden as wrong:
        raise BankFileRefused(
            _(
                "%(name)s membawa entitas (%(wrong)s), yang tidak pernah ada dalam berkas bank. Jangan dipakai; "
                "laporkan."
            )
            % {"name": name, "wrong": wrong}
        ) from wrong
    except (ParseError, XMLSchemaException) as wrong:
        raise BankFileRefused(
            _("%(name)s bukan XML yang utuh (%(wrong)s). Unduh ulang dari bank.") % {"name": name, "wrong": wrong}
        ) from wrong
    named = _NAMED.fullmatch(root.tag)
    if named is None:
        raise BankFileRefused(
            _("%(name)s: %(tag)s tanpa namespace ISO 20022. Minta berkas camt atau pain ke bank.")
            % {"name": name, "tag": repr(root.tag)}
        )
    return Node(root, named[1], name)
