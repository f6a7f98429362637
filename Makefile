# `make demo` and `make test` each stand alone: they make .venv and install what is needed.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif
READY := $(VENV)/.installed
# Every install takes the versions in constraints.txt, those of the build included. Nothing is
# compiled ahead: half of the time went into modules that nobody imports. uv installs with a
# third of pip's work; where it finds no way to a package, pip, which has more settings, does it all.
export PIP_CONSTRAINT := constraints.txt
export UV_CONSTRAINT := constraints.txt
export UV_BUILD_CONSTRAINT := constraints.txt
PIP := -m pip install --quiet --disable-pip-version-check --no-compile
# Tests start many processes: what one has compiled, the next need not compile again.
unexport PYTHONDONTWRITEBYTECODE
# Each worker begins with a part of its own, in order, so that it makes what a file of tests shares
# once; whoever is done takes over from the others. Two more than there are processors: tests in the
# browser wait now and then.
WORKERS ?= $(shell $(PYTHON) -c "import os; print((os.cpu_count() or 1) + 2)")
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

help:
	@echo "make demo   open the dashboard on the invented sample network"
	@echo "make test   run all tests"
	@echo "make laws   the laws alone, each with many examples (EXAMPLES=400)"
	@echo "make lint   ruff and mypy"
	@echo "make cover  all tests but the browser's, and which lines they ran"
	@echo "make mutants  change one thing at a time and see which test notices (WHERE=tiesmap.network.tact)"
	@echo "make pictures  a picture of every page, into build/pictures"
	@echo "make wheel  build the wheel"
	@echo "make torture  kill, fill up and damage databases on purpose (KILLS=200)"
	@echo "make clean  remove what the above made"

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python $(PIP) uv && $(BIN)/uv pip install --quiet --python $(BIN)/python -e ".[test]" || \
		$(BIN)/python $(PIP) -e ".[test]"
	@touch $(READY)

ready: $(READY)

demo: $(READY)
	$(BIN)/tiesmap demo

test: $(READY)
	$(PYTEST) $(ARGS)

EXAMPLES ?= 400

laws: $(READY)
	TIESMAP_EXAMPLES=$(EXAMPLES) $(PYTEST) -m hypothesis $(ARGS)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

pictures: $(READY)
	$(BIN)/python -m tests.browser.pictures $(ARGS)

# The tools for these two are not needed to test, so they are installed only here.
HABITS := $(VENV)/.habits

$(HABITS): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[test,habits]"
	@touch $(HABITS)

# A law is tried with a quarter of its examples: a line needs to run but once to be counted.
cover: export TIESMAP_EXAMPLES = 10
cover: $(HABITS)
	$(PYTEST) --ignore=tests/browser --cov=tiesmap --cov-report=term:skip-covered $(ARGS)

# What decides whom a rep asks, and what brings data back: a hole in their tests costs the most.
WHERE ?= tiesmap.network.tact tiesmap.introductions.tact tiesmap.introductions.outcomes

mutants: $(HABITS)
	$(BIN)/python benchmarks/mutants.py $(WHERE) $(ARGS)

wheel: $(READY)
	$(BIN)/python -m build --wheel

KILLS ?= 200

torture: $(READY)
	$(BIN)/python benchmarks/torture.py --kills $(KILLS) $(ARGS)
	$(BIN)/python benchmarks/guarding.py

clean:
	rm -rf $(VENV) build dist mutants .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis

.PHONY: help ready demo test laws lint cover mutants pictures wheel torture clean
