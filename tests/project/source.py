"""The project's own files, read once, for the tests of the house rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "naungan"
MONEY_ROOMS = ("law", "ledger", "registry", "intake", "contributions")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file: its path from `src/naungan`, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The folder right under the package; empty for the modules of the ground floor."""
        return self.path.split("/")[0] if "/" in self.path else ""

    def nodes(self) -> Iterator[ast.AST]:
        """Every node of the tree."""
        return ast.walk(self.tree)


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package but migrations, which a tool writes."""
    return tuple(
        Module(str(path.relative_to(PACKAGE)), text, ast.parse(text))
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts
        for text in (path.read_text("utf-8"),)
    )


def money_modules() -> list[Module]:
    """The modules of the rooms in which money is worked out or kept."""
    return [module for module in modules() if module.room in MONEY_ROOMS]


def public_things(module: Module) -> Iterator[Function | ast.ClassDef]:
    """What a reader may import: functions and classes of the module, and the methods of its classes."""
    for node in module.tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (one for one in node.body if isinstance(one, Function) and not one.name.startswith("_"))


def text_files() -> list[Path]:
    """Everything a reader of the repository reads: sources, tests, pages, scripts, data."""
    folders = ("src", "tests", "docs", "scripts", ".ci")
    found = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    found += [path for path in ROOT.iterdir() if path.suffix in (".md", ".toml") or path.name == "Makefile"]
    return sorted(path for path in found if "__pycache__" not in path.parts and path.suffix != ".pyc")
