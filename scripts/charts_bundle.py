"""One file that draws charts in a browser: Vega, Vega-Lite and Vega Embed as vl-convert carries them.

Vega's interpreter of expressions is put inside, because the site's content policy forbids making code
from text. Usage: charts_bundle.py INTERPRETER.js BUNDLE.js
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import vl_convert

IMPORT = re.compile(r"^import \{([^}]*)\} from 'vega-util';$", re.MULTILINE)
EXPORT = re.compile(r"^export \{ (\w+) as expressionInterpreter \};$", re.MULTILINE)
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def snippet(interpreter: str) -> str:
    """The module of the interpreter as plain statements, then what the page calls. Raises SystemExit."""
    imported, exported = IMPORT.search(interpreter), EXPORT.search(interpreter)
    if imported is None or exported is None:
        raise SystemExit("charts: vega-interpreter no longer imports or exports as scripts/charts_bundle.py reads it")
    body = EXPORT.sub("", IMPORT.sub("", SOURCE_MAP.sub("", interpreter)))
    return (
        f"const {{{imported[1]}}} = vega;\n{body}\n"
        f"window.naunganCharts = {{ embed: vegaEmbed, vega, interpreter: {exported[1]} }};\n"
    )


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_text(vl_convert.javascript_bundle(snippet(source.read_text())))
