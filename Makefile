# Two commands do everything: `make site` and `make test`. Each starts from nothing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The tests' packages are locked first: what both need has to suit both.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate pyproject.toml --group install

# Real files, labelled, that are not ours to publish: inspected where they are there.
CORPUS ?= ../shared/corpus
export CORPUS
ALL := $(if $(wildcard $(CORPUS)/expected.tsv),,-m 'not corpus')

.PHONY: help site serve check hooks test test-quick corpus browser bench lock clean
.DEFAULT_GOAL := help

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: $(VENV)/.site ## Check every record and build the whole site into site/
	$(BIN)/disclosure-log check
	$(BIN)/mkdocs build --strict
	@printf '\nThe site is in site/. To look at it: make serve, then open the address it prints.\n'

serve: $(VENV)/.site ## Show the site and follow every edit of a record
	$(BIN)/mkdocs serve

check: $(VENV)/.site ## Check every record and say what to mend
	$(BIN)/disclosure-log check

hooks: $(VENV)/.site ## Check before every commit and every push from this copy
	@sh scripts/hooks/install.sh

test: $(VENV)/.test browser ## Lint, types, and all tests, the browser's too
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadgroup --cov --cov-report=term --cov-fail-under=90 $(ALL)

test-quick: $(VENV)/.test ## The tests that need no browser
	$(BIN)/pytest -n 2 --dist loadgroup -m 'not browser and not corpus'

corpus: $(VENV)/.test ## The leak checks over the real files in CORPUS, as a table by class
	$(BIN)/pytest -m corpus -s

browser: ## Make sure a browser is there for the tests
	@sh scripts/setup.sh browser

bench: $(VENV)/.test browser ## Measure the log beside its peers (RECORDS=1000,20000 RUNS=3)
	$(BIN)/python benchmarks/run.py --records $(or $(RECORDS),1000) --runs $(or $(RUNS),3)

lock: $(VENV)/bin/python ## Lock the dependencies again, with hashes
	$(BIN)/python -m pip install --quiet uv
	$(COMPILE) --group test -o requirements-test.txt
	$(COMPILE) -c requirements-test.txt -o requirements.txt

clean: ## Remove everything that was built
	rm -rf $(VENV) .cache site build

$(VENV)/.site: requirements.txt pyproject.toml scripts/setup.sh
	@PYTHON="$(PYTHON)" sh scripts/setup.sh environment requirements.txt
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.site
	@PYTHON="$(PYTHON)" sh scripts/setup.sh environment requirements-test.txt
	@touch $@

$(VENV)/bin/python:
	@PYTHON="$(PYTHON)" sh scripts/setup.sh environment requirements.txt
