#!/usr/bin/env bash
# Make .venv exactly as uv.lock says, from PyPI alone, with any Python from 3.11 on.
# Usage: scripts/setup.sh   (PYTHON=python3.12 scripts/setup.sh to choose one)
set -euo pipefail
shopt -s inherit_errexit # a failure inside $(...) is one too
cd "$(dirname "$0")/.."

UV_VERSION=0.13.9 # the one that wrote uv.lock
UV_OLDEST=0.8.0   # the oldest that reads it

# uv must never fetch a Python of its own: what is on this machine is used, or we say what is missing.
export UV_PYTHON_DOWNLOADS=never
# Behind an office's proxy the machine trusts certificates that uv does not bring along.
[ ! -e /etc/ssl/certs/ca-certificates.crt ] || export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}"

say() { printf 'setup: %s\n' "$*" >&2; }

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3.11 python3 python3.12 python3.13 python3.14}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            "$candidate" -c 'import sys; print(sys.executable)'
            return
        fi
    done
    say "no Python 3.11 or newer was found (looked for: ${PYTHON:-python3.11, python3, python3.12 to 3.14})."
    say "On Debian and Ubuntu: sudo apt install python3 python3-venv"
    return 1
}

usable() { # whether the uv at $1 is new enough to read the lock file
    local version
    version=$("$1" --version 2>/dev/null | cut -d' ' -f2) || return 1
    [ -n "$version" ] && [ "$(printf '%s\n' "$UV_OLDEST" "$version" | sort -V | head -n 1)" = "$UV_OLDEST" ]
}

install_uv() { # into .uv, which is ours alone
    say "installing uv $UV_VERSION from PyPI into .uv"
    rm -rf .uv
    if "$1" -c 'import ensurepip, venv' 2>/dev/null; then
        "$1" -m venv .uv
        .uv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"
    elif "$1" -m pip --version >/dev/null 2>&1; then
        "$1" -m pip install --quiet --disable-pip-version-check --target .uv "uv==$UV_VERSION"
    else
        say "this Python ($1) has neither venv nor pip, so uv cannot be installed."
        say "On Debian and Ubuntu: sudo apt install python3-venv"
        return 1
    fi
}

find_uv() {
    if usable .uv/bin/uv; then
        echo .uv/bin/uv
    elif usable uv; then
        echo uv
    else
        install_uv "$1" >&2
        echo .uv/bin/uv
    fi
}

python=$(find_python)
uv=$(find_uv "$python")
say "making .venv from uv.lock ($("$uv" --version), $("$python" --version))"
"$uv" sync --quiet --frozen --all-extras --group dev --python "$python" --compile-bytecode
.venv/bin/python -m compileall -q src/naungan # a start without caches takes half a second longer
scripts/assets.sh # what browsers load
