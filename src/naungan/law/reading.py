"""Reading the parameter files strictly: a mistake in a file stops everything, with its place and remedy."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, get_args

from naungan.law.dated import DatedValue, Kind, Parameter, Value
from naungan.law.errors import ParameterError
from naungan.law.inputs import INPUTS
from naungan.law.months import parse_month
from naungan.yaml_text import from_yaml

_PARAMETER_KEYS = {
    "meaning",
    "kind",
    "values",
    "basis",
    "source",
    "confidence",
    "parts",
    "reduces",
    "matters_when",
}
_VALUE_KEYS = {"from", "value", "basis", "source", "confidence", "status", "note"}
_CONFIDENCES = ("high", "medium", "low")
_LIST_OF = {"list": int, "rupiah_list": int, "ppm_list": int, "text_list": str}
_WHOLE = ("rupiah", "ppm", "percent", "days", "months", "years", "count")
_LIMIT = 2**53


@cache
def parameter_files() -> Mapping[str, bytes]:
    """Every parameter file of the package: name to content, in order of name."""
    folder = resources.files("naungan.law") / "parameters"
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".yaml"))
    return {name: (folder / name).read_bytes() for name in names}


@cache
def source_addresses() -> Mapping[str, str]:
    """Where each source key points to."""
    content = (resources.files("naungan.law") / "sources.yaml").read_bytes()
    document = _yaml("sources.yaml", content)
    if not isinstance(document, dict) or not all(isinstance(one, str) for one in document.values()):
        raise ParameterError("sources.yaml: expected a mapping of key to address")
    return document


def read_parameters(files: Mapping[str, bytes]) -> dict[str, Parameter]:
    """Parameters by path from the content of YAML files.

    Raises ParameterError naming file, path and key for anything that is missing, unknown, out of
    order, or of the wrong kind.
    """
    found: dict[str, Parameter] = {}
    for name, content in files.items():
        for path, parameter in _read_file(name, content):
            if path in found:
                raise ParameterError(f"{name}: {path} is declared twice; keep one")
            found[path] = parameter
    return found


def _yaml(name: str, content: bytes) -> Any:
    import yaml

    try:
        return from_yaml(content)
    except yaml.YAMLError as error:
        raise ParameterError(f"{name}: not readable as YAML: {error}") from error


def _read_file(name: str, content: bytes) -> list[tuple[str, Parameter]]:
    document = _yaml(name, content)
    if not isinstance(document, dict) or set(document) != {"prefix", "parameters"}:
        raise ParameterError(f"{name}: expected the two keys prefix and parameters")
    prefix, entries = document["prefix"], document["parameters"]
    if not isinstance(prefix, str) or not isinstance(entries, dict):
        raise ParameterError(f"{name}: prefix must be text and parameters a mapping")
    return [(f"{prefix}.{key}", _parameter(name, f"{prefix}.{key}", entry)) for key, entry in entries.items()]


def _parameter(file: str, path: str, entry: Any) -> Parameter:
    at = f"{file}: {path}"
    if not isinstance(entry, dict):
        raise ParameterError(f"{at}: expected a mapping with meaning, kind and values")
    _refuse_unknown_keys(at, entry, _PARAMETER_KEYS)
    kind: Any = entry.get("kind")
    if kind not in get_args(Kind):
        raise ParameterError(f"{at}: kind {kind!r} is unknown; use one of {', '.join(get_args(Kind))}")
    if not isinstance(entry.get("meaning"), str):
        raise ParameterError(f"{at}: meaning is missing; say in a line what the value is")
    rows = entry.get("values")
    if not isinstance(rows, list) or not rows:
        raise ParameterError(f"{at}: values is empty; give at least one dated value")
    values = tuple(_dated_value(f"{at} value {number}", kind, entry, row) for number, row in enumerate(rows, 1))
    _refuse_disorder(at, values)
    parts = tuple(entry.get("parts", ()))
    if (kind == "brackets") != (len(parts) == 2):
        raise ParameterError(f"{at}: parts names the two columns of a bracket table, and of nothing else")
    matters_when = entry.get("matters_when", "")
    if matters_when and matters_when not in INPUTS:
        raise ParameterError(f"{at}: matters_when names {matters_when!r}, which is no input")
    reduces = tuple(entry.get("reduces", ()))
    return Parameter(path, entry["meaning"], kind, values, parts, reduces, matters_when)


def _dated_value(at: str, kind: Kind, entry: Mapping[str, Any], row: Any) -> DatedValue:
    if not isinstance(row, dict) or "value" not in row:
        raise ParameterError(f"{at}: expected a mapping with from and value")
    _refuse_unknown_keys(at, row, _VALUE_KEYS)
    valid_from = row.get("from")
    if type(valid_from) is not date:
        raise ParameterError(f"{at}: from is {valid_from!r}; write a day as YYYY-MM-DD")
    merged = {key: row.get(key, entry.get(key)) for key in ("basis", "source", "confidence")}
    if not isinstance(merged["basis"], str):
        raise ParameterError(f"{at}: basis is missing; name the article")
    source = merged["source"]
    if not isinstance(source, list) or not source or not all(isinstance(key, str) for key in source):
        raise ParameterError(f"{at}: source must be a list of source keys")
    if unknown := [key for key in source if key not in source_addresses()]:
        raise ParameterError(f"{at}: source {', '.join(unknown)} is not in sources.yaml; add its address there")
    if merged["confidence"] not in _CONFIDENCES:
        raise ParameterError(f"{at}: confidence is {merged['confidence']!r}; use {', '.join(_CONFIDENCES)}")
    status = row.get("status", "")
    if status not in ("", "unverified"):
        raise ParameterError(f"{at}: status is {status!r}; use unverified, or leave it out")
    if merged["confidence"] == "low" and not status:
        raise ParameterError(f"{at}: a value of low confidence must carry status: unverified")
    return DatedValue(
        valid_from=valid_from,
        value=checked_value(at, kind, row["value"]),
        basis=merged["basis"],
        source=tuple(source),
        confidence=merged["confidence"],
        status=status,
        note=str(row.get("note", "")),
    )


def checked_value(at: str, kind: Kind, raw: Any) -> Value:
    """A raw value as the kind wants it: months as whole numbers, lists as tuples.

    Raises ParameterError naming `at` for the wrong type; there is no conversion of text or floats.
    """
    if kind in _WHOLE:
        return _whole(at, raw)
    if kind == "flag" and isinstance(raw, bool):
        return raw
    if kind == "month" and isinstance(raw, str):
        return parse_month(raw)
    if kind == "date" and type(raw) is date:
        return raw
    if kind == "text" and isinstance(raw, str):
        return raw
    if kind in _LIST_OF and isinstance(raw, list | tuple) and raw:
        if _LIST_OF[kind] is str and all(isinstance(one, str) for one in raw):
            return tuple(raw)
        if _LIST_OF[kind] is int:
            return tuple(_whole(at, one) for one in raw)
    if kind == "brackets" and isinstance(raw, list | tuple):
        return _brackets(at, raw)
    raise ParameterError(f"{at}: {raw!r} is not a value of kind {kind}")


def _whole(at: str, raw: Any) -> int:
    if type(raw) is not int or not 0 <= raw < _LIMIT:
        raise ParameterError(f"{at}: {raw!r} must be a whole number from 0 to below 2^53")
    return raw


def _brackets(at: str, raw: Any) -> tuple[tuple[int, int], ...]:
    rows = []
    for row in raw:
        if not isinstance(row, list | tuple) or len(row) != 2:
            raise ParameterError(f"{at}: {row!r} is not a pair of floor and value")
        rows.append((_whole(at, row[0]), _whole(at, row[1])))
    floors = [floor for floor, _ in rows]
    if not rows or floors != sorted(set(floors)):
        raise ParameterError(f"{at}: the floors of a bracket table must rise; read {floors}")
    return tuple(rows)


def _refuse_unknown_keys(at: str, entry: Mapping[str, Any], known: set[str]) -> None:
    unknown = sorted(str(key) for key in set(entry) - known)
    if unknown:
        raise ParameterError(f"{at}: unknown key {', '.join(unknown)}; known are {', '.join(sorted(known))}")


def _refuse_disorder(at: str, values: tuple[DatedValue, ...]) -> None:
    days = [one.valid_from for one in values]
    if days != sorted(set(days)):
        raise ParameterError(f"{at}: the dates of the values must rise; read {', '.join(map(str, days))}")
