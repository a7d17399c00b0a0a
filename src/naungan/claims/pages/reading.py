"""What somebody wrote into a form: read field by field, kept as it was written, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest

from naungan.saying import gettext
from naungan.web.forms import Missing, Unreadable, read_day

Read = TypeVar("Read")
LONGEST = 2_000  # characters of a field of several lines
PARTS = ("day", "month", "year")


class Days:
    """The days of a form as they were written, in the three fields that each has."""

    def __init__(self, written: Mapping[str, str]) -> None:
        self.written = written

    def __getitem__(self, name: str) -> dict[str, str]:
        return {part: self.written.get(f"{name}_{part}", "") for part in PARTS}


class Form:
    """The fields of a form, and what is wrong with them in the order of the page."""

    def __init__(self, written: Mapping[str, str]) -> None:
        self.written = dict(written)
        self.wrong: dict[str, str] = {}

    def text(self, name: str) -> str:
        """A field as it was written."""
        return self.written.get(name, "")

    def need(self, name: str, reader: Callable[[str], Read], missing: str) -> Read | None:
        """A field that must be filled: its value, or None and what is wrong; `missing` says what to write."""
        try:
            return reader(self.text(name))
        except Missing:
            self.wrong[name] = missing
        except Unreadable as no:
            self.wrong[name] = str(no)
        return None

    def may(self, name: str, reader: Callable[[str], Read]) -> Read | None:
        """A field that may be empty: None then, or where it cannot be read, which is noted."""
        try:
            return reader(self.text(name))
        except Missing:
            return None
        except Unreadable as no:
            self.wrong[name] = str(no)
        return None

    def day(self, name: str, missing: str, last: date | None = None) -> date | None:
        """A day written in three fields; not after `last`. None, and noted, where it cannot be read."""
        parts = self.days[name]
        if not all(part.strip() for part in parts.values()):
            self.wrong[name] = missing
            return None
        try:
            found = read_day("-".join(part.strip() for part in parts.values()))
        except Unreadable as no:
            self.wrong[name] = str(no)
            return None
        if last is not None and found > last:
            self.wrong[name] = gettext("Tanggal itu belum tiba. Periksa tahunnya.")
            return None
        return found

    def choice(self, name: str, values: Mapping[str, object], missing: str) -> str:
        """One of some values; empty, and noted, where it is none of them."""
        chosen = self.text(name)
        if chosen in values:
            return chosen
        self.wrong[name] = missing
        return ""

    def refuse(self, name: str, words: str) -> None:
        """Note what a verb found wrong with a field, or with the whole where `name` is empty."""
        self.wrong[name] = words

    @property
    def days(self) -> Days:
        """The days as they were written."""
        return Days(self.written)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What is wrong, for the summary on top: (field, words)."""
        return list(self.wrong.items())


def written_in(request: HttpRequest) -> Form:
    """The form that a request sends."""
    return Form({name: value for name, value in request.POST.items() if isinstance(value, str)})


def in_parts(name: str, day: date | None) -> dict[str, str]:
    """A day as its three fields show it."""
    shown = (f"{day.day}", f"{day.month}", f"{day.year}") if day else ("", "", "")
    return {f"{name}_{part}": words for part, words in zip(PARTS, shown, strict=True)}


def paragraphs(text: str) -> str:
    """Words in somebody's own lines. Raises Missing, or Unreadable where they are too long."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    words = "".join(one for one in lines if one.isprintable() or one == "\n").strip()
    if not words:
        raise Missing(gettext("Isian ini belum diisi."))
    if len(words) > LONGEST:
        raise Unreadable(
            gettext("Isian terlalu panjang: %(read)d huruf. Paling banyak %(most)d huruf.")
            % {"read": len(words), "most": LONGEST}
        )
    return words


def account_digits(text: str) -> str:
    """An account number without the spaces, dots and dashes that a bank book prints into it."""
    return "".join(one for one in text if one not in " .-\u00a0")


def new_key() -> str:
    """The key of a form: sent twice it is one and the same."""
    return str(uuid4())


def key_of(request: HttpRequest) -> UUID:
    """The key that a form was sent with. Raises Http404 for a form that is not ours."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError as wrong:
        raise Http404("no key") from wrong
