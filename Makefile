# One recipe for each thing one does here; `make` alone lists them. CI runs the same recipes.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PORT ?= 8000
BIN := .venv/bin
PYTHON ?= python3
PIP := $(BIN)/pip --disable-pip-version-check --no-input
WORKERS ?= 2
# Demonstrations live beside the checkout's other throw-away files, each in the year of its plan.
DEMO_OF := LOA_DEMO=1 LOA_SECRET_KEY=demonstration-on-this-machine-only-never-in-earnest \
        LOA_SITE_NAME="Tuyên truyền cải cách hành chính" LOA_BASE_URL=http://localhost:$(PORT)

.PHONY: help setup dev demo demo-2026 test test-sqlite test-postgres coverage check fix bench audit screenshots lock clean

help: ## list the recipes
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /\1\t/' | expand -t 14

setup: .venv/.base ## make .venv with what running needs

.venv/.base: requirements/base.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Loa needs Python 3.11 or newer; set PYTHON=…"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements/base.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	touch $@

.venv/.dev: .venv/.base requirements/dev.txt
	$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements/dev.txt
	touch $@

dev: .venv/.dev src/loa/locale/vi/LC_MESSAGES/django.mo ## add what working on Loa needs

src/loa/locale/vi/LC_MESSAGES/django.mo: src/loa/locale/vi/LC_MESSAGES/django.po src/loa/locale/vi/LC_MESSAGES/djangojs.po .venv/.base
	$(BIN)/pybabel -q compile -d src/loa/locale -D django -l vi
	$(BIN)/pybabel -q compile -d src/loa/locale -D djangojs -l vi
	touch $@

demo: DEMO := $(DEMO_OF) LOA_TODAY=2024-11-05 LOA_VAR=var/demo
demo: EXAMPLE := vinh-linh-2024
demo: ## fill an empty database with the founding plan at work and serve it (PORT=8000)
demo-2026: DEMO := $(DEMO_OF) LOA_TODAY=2026-03-16 LOA_VAR=var/demo-2026
demo-2026: EXAMPLE := xa-vinh-linh-2026
demo-2026: ## the same with an invented plan of a commune of today
demo demo-2026: setup src/loa/locale/vi/LC_MESSAGES/django.mo
	@rm -rf var/$@ && mkdir -p var/$@
	@$(DEMO) $(BIN)/loa migrate --verbosity 0
	@$(DEMO) $(BIN)/loa collectstatic --no-input --verbosity 0
	@$(DEMO) $(BIN)/loa fill_demo --example $(EXAMPLE) --port $(PORT)
	@$(DEMO) exec $(BIN)/loa serve --port $(PORT)

test: test-sqlite test-postgres ## run the suite on SQLite, then what touches the database again on PostgreSQL

test-sqlite: dev
	@tools/need chromium || true
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

test-postgres: dev
	@if tools/need postgresql; then tools/with-postgres $(BIN)/pytest -n $(WORKERS) --dist worksteal --only-database -m "not browser"; fi

coverage: dev ## say which lines no test runs
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q -n $(WORKERS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

check: dev ## lint, types, layers, templates, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint --lint --quiet src
	LOA_SECRET_KEY=check $(BIN)/mypy
	LOA_SECRET_KEY=check LOA_VAR=var/check $(BIN)/loa makemigrations --check --dry-run --verbosity 0

fix: dev ## put right what can be put right by machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: dev ## measure the reader, the pages, the handing out of work, the ledger and the newsroom
	$(BIN)/python benchmarks/reader.py
	$(BIN)/python benchmarks/pages.py
	$(BIN)/python benchmarks/handing_out.py
	$(BIN)/python benchmarks/desk.py
	$(BIN)/python benchmarks/reminding.py
	$(BIN)/python benchmarks/overview.py
	$(BIN)/python benchmarks/lists.py
	$(BIN)/python benchmarks/workbooks.py
	$(BIN)/python benchmarks/plain_language.py
	$(BIN)/python benchmarks/ledger.py
	$(BIN)/python benchmarks/newsroom_desk.py
	$(BIN)/python benchmarks/search.py

audit: dev var/audit/node_modules ## let Lighthouse and axe-core look at the public pages (AUDIT=--keep=FILE keeps what they say)
	@tools/need chromium
	$(BIN)/python -m tools.audit.audit --room var/audit $(AUDIT)

# Lighthouse, from the lock; what its packages would run when they are installed is not wanted.
var/audit/node_modules: tools/audit/package.json tools/audit/package-lock.json
	@tools/need node
	mkdir -p var/audit
	cp $^ var/audit/
	cd var/audit && npm ci --ignore-scripts --no-audit --no-fund
	touch $@

screenshots: dev ## take the pictures of README and manual anew
	@tools/need chromium
	$(BIN)/pytest -q -m browser --screenshots docs/pictures tests/journeys
	$(BIN)/python -m tools.take_pictures --room var/audit --to docs/pictures

lock: ## make the locked requirements anew from pyproject.toml (needs uv)
	uv pip compile $(LOCK) --extra build pyproject.toml -o requirements/base.txt
	uv pip compile $(LOCK) --extra build --extra dev -c requirements/base.txt pyproject.toml -o requirements/dev.txt
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate

clean: ## remove everything that the recipes made
	rm -rf .venv var .pytest_cache .mypy_cache .ruff_cache .hypothesis
