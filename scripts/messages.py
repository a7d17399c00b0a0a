"""The English of every room: brings locale/en up to date, or says what is missing.

Usage: messages.py [ROOM ...]            write locale/en/LC_MESSAGES/django.po and .mo; new words want their English
       messages.py --check [ROOM ...]    write nothing; print what is not marked, translated or compiled, end with 1
The source language is Indonesian: what is written in templates and Python is what the Indonesian page says.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize
from unmarked import refusals_of, unmarked_in_python, unmarked_in_template, unmarked_refusals

ROOMS = Path(__file__).parent.parent / "src" / "naungan"
ONE, MANY, IN_CONTEXT = None, (1, 2), ((1, "c"), 2)
KEYWORDS = {
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop", "_"), ONE),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), MANY),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), IN_CONTEXT),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
PAGES = ("pages.py", "pages/*.py", "figures.py", "forms.py")
# What is refused here no page shows: measuring, tables, making a sandbox; the law says its English by labels.yaml.
OUT_OF_SIGHT = frozenset(("bench", "engines", "law", "sandbox"))
# The doors of the terminal, which speak Indonesian.
DOORS = re.compile(r"(.*_)?commands?\.py")


@dataclass
class Words:
    """Where some words stand, and how they are written for more than one (empty: no matter how many)."""

    files: set[str]
    plural: str = ""


Found = dict[str, Words]


def main(folder: Path, names: list[str], check: bool) -> int:
    """Bring rooms up to date, or check them; how many things are wrong."""
    wrong: list[str] = []
    said: dict[str, tuple[str, str]] = {}
    refusals = refusals_of(path.read_text() for path in folder.rglob("*.py")) if check else frozenset()
    for room in sorted(room for room in folder.iterdir() if room.is_dir() and (not names or room.name in names)):
        found, catalogue = messages_of(room), catalogue_of(room)
        if not check:
            update(room, found, catalogue)
            continue
        wrong += missing(room, found, catalogue)
        wrong += stale(room, catalogue)
        wrong += unmarked(room)
        wrong += refused(room, refusals)
        wrong += differing(room, catalogue, said)
    for line in wrong:
        print(line)
    return len(wrong)


def messages_of(room: Path) -> Found:
    """Every marked text of a room's Python and templates."""
    found: Found = {}
    for path in sorted([*room.rglob("*.py"), *room.glob("templates/**/*.html"), *room.glob("templates/**/*.txt")]):
        text = path.read_text()
        source = text if path.suffix == ".py" else templatize(text, origin=str(path))
        for _, words, _, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
            if context is not None:
                raise SystemExit(f"{path}: words with a context are not used here: {words!r}")
            singular, plural = words if isinstance(words, tuple) else (words, "")
            known = found.setdefault(str(singular), Words(set(), str(plural)))
            known.files.add(str(path.relative_to(room)))
            known.plural = known.plural or str(plural)
    found.pop("", None)
    return found


def catalogue_of(room: Path) -> polib.POFile:
    """The room's English, empty when there is none yet."""
    path = room / "locale" / "en" / "LC_MESSAGES" / "django.po"
    if path.exists():
        return polib.pofile(str(path), wrapwidth=110)
    made = polib.POFile(wrapwidth=110)
    made.metadata = {
        "Project-Id-Version": "naungan",
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return made


def update(room: Path, found: Found, catalogue: polib.POFile) -> None:
    """Write the room's catalogue with exactly the words found, keeping the English there is."""
    if not found:
        return
    known = {entry.msgid: entry for entry in catalogue}
    catalogue.clear()
    for words in sorted(found, key=lambda words: (min(found[words].files), words)):
        entry = polib.POEntry(msgid=words, flags=["python-format"] if "%(" in words else [])
        entry.occurrences = [(place, "") for place in sorted(found[words].files)]
        before = known.get(words)
        if found[words].plural:
            entry.msgid_plural = found[words].plural
            entry.msgstr_plural = (before and before.msgstr_plural) or {0: "", 1: ""}
        elif before:
            entry.msgstr = before.msgstr
        catalogue.append(entry)
    folder = room / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(folder / "django.po"))
    catalogue.save_as_mofile(str(folder / "django.mo"))
    print(f"{room.name}: {len(found)} words, {len(catalogue.untranslated_entries())} without English")


