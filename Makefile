# Needs Python 3.11 or newer and make. Everything is installed into .venv;
# once that is done, the targets run without a network.

PYTHON ?= python3
BIN = .venv/bin
VIEWS = threads actions people roles topics meetings ontology
RACES = run.py reasoning.py validation.py exports.py store.py queries.py new_meeting.py
PIP = $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

# The tests start the program some hundred times, and are collected by each of their workers: what
# Python compiles is kept, whatever the environment says.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test mutants soak docs images bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

demo: .venv/run.stamp ## validate the records that ship, and trace one commitment
	$(BIN)/govgraph validate
	$(BIN)/govgraph trace handcuffing

test: .venv/dev.stamp ## lint, check the types and the architecture, run the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

mutants: .venv/dev.stamp ## make slips of every kind in the records and see which the rules notice
	$(BIN)/python -m tests.mutants --jobs 2

soak: .venv/dev.stamp ## run what takes some 40 minutes: engines compared, 200 loads ended, random edits
	GOVGRAPH_MANY=1 $(BIN)/python -m pytest --numprocesses auto --dist worksteal \
	    tests/test_infer.py tests/test_proofs.py tests/test_shacl_engines.py \
	    tests/test_kills.py tests/test_store_damage.py tests/test_increments.py \
	    tests/test_queries.py tests/test_shacl_changes.py tests/test_new_meeting.py tests/test_seats.py
	@within=0; for race in "store.py 5 10000" "new_meeting.py 3 10000"; do echo "== $$race"; \
	    $(BIN)/python benchmarks/$$race || within=1; done; exit $$within

docs: .venv/dev.stamp ## build the reference pages into build/docs
	$(BIN)/python -m govgraph.reference build/docs

# Without Graphviz, which draws a little otherwise from version to version.
images: .venv/run.stamp ## draw the pictures of the documentation anew
	PATH= $(BIN)/govgraph export --focus handcuffing --legend -o docs/images/thread.svg
	for view in $(VIEWS); do PATH= $(BIN)/govgraph export --view $$view --legend -o docs/images/$$view.svg; done

bench: .venv/run.stamp ## run the benchmarks (a quarter of an hour: owlrl takes its time)
	@within=0; for race in $(RACES); do echo "== $$race"; \
	    $(BIN)/python benchmarks/$$race || within=1; done; exit $$within

clean: ## remove the environment, the caches and what was built
	rm -rf .venv build dist .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/made.stamp:
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else "govgraph needs Python 3.11 or newer, and $(PYTHON) is %d.%d. Name a newer one: make PYTHON=python3.12" % v[:2])'
	$(PYTHON) -m venv --clear .venv
	@touch $@

# The build backend is installed first and used without isolation: an isolated
# build would fetch it again each time.
.venv/run.stamp: .venv/made.stamp pyproject.toml constraints.txt
	$(PIP) hatchling
	$(PIP) --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: .venv/run.stamp
	$(PIP) --no-build-isolation --editable '.[dev]'
	@touch $@
