"""Files and functions stay small enough to be read at one sitting."""

from __future__ import annotations

import ast

from tests.project.source import PACKAGE, ROOT, Function, modules

LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def test_no_source_file_is_longer_than_400_lines() -> None:
    files = [path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".sql")]
    long = {
        str(path.relative_to(PACKAGE)): lines
        for path in files
        if "migrations" not in path.parts and (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_no_test_file_is_longer_than_400_lines() -> None:
    files = list((ROOT / "tests").rglob("*.py"))
    assert [str(path) for path in files if len(path.read_text("utf-8").splitlines()) > LONGEST_FILE] == []


def test_no_function_is_longer_than_50_lines() -> None:
    long = {f"{module.path}: {node.name}": length for module in modules() for node, length in _functions(module.tree)}
    assert {name: length for name, length in long.items() if length > LONGEST_FUNCTION} == {}


def _functions(tree: ast.Module) -> list[tuple[Function, int]]:
    return [
        (node, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(tree)
        if isinstance(node, Function)
    ]


def test_a_long_function_would_be_seen() -> None:
    body = "\n".join("    x = 1" for _ in range(LONGEST_FUNCTION))
    [(_, length)] = _functions(ast.parse(f"def long():\n{body}\n"))
    assert length == LONGEST_FUNCTION + 1
