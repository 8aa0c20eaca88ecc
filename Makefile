# `make run` and `make test` are all a newcomer needs; each installs what it needs into .venv first.

PYTHON ?= python3
BIN := .venv/bin
KILLS ?= 100
RANDOM_KILLS ?= 200
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help setup run test check lint types imports unit format kill-test lock clean

help:
	@echo "make run        the demonstration, or your own tokens from .env; Ctrl-C ends it"
	@echo "make test       every check and test"
	@echo "make setup      install into .venv, so that .venv/bin/wirewatch works"
	@echo "make kill-test  SIGKILL 100 times at every fault point and 200 times under load (an hour and a half; KILLS=10 for less)"
	@echo "make format     format the code"
	@echo "make lock       renew the locked dependencies"

setup: .venv/.installed

run: setup
	@$(BIN)/wirewatch demo

test: .venv/.installed-dev lint types imports unit

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

unit:
	$(BIN)/python -m pytest

kill-test: .venv/.installed-dev
	$(BIN)/python -m pytest tests/integration/test_kill.py --kills $(KILLS) \
		--random-kills $(RANDOM_KILLS) --recovered-within 10

format: .venv/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: .venv/.installed-dev
	$(BIN)/uv pip compile pyproject.toml --group build -o requirements.lock $(LOCK_FLAGS)
	$(BIN)/uv pip compile pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock $(LOCK_FLAGS)

LOCK_FLAGS := --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --quiet

clean:
	rm -rf .venv

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Wirewatch needs Python 3.11 or later: make PYTHON=/path/to/python3.11" >&2; exit 78; }
	$(PYTHON) -m venv .venv

# The package itself last and without its dependencies: they are locked with their hashes.
.venv/.installed: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing Wirewatch into .venv (about half a minute, once) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.installed-dev: requirements-dev.lock .venv/.installed
	@echo "Installing the test tools into .venv ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
