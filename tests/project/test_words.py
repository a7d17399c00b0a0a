"""What a reader needs beside the code: a line for everything public, and no trace of one machine."""

from __future__ import annotations

import ast
import re

from tests.project.source import ROOT, Module, modules, public_things, text_files

from naungan.law import arithmetic

# Django wants this class in every app and asks nothing else of it.
UNDOCUMENTED = re.compile(r"apps\.py: \w+Config$")
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|Users|mnt|tmp|opt)/\w+")
WORDS_OF_ITS_OWN = "tests/project/test_words.py"


def test_everything_public_says_what_it_is() -> None:
    silent = [
        f"{module.path}: {node.name}"
        for module in modules()
        for node in public_things(module)
        if ast.get_docstring(node) is None and not _an_engines_word(module, node.name)
    ]
    assert [name for name in silent if not UNDOCUMENTED.search(name)] == []


def _an_engines_word(module: Module, name: str) -> bool:
    """An engine's own version of a word of the law's arithmetic, which says what the word means."""
    return module.room == "engines" and name in vars(arithmetic)


def test_every_module_says_what_it_is_for() -> None:
    silent = [module.path for module in modules() if module.text.strip() and ast.get_docstring(module.tree) is None]
    assert silent == []


def test_nothing_names_a_path_of_one_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in text_files()
        if str(path.relative_to(ROOT)) != WORDS_OF_ITS_OWN
        for match in MACHINE.finditer(path.read_bytes().decode("utf-8", errors="ignore"))
    ]
    assert found == []


def test_a_path_of_one_machine_would_be_seen() -> None:
    assert [MACHINE.search(text) is not None for text in ("see /home/ani/x", "https://a.id/home/b", "a/tmp/b")] == [
        True,
        False,
        False,
    ]
