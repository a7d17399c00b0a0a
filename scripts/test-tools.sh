#!/usr/bin/env bash
# What the tests need beyond Python: a browser and gettext, from Debian's packages where they are missing.
set -euo pipefail

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v msgfmt >/dev/null || missing+=(gettext)
[ ${#missing[@]} -gt 0 ] || exit 0

say() { printf 'test tools: %s\n' "$*" >&2; }
if ! command -v apt-get >/dev/null; then
    say "missing: ${missing[*]}. Install them with this system's package manager."
    exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { say "missing: ${missing[*]}. As root: apt-get install ${missing[*]}"; exit 1; }
    as_root=(sudo)
fi
say "installing ${missing[*]} from Debian's packages"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -q >/dev/null
"${as_root[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null