def english_of(entry: polib.POEntry | polib.MOEntry) -> list[str]:
    """What an entry says in English: one text, or those for one and for many."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def missing(room: Path, found: Found, catalogue: polib.POFile) -> Iterator[str]:
    """What the English lacks, has too much, or writes with other placeholders."""
    english = {entry.msgid: entry for entry in catalogue if not entry.obsolete}
    for words, message in sorted(found.items()):
        entry = english.get(words)
        where = f"{room.name}/{min(message.files)}"
        if entry is None or not all(said.strip() for said in english_of(entry)):
            yield f"{where}: no English for {words!r}"
        elif entry.fuzzy:
            yield f"{where}: the English of {words!r} is only guessed"
        else:
            for said in english_of(entry):
                if sorted(PLACEHOLDER.findall(words)) != sorted(PLACEHOLDER.findall(said)):
                    yield f"{where}: the English of {words!r} fills other places: {said!r}"
    for words in sorted(set(english) - set(found)):
        yield f"{room.name}/locale: {words!r} is translated but written nowhere"


def differing(room: Path, catalogue: polib.POFile, said: dict[str, tuple[str, str]]) -> Iterator[str]:
    """Words that two rooms put into different English: Django shows one of the two in both rooms."""
    for entry in catalogue.translated_entries():
        own = " / ".join(english_of(entry))
        english, where = said.setdefault(entry.msgid, (own, room.name))
        if english != own:
            yield f"{room.name}/locale: {entry.msgid!r} is {own!r} here and {english!r} in {where}: agree"


def stale(room: Path, catalogue: polib.POFile) -> Iterator[str]:
    """Whether the compiled catalogue says what the written one says."""
    path = room / "locale" / "en" / "LC_MESSAGES" / "django.mo"
    compiled = {entry.msgid: english_of(entry) for entry in polib.mofile(str(path))} if path.exists() else {}
    if compiled != {entry.msgid: english_of(entry) for entry in catalogue.translated_entries()}:
        yield f"{room.name}/locale: django.mo does not say what django.po says: run scripts/messages.py"


def unmarked(room: Path) -> Iterator[str]:
    """Words on the screen that no translation can reach."""
    for path in sorted(room.glob("templates/**/*.html")):
        for words in unmarked_in_template(path.read_text()):
            yield f"{room.name}/{path.relative_to(room)}: not marked for translation: {words!r}"
    for pattern in PAGES:
        for path in sorted(room.glob(pattern)):
            for words in unmarked_in_python(path.read_text()):
                yield f"{room.name}/{path.relative_to(room)}: not marked for translation: {words!r}"


def refused(room: Path, refusals: frozenset[str]) -> Iterator[str]:
    """Words of a refusal that a page could show and no translation can reach."""
    if room.name in OUT_OF_SIGHT:
        return
    for path in sorted(path for path in room.rglob("*.py") if not DOORS.fullmatch(path.name)):
        for words in unmarked_refusals(path.read_text(), refusals):
            yield f"{room.name}/{path.relative_to(room)}: refused in words not marked for translation: {words!r}"


if __name__ == "__main__":
    settings.configure()
    asked = argparse.ArgumentParser()
    asked.add_argument("names", nargs="*", metavar="ROOM")
    asked.add_argument("--check", action="store_true")
    asked.add_argument("--rooms", type=Path, default=ROOMS, help="the folder of the rooms")
    given = asked.parse_args()
    sys.exit(1 if main(given.rooms, given.names, given.check) else 0)
