"""Finds words on the screen that are not marked for translation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

# Attributes whose text a person reads, of HTML and of the site's components.
READ = frozenset(
    (
        "title", "alt", "aria-label", "placeholder", "label", "lead", "kicker", "hint", "error", "caption", "summary",
        "note", "unit", "value", "footer", "submit", "total_label",
    )
)  # fmt: skip
# Names and abbreviations that both languages write alike.
ALIKE = re.compile(
    r"\b(Naungan|NIK|KPJ|NPP|KK|KTP|BPJS|JKK|JKM|JHT|JP|JKP|PU|BPU|PMI|BLTH|XLSX|CSV|PDF|SVG|API|JSON|GeoJSON|QR"
    r"|PT Contoh Sejahtera|Contoh Peserta|OK|rupiah|Rp)\b"
)
WORD = re.compile(r"[^\W\d_]{2,}")
UNREAD = frozenset(("script", "style", "code", "pre"))
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
MARKED = re.compile(
    r"\{%\s*blocktrans(?:late)?\b.*?%\}.*?\{%\s*endblocktrans(?:late)?\s*%\}|\{%\s*comment\b.*?endcomment\s*%\}",
    re.DOTALL,
)
# Words that only Indonesian has, and that a sentence of it can hardly do without.
INDONESIAN = re.compile(
    r"\b(adalah|Anda|atau|belum|bisa|boleh|dan|dapat|dari|dengan|di|hari|harus|ini|itu|jumlah|karena|kami|ke|lagi"
    r"|oleh|orang|pada|per|perlu|sampai|sebelum|sejak|semua|setelah|sudah|telah|tidak|untuk|yang)\b"
)
MARKS = frozenset(("gettext", "gettext_lazy", "gettext_noop", "_", "pgettext"))


class _Words(HTMLParser):
    """Collects what is read of a page: its text and the attributes of READ, but nothing that names its language."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.silent: list[str] = []  # the open elements from the one whose words do not count

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.silent or tag in UNREAD or ("lang" in dict(attrs) and tag != "html"):
            self.silent += [tag] if not self.silent or tag == self.silent[0] else []
            return
        for name, value in attrs:
            if value and name in READ and tag != "c-vars" and (name != "value" or tag == "c-tile"):
                self._keep(value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        before = list(self.silent)
        self.handle_starttag(tag, attrs)
        self.silent = before

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag == self.silent[0]:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._keep(data)

    def _keep(self, text: str) -> None:
        if WORD.search(ALIKE.sub("", text)):
            self.found.append(" ".join(text.split()))


def unmarked_in_template(text: str) -> list[str]:
    """Texts and readable attributes of a template that stand outside `trans` and `blocktrans`."""
    words = _Words()
    words.feed(TAG.sub("", MARKED.sub("", text)))
    words.close()
    return words.found


def unmarked_in_python(text: str) -> list[str]:
    """Indonesian sentences in a module of pages that no call of gettext holds."""
    tree = ast.parse(text)
    kept = {id(node) for node in _marked(tree)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in kept
        and " " in node.value and INDONESIAN.search(node.value)
    ]  # fmt: skip


def _marked(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node inside a call of gettext, and every docstring."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in MARKS:
            yield from ast.walk(node)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
