"""The words of a PDF that Typst made: its content streams, by the fonts' own tables of what a glyph means."""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)endobj", re.DOTALL)
# A string may hold parentheses of its own as long as they are even: to a depth of four here.
_LITERAL = rb"\((?:\\.|[^\\()])*\)"
for _ in range(3):
    _LITERAL = rb"\((?:\\.|[^\\()]|" + _LITERAL + rb")*\)"
_MARK = re.compile(
    rb"/(?:Lang|ActualText|Alt)\s*"
    + _LITERAL
    + rb"|/(f\d+) [\d.]+ Tf|("
    + _LITERAL
    + rb")|<([0-9A-Fa-f]+)>|(\bET\b)",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
Glyphs = dict[int, str]


def words_of(pdf: bytes) -> str:
    """All text in the order in which it is drawn, a space between pieces."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]
    drawn = [_drawn(_content(objects[_reference(b"Contents", page)]), _fonts(objects, page)) for page in pages]
    return re.sub(r"\s+", " ", " ".join(drawn))


def _reference(name: bytes, body: bytes) -> int:
    found = re.search(rb"/" + name + rb"\s*\[?\s*(\d+) 0 R", body)
    assert found is not None, name
    return int(found[1])


def _content(body: bytes) -> bytes:
    length = re.search(rb"/Length (\d+)", body)
    assert length is not None
    start = body.index(b"stream\n") + len(b"stream\n")
    content = body[start : start + int(length[1])]
    return zlib.decompress(content) if b"FlateDecode" in body else content


def _fonts(objects: dict[int, bytes], page: bytes) -> dict[bytes, Glyphs]:
    resources = objects[_reference(b"Resources", page)]
    named = re.search(rb"/Font\s*<<(.*?)>>", resources, re.DOTALL)
    listed = named[1] if named else objects[_reference(b"Font", resources)]
    fonts = re.findall(rb"/(f\d+)\s+(\d+) 0 R", listed)
    return {
        name: _glyphs(_content(objects[_reference(b"ToUnicode", objects[int(number)])])) for name, number in fonts
    }


def _glyphs(cmap: bytes) -> Glyphs:
    pairs = re.findall(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>\s*\n", cmap)
    return {int(glyph, 16): bytes.fromhex(meant.decode()).decode("utf-16-be") for glyph, meant in pairs}


def _drawn(content: bytes, fonts: dict[bytes, Glyphs]) -> str:
    glyphs: Glyphs = {}
    text = []
    for font, literal, written, end in _MARK.findall(content):
        if font:
            glyphs = fonts[font]
        elif end:
            text.append(" ")
        else:
            codes = bytes.fromhex(written.decode()) if written else _ESCAPE.sub(_unescaped, literal[1:-1])
            text += [glyphs.get(int.from_bytes(codes[at : at + 2]), "") for at in range(0, len(codes), 2)]
    return "".join(text)


def _unescaped(found: re.Match[bytes]) -> bytes:
    escape = found[1]
    return bytes([int(escape, 8)]) if escape.isdigit() else _NAMED.get(escape, escape)
