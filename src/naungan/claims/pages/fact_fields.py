"""The answers that a kind of claim asks for, as fields of a form: how each is shown, and read from what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from naungan.claims import fact_readers as readers
from naungan.claims.facts import LEVELS, Facts, Field
from naungan.claims.pages.reading import Form, in_parts, paragraphs
from naungan.law.benefits.injuries import injuries
from naungan.law.statute import load
from naungan.web.forms import Unreadable, read_nik, read_rupiah, read_text, read_whole
from naungan.web.templatetags import formats

ROWS = 3  # children or injuries that one form takes
RELATIVES: dict[str, str | Promise] = {
    "spouse": gettext_lazy("Istri atau suami"),
    "children": gettext_lazy("Anak"),
    "parents": gettext_lazy("Orang tua"),
    "grandchildren": gettext_lazy("Cucu"),
    "grandparents": gettext_lazy("Kakek atau nenek"),
    "siblings": gettext_lazy("Saudara kandung"),
    "parents_in_law": gettext_lazy("Mertua"),
    "will": gettext_lazy("Orang yang ditunjuk dalam wasiat"),
}
# Who else may be paid or may claim.
OTHERS: dict[str, str | Promise] = {
    "self": gettext_lazy("Peserta sendiri"),
    "employer": gettext_lazy("Pemberi kerja"),
    "facility": gettext_lazy("Rumah sakit atau klinik"),
    "burial": gettext_lazy("Yang mengurus pemakaman"),
    "estate": gettext_lazy("Balai Harta Peninggalan"),
}
YES_NO: dict[str, str | Promise] = {"ya": gettext_lazy("Ya"), "tidak": gettext_lazy("Tidak")}


@dataclass(frozen=True, slots=True)
class Cell:
    """One control of several that make an answer: its name, what stands in it, what it is for."""

    name: str
    label: str | Promise
    value: str


@dataclass(frozen=True, slots=True)
class Row:
    """One child or injury of a list."""

    number: int
    name: str
    value: Mapping[str, str]
    day: Mapping[str, str]
    error: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as a page shows it: `kind` chooses the control; lists have `cells` or `rows`."""

    name: str
    label: str | Promise
    kind: str
    needed: bool
    value: str
    day: Mapping[str, str]
    error: str
    options: tuple[tuple[str, str | Promise], ...] = ()
    cells: tuple[Cell, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """How a reader's answers are shown and read: the control, from JSON to its texts, and from its texts to JSON."""

    kind: str
    write: Callable[[str, Any], dict[str, str]]
    read: Callable[[Form, Field], Any]


def shown(form: Form, fields: Sequence[Field], day: date) -> list[Shown]:
    """The fields in order with what stands in them; `day` chooses the law whose table of injuries is offered."""
    return [_shown(form, one, day) for one in fields]


def written(fields: Sequence[Field], facts: Mapping[str, Any]) -> dict[str, str]:
    """What the controls show of answers already given."""
    texts: dict[str, str] = {}
    for one in fields:
        if facts.get(one.name) not in (None, ""):
            texts |= _way(one).write(one.name, facts[one.name])
    return texts


def relation_words(relation: str) -> str:
    """What people call a relation."""
    return str(RELATIVES.get(relation) or OTHERS.get(relation, relation))


def read_back(fields: Sequence[Field], facts: Mapping[str, Any]) -> list[tuple[str | Promise, str]]:
    """Answers as they are said again before they are sent."""
    return [(one.asks, str(_said(one, facts[one.name]))) for one in fields if one.name in facts]


def read(form: Form, fields: Sequence[Field]) -> Facts:
    """The answers given, as plain JSON; what cannot be read is noted in the form."""
    found = {one.name: _way(one).read(form, one) for one in fields}
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def _shown(form: Form, one: Field, day: date) -> Shown:
    kind = _way(one).kind
    return Shown(
        name=one.name,
        label=one.asks,
        kind=kind,
        needed=one.needed,
        value=form.text(one.name),
        day=form.days[one.name],
        error=form.wrong.get(one.name, ""),
        options=_options(one, kind, day),
        cells=_relatives(form, one.name) if kind == "family" else (),
        rows=tuple(_row(form, one.name, row) for row in range(ROWS)) if kind in ("children", "injuries") else (),
    )


def _options(one: Field, kind: str, day: date) -> tuple[tuple[str, str | Promise], ...]:
    if kind == "injuries":
        return _injuries(day)
    found: dict[str, Mapping[str, str | Promise]] = {"choice": one.choices or {}, "yes": YES_NO, "children": LEVELS}
    return tuple(found.get(kind, {}).items())


def _relatives(form: Form, name: str) -> tuple[Cell, ...]:
    return tuple(
        Cell(f"{name}_{relation}", label, form.text(f"{name}_{relation}")) for relation, label in RELATIVES.items()
    )


def _row(form: Form, name: str, number: int) -> Row:
    start = f"{name}_{number}"
    value = {end: form.text(f"{start}_{end}") for end in ("name", "level", "side", "percent", "lost")}
    wrong = (form.wrong.get(f"{start}{end}", "") for end in ("", "_name", "_born_on", "_lost"))
    error = next((words for words in wrong if words), "")
    return Row(number + 1, start, value | {"injury": form.text(start)}, form.days[f"{start}_born_on"], error)


def _injuries(day: date) -> tuple[tuple[str, str], ...]:
    law = load().on(day)
    return tuple((name, law.statute.parameters[path].meaning) for name, path in injuries(law).items())


def _said(one: Field, value: Any) -> str | Promise:
    """One answer in words."""
    kind = _way(one).kind
    if kind == "choice":
        return (one.choices or {}).get(value, value)
    if kind == "yes":
        return YES_NO["ya" if value else "tidak"]
    if kind == "day":
        return formats.day(date.fromisoformat(value))
    if kind == "rupiah":
        return formats.rupiah(value)
    if kind in ("children", "injuries"):
        return ", ".join(str(row.get("name") or row.get("injury")) for row in value)
    return str(value)


def _typed(reader: Callable[[str], Any]) -> Callable[[Form, Field], Any]:
    return lambda form, one: form.may(one.name, reader)


def _plain(name: str, value: Any) -> dict[str, str]:
    return {name: str(value)}


def _read_yes(form: Form, one: Field) -> bool | None:
    return {"ya": True, "tidak": False}.get(form.text(one.name))


def _read_choice(form: Form, one: Field) -> str | None:
    return form.text(one.name) if form.text(one.name) in (one.choices or {}) else None


def _read_day(form: Form, one: Field) -> str | None:
    if not any(form.days[one.name].values()):
        return None
    found = form.day(one.name, gettext("Lengkapi tanggal, bulan, dan tahun."))
    return found.isoformat() if found else None


def _read_family(form: Form, one: Field) -> dict[str, int]:
    """How many there are of each; the zeros say that they were asked after and are none."""
    counted = {name: form.may(f"{one.name}_{name}", read_whole) for name in RELATIVES}
    return {name: many for name, many in counted.items() if many}


def _read_children(form: Form, one: Field) -> list[dict[str, object]]:
    found = []
    for row in range(ROWS):
        start = f"{one.name}_{row}"
        name = form.may(f"{start}_name", read_text)
        if name is None:
            continue
        born_on = form.day(f"{start}_born_on", gettext("Isi tanggal lahir anak."))
        level = form.text(f"{start}_level")
        child: dict[str, object] = {"name": name, "born_on": born_on.isoformat() if born_on else ""}
        found.append(child | ({"level": level} if level in LEVELS else {}))
    return found


def _read_injuries(form: Form, one: Field) -> list[dict[str, object]]:
    found = []
    for row in range(ROWS):
        start = f"{one.name}_{row}"
        if not form.text(start):
            continue
        injury: dict[str, object] = {"injury": form.text(start)}
        if form.text(f"{start}_side") in ("right", "left"):
            injury["side"] = form.text(f"{start}_side")
        percent = form.text(f"{start}_percent").strip().replace(",", ".")
        lost = form.may(f"{start}_lost", read_whole)
        injury |= {"table_percent": percent} if percent else {}
        found.append(injury | ({"function_lost_percent": lost} if lost is not None else {}))
    return found


def _write_family(name: str, value: Mapping[str, int]) -> dict[str, str]:
    return {f"{name}_{relation}": str(many) for relation, many in value.items()}


def _write_children(name: str, value: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for row, child in enumerate(value):
        texts |= {f"{name}_{row}_name": child["name"], f"{name}_{row}_level": child.get("level", "")}
        texts |= in_parts(f"{name}_{row}_born_on", date.fromisoformat(child["born_on"]))
    return texts


def _write_injuries(name: str, value: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for row, injury in enumerate(value):
        given = {"": "injury", "_side": "side", "_percent": "table_percent", "_lost": "function_lost_percent"}
        texts |= {f"{name}_{row}{end}": str(injury[fact]) for end, fact in given.items() if fact in injury}
    return texts


def _read_school_year(text: str) -> str:
    words = read_text(text)
    try:
        return readers.school_year(words)
    except ValueError as wrong:
        raise Unreadable(str(wrong)) from wrong


_CHOICE = Way("choice", _plain, _read_choice)
_WAYS: dict[readers.Reader, Way] = {
    readers.text: Way("text", _plain, _typed(paragraphs)),
    readers.yes_or_no: Way("yes", lambda name, value: {name: "ya" if value else "tidak"}, _read_yes),
    readers.rupiah: Way("rupiah", lambda name, value: {name: formats.whole(value)}, _typed(read_rupiah)),
    readers.count: Way("number", _plain, _typed(read_whole)),
    readers.percent: Way("number", _plain, _typed(read_whole)),
    readers.day: Way("day", lambda name, value: in_parts(name, date.fromisoformat(value)), _read_day),
    readers.nik: Way("nik", _plain, _typed(read_nik)),
    readers.school_year: Way("text", _plain, _typed(_read_school_year)),
    readers.family: Way("family", _write_family, _read_family),
    readers.children: Way("children", _write_children, _read_children),
    readers.injuries: Way("injuries", _write_injuries, _read_injuries),
}


def _way(one: Field) -> Way:
    return _CHOICE if isinstance(one.read, partial) else _WAYS[one.read]
