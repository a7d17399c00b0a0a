"""One file that draws charts in a browser: Vega, Vega-Lite and Vega Embed as vl-convert carries them.

Vega's interpreter of expressions is put inside, because the site's content policy forbids making code
from text. The bundle takes plain statements, so the interpreter's modules are laid out as such.
Usage: charts_bundle.py NODE_MODULES BUNDLE.js
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import vl_convert

# The file, and what of it is taken.
PARTS = (
    ("vega-util/build/compare.js", r"^export (const ascending = .*?\n};)$"),
    ("vega-util/build/isString.js", r"^export default (function isString\(.*?\n})$"),
    ("vega-util/build/interpreter.js", r"^export (const DisallowedObjectProperties = .*?\]\);)$"),
    (
        "vega-interpreter/build/vega-interpreter.js",
        r"\Aimport \{ ascending, isString, DisallowedObjectProperties \} from 'vega-util';\n"
        r"(.*)^export \{ expression as expressionInterpreter \};$",
    ),
)


def statements(modules: Path) -> str:
    """The interpreter, then what the page's script calls. Raises SystemExit where a module is written anew."""
    taken = []
    for name, part in PARTS:
        found = re.search(part, (modules / name).read_text(), re.MULTILINE | re.DOTALL)
        if found is None:
            raise SystemExit(f"charts: {name} is not written as scripts/charts_bundle.py reads it")
        taken.append(found[1])
    return "\n".join((*taken, "window.naunganCharts = { embed: vegaEmbed, interpreter: expression };\n"))


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_text(vl_convert.javascript_bundle(statements(source)))
