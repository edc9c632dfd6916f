# `make help` lists what can be made here.
PORT ?= 8501
PYTHON := .venv/bin/python
STAMP := .venv/.run-requirements
DEV_STAMP := .venv/.dev-requirements

.PHONY: help run test lint bench build screenshot clean
.DEFAULT_GOAL := help

help: ## List what can be made here
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1 \t/p' $(MAKEFILE_LIST) | expand -t 20

run: $(STAMP) ## Set everything up and serve the dashboard on http://localhost:8501 (PORT=8600 for another port)
	.venv/bin/streamlit run dashboard.py --server.port=$(PORT)

build: $(STAMP) ## Build the database from the tables in data/
	$(PYTHON) -m data.build

test: lint ## Check the code, then run every test, a real browser's included
	$(PYTHON) -m tests.browser.chromium
	$(PYTHON) -m pytest

lint: $(DEV_STAMP) ## Check style, format and types
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy

bench: $(DEV_STAMP) ## Measure the running dashboard
	$(PYTHON) -m tests.benchmarks

screenshot: $(DEV_STAMP) ## Take the README's picture
	$(PYTHON) tools/screenshot.py

clean: ## Remove what was made here: environment, database, caches
	rm -rf .venv build .mypy_cache .pytest_cache .ruff_cache .hypothesis data/*.duckdb data/*.duckdb.*

.venv/bin/python:
	sh tools/make-venv.sh

$(STAMP): requirements.txt | .venv/bin/python
	$(PYTHON) -m pip install --quiet -r requirements.txt
	touch $@

$(DEV_STAMP): requirements.txt requirements-dev.txt | .venv/bin/python
	$(PYTHON) -m pip install --quiet -r requirements-dev.txt
	touch $@
