"""Errors are typed, caught by name, and are one of the two ways Naungan says no."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re

from tests.project.source import modules

import naungan
from naungan.errors import Refused

BROAD = {"Exception", "BaseException"}
# Not ways to refuse work, so nobody should catch them as such.
NOT_REFUSALS: set[str] = set()


def test_no_handler_catches_everything() -> None:
    found = [
        f"{module.path}:{node.lineno}"
        for module in modules()
        for node in module.nodes()
        if isinstance(node, ast.ExceptHandler) and _caught(node) & ({""} | BROAD)
    ]
    assert found == []


def test_nothing_is_suppressed_by_the_handful() -> None:
    found = [
        f"{module.path}:{node.lineno}"
        for module in modules()
        for node in module.nodes()
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith("suppress")
        and {ast.unparse(argument) for argument in node.args} & BROAD
    ]
    assert found == []


def test_every_error_of_a_room_is_a_refusal() -> None:
    found = {
        f"{module}.{name}"
        for module in _error_modules()
        for name, thing in vars(importlib.import_module(module)).items()
        if isinstance(thing, type)
        and issubclass(thing, BaseException)
        and thing.__module__ == module
        and not issubclass(thing, Refused)
    }
    assert found == NOT_REFUSALS


def test_what_refuses_can_be_said_in_both_languages() -> None:
    """The sentence of a refusal is of naungan.saying, not of Django, whose text cannot be said again."""
    found = [
        f"{module.path}:{node.lineno}"
        for module in modules()
        if re.search(r"from django.utils.translation import .*\bgettext\b(?! as (?!_))", module.text)
        for node in module.nodes()
        if isinstance(node, ast.Raise) and re.search(r"\((_|gettext)\(", ast.unparse(node))
    ]
    assert found == []


def test_no_work_is_left_for_later() -> None:
    found = [module.path for module in modules() if re.search(r"\b(TODO|FIXME)\b", module.text)]
    assert found == []


def _caught(handler: ast.ExceptHandler) -> set[str]:
    if handler.type is None:
        return {""}
    if isinstance(handler.type, ast.Tuple):
        return {ast.unparse(one) for one in handler.type.elts}
    return {ast.unparse(handler.type)}


def _error_modules() -> list[str]:
    return [
        found.name
        for found in pkgutil.walk_packages(naungan.__path__, "naungan.")
        if found.name.split(".")[-1] == "errors"
    ]
