# Aliases only: what a target does is said in pyproject.toml, the command line tool or .ci/.
PYTHON ?= python3
DATA ?= data/samples
WAREHOUSE ?= data/warehouse

BIN := .venv/bin
export REELHOUSE_DATA := $(abspath $(DATA))
export REELHOUSE_WAREHOUSE := $(abspath $(WAREHOUSE))
ifdef SOURCES
export REELHOUSE_SOURCES := $(abspath $(SOURCES))
endif

.PHONY: run test dev lint soak fuzz bench lock

run: .venv/installed  ## raw files of DATA to a release in WAREHOUSE
	$(BIN)/reelhouse run

test: .venv/installed  ## every test, those of one file in one process
	$(BIN)/python -m pytest -n auto --dist loadfile

fuzz: .venv/installed  ## readers and rules under any input, for half an hour
	$(BIN)/python -m tests.fuzz

dev: .venv/installed  ## Dagster's web UI on the same runs and assets
	$(BIN)/reelhouse dev

lint: .venv/installed  ## style, types, SQL
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint dbt_project/models dbt_project/tests

soak: .venv/installed  ## the long tests: runs killed at 200 moments, readers over 100 releases, long histories
	$(BIN)/python -m pytest -m soak -n auto -rP tests

bench: .venv/installed  ## speed of the claims stage, and of a run over 100,000 documents, beside floors
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.catalogue

lock: .venv/installed  ## pin every dependency anew, for all supported Pythons
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-strip-extras \
		--no-header --no-annotate --upgrade --group dev pyproject.toml --output-file requirements.lock

.venv/installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@
