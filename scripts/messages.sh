#!/usr/bin/env bash
# Bring the English of the rooms up to date: scripts/messages.sh [--check] [ROOM ...]
set -euo pipefail
cd "$(dirname "$0")/.."
exec .venv/bin/python scripts/messages.py "$@"
