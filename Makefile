# `make` lists what can be made here.
PORT ?= 8501
# Not ?=, since some shells export HOST as the name of the machine.
HOST := 127.0.0.1
PYTHON := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help run test tests quick test-slow golden test-spark lint style types bench bench-compare screenshot question words clean

help: ## List what can be made here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

run: .venv/.to-run ## Set everything up and serve on http://localhost:8501 (PORT=8600 for another port, HOST=0.0.0.0 for other machines)
	@$(PYTHON) -m data.settings
	@$(PYTHON) tools/check_port.py "$(PORT)"
	@exec $(PYTHON) -m web.serve --server.address="$(HOST)" --server.port="$(PORT)"

test: style ## Check the code and run the tests, with a reader's way in a real browser
	@$(MAKE) --no-print-directory --jobs=2 types tests

tests: .venv/.to-develop
	@$(PYTHON) -m tests.browser.chromium
	@$(PYTHON) -m tests.reliability --forget
	@$(PYTHON) -m pytest -n auto --dist worksteal -m "not slow and not rest" --durations=50

quick: lint ## Check the code and run the tests of parts, with one visit of each page and few random examples
	@EXAMPLES=quick $(PYTHON) -m pytest -n auto --dist worksteal -m "not slow and not rest and not long and not browser"

test-slow: .venv/.to-test-slow ## Run what takes long: kills, floods, nginx, Spark, all pages in a browser, many random examples
	@$(PYTHON) -m tests.browser.chromium
	@$(PYTHON) -m tests.browser.commands
	@$(PYTHON) -m tests.deploy.nginx
	@$(PYTHON) -m tests.spark.server
	@$(PYTHON) -m tests.api.readers
	@EXAMPLES=many $(PYTHON) -m pytest -n auto --dist worksteal -m "rest or random"
	@$(PYTHON) -m pytest -n auto --dist worksteal -m "slow and not alone"
	@$(PYTHON) -m pytest -m "slow and alone"
	@$(PYTHON) -m tests.reliability

golden: .venv/.to-develop ## Write the golden record of all pages anew, after a wanted change (read its diff)
	@$(PYTHON) -m tests.golden

test-spark: .venv/.to-test-slow ## Compare Spark's answers with DuckDB's under 25 combinations of filters
	@$(PYTHON) -m tests.spark.server
	@SPARK_COMBINATIONS=25 $(PYTHON) -m pytest -s tests/spark/test_answers.py

lint: style types ## Check style, format and types

style: .venv/.to-develop
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .

types: .venv/.to-develop
	@$(PYTHON) -m mypy

bench: .venv/.to-test-slow ## Measure speed and write docs/BENCHMARKS.md (SIZES="shipped 10000", PARTS=pages, QUICK=1)
	@$(PYTHON) -m tests.browser.chromium
	@$(PYTHON) -m tools.benchmarks $(PARTS) $(if $(SIZES),--sizes $(SIZES)) $(if $(DATA),--data "$(DATA)") $(if $(QUICK),--quick)

bench-compare: .venv/.to-test-slow ## Ratios of this code's times to those of another commit (BASE=main~5, SIZES=shipped, QUICK=1, WRITE=1)
	@$(PYTHON) -m tools.benchmarks.compare $(BASE) $(if $(SIZES),--sizes $(SIZES)) $(if $(DATA),--data "$(DATA)") $(if $(QUICK),--quick) $(if $(WRITE),--write)

screenshot: .venv/.to-develop ## Take the pictures of README and docs/reading.md from the running dashboard
	@$(PYTHON) -m tests.browser.chromium
	@$(PYTHON) -m tools.screenshot
	@$(PYTHON) -m tools.reading_pictures

question: .venv/.to-develop ## Begin a question NAME with its card on a page PAGE (NAME=points_by_language PAGE=themes)
	@$(PYTHON) -m tools.question "$(NAME)" "$(PAGE)"

words: .venv/.to-develop ## Collect the words that readers see, and write README's table of pages
	@$(PYTHON) -m tools.words

lock: .venv/.to-develop ## Write the versions and hashes of all packages from requirements*.in (UPGRADE=1 renews what those bring)
	@sh tools/lock.sh $(if $(UPGRADE),--upgrade)

wheels: .venv/.to-run ## Fetch what a machine without a network takes into build/wheels; make run uses it there
	@$(PYTHON) -m pip download --quiet --dest build/wheels -r requirements-pip.txt -r requirements-build.txt -r requirements.txt -r requirements-intake.txt
	@echo "Copy the folder build/wheels to the same place on a machine of the same system and Python, and make run there."

sbom: build/audit/ready ## List all packages that run the dashboard in build/sbom.cdx.json (CycloneDX)
	@build/audit/bin/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --output-reproducible -o build/sbom.cdx.json
	@echo "Wrote build/sbom.cdx.json."

audit: build/audit/ready ## Look for known weaknesses in the packages that run the dashboard
	@$(PYTHON) tools/audit.py build/audit/bin/pip-audit

clean: ## Remove all that was made here: packages, database, caches
	rm -rf .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache build data/.building-* data/.adding-* data/.adding.lock data/.reading.lock data/*.duckdb data/*.duckdb.*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A virtual environment whose Python has gone is made anew.
$(shell .venv/bin/python -c '' 2>/dev/null || rm -f .venv/.to-run .venv/.to-develop .venv/.to-test-slow)

.venv/.to-run: requirements.txt requirements-pip.txt tools/environment.sh tools/wsis20.sh
	@sh tools/environment.sh requirements.txt
	@touch $@

build/audit/ready: .venv/.to-run requirements-audit.txt
	@$(PYTHON) -m venv --clear build/audit
	@build/audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.txt
	@touch $@

.venv/.to-develop: requirements-dev.txt requirements-pip.txt tools/environment.sh tools/wsis20.sh
	@sh tools/environment.sh requirements-dev.txt
	@touch $@

.venv/.to-test-slow: requirements-slow.txt requirements-pip.txt tools/environment.sh tools/wsis20.sh
	@sh tools/environment.sh requirements-slow.txt
	@touch $@
