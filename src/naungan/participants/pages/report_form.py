"""The form of a report: what stands in its fields, and what is read from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from naungan.participants.models import DataReport, ReportKind
from naungan.participants.report import LONGEST, Told
from naungan.registry.models import Payer, Person
from naungan.web.forms import Unreadable, read_month, read_rupiah, read_text
from naungan.web.templatetags.formats import month as month_words
from naungan.web.templatetags.formats import whole

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Written:
    """The fields as text."""

    kind: str = ""
    payer: str = ""
    month: str = ""
    wage: str = ""
    name: str = ""
    words: str = ""

    @classmethod
    def of_post(cls, sent: Mapping[str, str]) -> Written:
        """What was typed."""
        return cls(**{name: sent.get(name, "") for name in cls.__slots__})

    @classmethod
    def of_query(cls, asked: Mapping[str, str]) -> Written:
        """What a link to the form filled in; an unknown kind is not one."""
        kind = asked.get("kind", "")
        return cls(kind=kind if kind in ReportKind.values else "", month=asked.get("month", ""))

    @classmethod
    def of_draft(cls, draft: DataReport) -> Written:
        """What a draft keeps."""
        return cls(
            kind=draft.kind,
            payer=str(draft.payer_id or ""),
            month=month_words(draft.month) if draft.month else "",
            wage=whole(draft.stated_wage) if draft.stated_wage else "",
            name=draft.stated_name,
            words=draft.words,
        )


def read_report(written: Written) -> tuple[Told, list[tuple[str, str]]]:
    """What can be read, to be kept, and what cannot, to be mended: (field, words)."""
    errors: list[tuple[str, str]] = []

    def read(field: str, reader: Callable[[str], Value]) -> Value | None:
        text = getattr(written, field)
        if not text.strip():
            return None
        try:
            return reader(text)
        except Unreadable as wrong:
            errors.append((field, str(wrong)))
            return None

    told = Told(
        kind=written.kind,
        payer_id=int(written.payer) if written.payer.isascii() and written.payer.isdigit() else None,
        month=read("month", read_month),
        wage=read("wage", read_rupiah),
        name=read("name", read_text) or "",
        words=_paragraphs(written.words),
    )
    return told, errors


def payers_of(person: Person) -> list[Payer]:
    """Whoever pays or paid for a person, to choose from."""
    return list(Payer.objects.filter(participations__person=person).distinct().order_by("name", "id"))


def _paragraphs(text: str) -> str:
    """Words in somebody's own lines, without what cannot be shown."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    return "".join(one for one in lines if one.isprintable() or one == "\n").strip()[: LONGEST + 1]
