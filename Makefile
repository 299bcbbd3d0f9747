# make demo   set up, and run the whole job on the real article
# make test   set up, and run the tests
# make check  what CI runs: format, lint, types, tests, the wheel in a fresh environment
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Before 2.14, torch's wheel on some mirrors is the CPU build; on others choose one, for instance
#   make demo PIP_ARGS="--index-url URL-OF-THE-CPU-WHEELS --extra-index-url URL-OF-PYPI"
CONSTRAINTS := constraints.txt
PIP_ARGS ?=
PIP := $(BIN)/python -m pip --disable-pip-version-check install -q -c $(CONSTRAINTS) $(PIP_ARGS)
ARTICLE := examples/musk-putin.ar.txt

.PHONY: dev demo test check format lint types wheel clean

$(BIN)/qantara: pyproject.toml $(CONSTRAINTS)
	$(PYTHON) -m venv $(VENV)
	$(PIP) -e .
	@touch $@

$(VENV)/.dev: $(BIN)/qantara
	$(PIP) -e '.[dev]'
	@mkdir -p typings/qantara
	@for part in translate align models cli.py; do ln -sfn ../../$$part typings/qantara/$$part; done
	@touch $@

dev: $(VENV)/.dev

demo: $(BIN)/qantara
	$(BIN)/qantara run $(ARTICLE) --glossary examples/glossary.csv --out out/
	@echo
	@echo "Open out/musk-putin.report.html in a browser: Arabic and English side by side, names marked."

test: dev
	$(BIN)/python -m pytest $(PYTEST_ARGS)

format: dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: dev
	$(BIN)/mypy

wheel: dev
	$(BIN)/python tests/wheel/check_wheel.py

check: lint types test wheel

clean:
	rm -rf $(VENV) out dist build typings .mypy_cache .pytest_cache .ruff_cache
