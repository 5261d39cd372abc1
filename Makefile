# Two commands: `make demo` and `make test`. Each sets itself up in .venv the first time.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Without it, each of the many processes would compile every module again.
unexport PYTHONDONTWRITEBYTECODE

# The data sets of the jobs; each module fetches its own, once.
DATA := demo.german_credit
DATA += demo.rated_texts
DATA += demo.cdnow
FETCH = failed=0; for set in $(DATA); do $(BIN)/python -m $$set || failed=2; done; exit $$failed

.PHONY: demo test bench lint data schema layouts types clean

demo: $(READY) data
	@$(BIN)/python -m demo

test: $(READY) lint
	@($(FETCH)) || echo "The tests that need this data will be skipped."
	@$(BIN)/python -m pytest --numprocesses 2 --dist worksteal

# Ratios, measured here and now: make bench JOBS=1000 TIMES=10
JOBS ?= 1000
TIMES ?= 0

bench: $(READY)
	@$(BIN)/python -m benchmarks --jobs $(JOBS) --times $(TIMES)

lint: $(READY)
	@$(BIN)/ruff check --quiet
	@$(BIN)/black --check --quiet .
	@$(BIN)/mypy --no-error-summary

data: $(READY)
	@$(FETCH)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Scorewright needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 2; }
	@echo "Setting up $(VENV) (once, about a minute) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --constraint constraints.txt --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist .cache

schema: $(READY)
	@$(BIN)/scorewright schema job > specs/schema/job.schema.json
	@$(BIN)/scorewright schema project > specs/schema/project.schema.json
	@$(BIN)/scorewright schema --markdown > docs/language.md

layouts: $(READY)
	@$(BIN)/python -m tools.layouts

types: $(READY)
	@$(BIN)/python -m tools.factory_types
