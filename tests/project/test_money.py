"""Money is whole rupiah: in the rooms that handle it, nothing goes through a float."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from tests.project.source import Module, money_modules

# What may look like a float in a money room and is none, or has nothing to do with money.
ALLOWED = {
    ("law/commands.py", "_paths"): "how near two names are, to suggest the right one",
}
# In SQL: a bigint divided by a bigint cuts; anything that turns money into a double is wrong.
FLOATING_SQL = re.compile(r"double precision|::\s*(float|real|numeric)|\bround\s*\(|\bfloat8\b", re.IGNORECASE)


def test_money_rooms_have_no_floats() -> None:
    found = [
        f"{module.path}:{node.lineno} {ast.unparse(node)}"
        for module in money_modules()
        for where, node in _nodes(module.tree)
        if _floats(node) and (module.path, where) not in ALLOWED
    ]
    assert found == []


def test_sql_in_money_rooms_has_no_floats() -> None:
    found = [
        f"{module.path}:{node.lineno} {match[0]}"
        for module in money_modules()
        for node in _sentences(module)
        for match in FLOATING_SQL.finditer(node.value)
    ]
    assert found == []


def test_no_formula_holds_a_legal_number() -> None:
    found = [
        f"{module.path}:{node.lineno} {node.value}"
        for module in money_modules()
        if module.path.startswith("law/contributions/")
        for function in module.nodes()
        if isinstance(function, ast.FunctionDef)
        for statement in function.body
        for node in ast.walk(statement)
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value not in (0, 1)
    ]
    assert found == []


def test_every_exception_is_still_needed() -> None:
    used = {
        (module.path, where) for module in money_modules() for where, node in _nodes(module.tree) if _floats(node)
    }
    assert set(ALLOWED) - used == set()


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("float(wage)", True),
        ("round(wage)", True),
        ("wage * 0.0024", True),
        ("wage / 2", True),
        ("wage // 2", False),
        ("folder / 'parameters'", False),
        ("share(wage, 2400)", False),
    ],
)
def test_the_rule_knows_a_float_when_it_sees_one(source: str, wrong: bool) -> None:
    assert any(_floats(node) for _, node in _nodes(ast.parse(f"def f():\n    {source}\n"))) is wrong


def _nodes(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Every expression with the name of the outermost function or class that it is in."""
    for top in tree.body:
        name = top.name if isinstance(top, ast.FunctionDef | ast.ClassDef) else ""
        for node in ast.walk(top):
            if isinstance(node, ast.expr):
                yield name, node


def _floats(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in ("float", "round")
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and not _joins_a_path(node)


def _joins_a_path(node: ast.BinOp) -> bool:
    """`folder / "name"`, or `folder / name` in a comprehension over a folder's names."""
    right = node.right
    return (isinstance(right, ast.Constant) and isinstance(right.value, str)) or ast.unparse(node) == "folder / name"


def _sentences(module: Module) -> Iterator[ast.Constant]:
    """The string constants of a module that are no docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in module.nodes()
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in module.nodes():
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node
