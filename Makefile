# Everything is set up by the first target that needs it; only Python 3.11 or newer has to be there.
#
#   make demo    the main job on a Kalimantan that never existed: from a wage file to the 66 percent
#   make quick   the tests that need no database, in under a minute
#   make test    every check: style, types, rooms, migrations, and all tests
#   make bench   the benchmark figures of this machine
#   make picture the README's picture, drawn anew from what the demo left behind
#   make setup   only make .venv
#   make clean   take away what make made

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help

BIN := .venv/bin
# The environment is made anew exactly when one of these has changed.
LOCK := $(shell cat uv.lock pyproject.toml frontend/package-lock.json scripts/setup.sh scripts/assets.sh | sha256sum | cut -c1-16)
READY := .venv/ready-$(LOCK)

# In this order; one failing does not keep the others from being run.
CHECKS := lint format types rooms migrations tools tests
# Reading the settings starts the embedded server of the user; where none is needed, an address of nothing.
NO_DATABASE := DATABASE_URL=postgresql://localhost:1/none
# Two at a time, each with a PostgreSQL of its own; a file stays with one, so that its fixtures are made once.
PYTEST := $(BIN)/pytest --numprocesses 2 --dist loadfile
BENCHES := law close intake

# Nine lines: the command's title and its table, without the sentences below it.
PICTURED := naungan coverage --as-of 2022-12-31 --by province --basis bpjs-eligible

.NOTPARALLEL:
.PHONY: help setup demo picture quick test bench clean $(CHECKS)

help:
	@sed -n 's/^#   //p' Makefile

setup: $(READY)

$(READY):
	@scripts/setup.sh
	@rm -f .venv/ready-*
	@touch $@

demo: $(READY)
	@scripts/demo.sh

picture: $(READY)
	PATH="$(CURDIR)/$(BIN):$$PATH" NAUNGAN_HOME=demo-output/home \
	    python scripts/picture.py docs/coverage.svg 9 $(PICTURED)

quick: $(READY)
	@$(PYTEST) -m "not slow and not database"

test: $(READY)
	@$(MAKE) --keep-going $(CHECKS)

lint: $(READY)
	$(BIN)/ruff check src tests scripts

format: $(READY)
	$(BIN)/ruff format --check src tests scripts

types: $(READY)
	$(NO_DATABASE) $(BIN)/mypy

rooms: $(READY)
	$(BIN)/lint-imports

migrations: $(READY)
	$(NO_DATABASE) $(BIN)/python -W ignore::RuntimeWarning \
	    -m django makemigrations --check --dry-run --settings naungan.settings

tools:
	@scripts/test-tools.sh

tests: $(READY) tools
	$(PYTEST)

bench: $(READY)
	@for name in $(BENCHES); do $(BIN)/naungan bench $$name; done

clean:
	rm -rf .venv .uv frontend/node_modules src/naungan/web/static/vendor demo-output dist build .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
