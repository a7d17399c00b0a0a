"""Finds words on the screen, and in what is refused, that are not marked for translation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
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
# What gives the words of the active language; marking alone does not.
TRANSLATES = MARKS - {"gettext_noop"}


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


def refusals_of(texts: Iterable[str]) -> frozenset[str]:
    """The names of every class that is a refusal, directly or through another, in the modules of a house."""
    bases: dict[str, set[str]] = {}
    for text in texts:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                bases.setdefault(node.name, set()).update(ast.unparse(base).split(".")[-1] for base in node.bases)
    known = {"Refused"}
    while more := {name for name, above in bases.items() if above & known} - known:
        known |= more
    return frozenset(known)


def unmarked_refusals(text: str, refusals: frozenset[str]) -> list[str]:
    """Words of a module that a refusal is raised with and no call of gettext holds, however they reach it."""
    module, found = _Module(ast.parse(text)), {}
    own = module.own_words(refusals)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and (_name(node.func) in refusals or id(node) in own):
            for said in (*node.args, *(one.value for one in node.keywords)):
                found.update({id(one): one for one in module.bare(said, node, set())})
    return [_as_written(node) for node in found.values()]


class _Module:
    """Where the words of a module come from: names and what they are given, functions and who calls them."""

    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self.given: dict[tuple[int, str], list[ast.expr]] = {}
        self.functions: dict[str, ast.FunctionDef] = {}
        self.calls: dict[str, list[ast.Call]] = {}
        self.around: dict[int, ast.FunctionDef] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                self.functions[node.name] = node
                self.around.update({id(inside): node for inside in ast.walk(node)})
            elif isinstance(node, ast.Call):
                self.calls.setdefault(_name(node.func), []).append(node)
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                    if isinstance(target, ast.Name):
                        self.given.setdefault((id(self.around.get(id(node))), target.id), []).append(node.value)

    def own_words(self, refusals: frozenset[str]) -> set[int]:
        """The calls of `super().__init__` in a refusal's own class."""
        kinds = (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef) and node.name in refusals)
        return {
            id(call) for kind in kinds for call in ast.walk(kind)
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "super().__init__"
        }  # fmt: skip

    def bare(self, node: ast.AST, place: ast.AST, seen: set[int]) -> Iterator[ast.expr]:
        """Texts in an expression that are not marked; a name or a function of the module is followed."""
        if id(node) in seen or (isinstance(node, ast.Call) and _name(node.func) in TRANSLATES):
            return
        seen.add(id(node))
        if WORD.search(ALIKE.sub("", _as_written(node))) and (
            " " in _as_written(node) or isinstance(node, ast.JoinedStr)
        ):
            yield node
            return
        if isinstance(node, ast.Name):
            for source in self._sources(node.id, place):
                yield from (one for one in self.bare(source, place, seen) if INDONESIAN.search(_as_written(one)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in self.functions:
            returns = [one for one in ast.walk(self.functions[node.func.id]) if isinstance(one, ast.Return)]
            for one in returns:
                yield from self.bare(one, one, seen)
        for inside in ast.iter_child_nodes(node):
            yield from self.bare(inside, place, seen)

    def _sources(self, name: str, place: ast.AST) -> Iterator[ast.AST]:
        """What a name stands for: what it is given, and as a parameter what the callers give."""
        function = self.around.get(id(place))
        yield from self.given.get((id(function), name), self.given.get((id(None), name), ()))
        names = [one.arg for one in (*function.args.args, *function.args.kwonlyargs)] if function else []
        if function is None or name not in names:
            return
        for call in self.calls.get(function.name, ()):
            at = names.index(name) - (names[0] == "self")
            yield from call.args[at : at + 1]
            yield from (one.value for one in call.keywords if one.arg == name)


def _name(function: ast.expr) -> str:
    return str(getattr(function, "id", getattr(function, "attr", "")))


def _as_written(node: ast.AST) -> str:
    """The text of a literal, of an f-string without what fills it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _marked(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node inside a call of gettext, and every docstring."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in MARKS:
            yield from ast.walk(node)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
