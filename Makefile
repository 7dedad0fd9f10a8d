PYTHON ?= python3
PORT ?= 8000
.DEFAULT_GOAL := help
.PHONY: help demo test format lock upgrade audit stress bench packages install sbom
MAKEFLAGS += --no-print-directory

help:
	@echo "make demo    serve an invented practice on http://127.0.0.1:$(PORT)/"
	@echo "make test    everything that must hold before a change is trusted"
	@echo "make install DOMAIN=… EMAIL=…    a practice's own, on Debian, as root"
	@echo "make format  put code and templates into their one form"
	@echo "make lock    pin what pyproject.toml asks for (with uv)"
	@echo "make upgrade choose the newest version of every package (with uv)"
	@echo "make audit   which packages have a known fault (with uv; asks the Python Package Index)"
	@echo "make sbom    every package that runs, with its licence (CycloneDX), in sbom.json"
	@echo "make stress  100,000 operations on 8 connections"
	@echo "make bench   the measurements, as a table"

demo:
	@$(PYTHON) -m practice.setup.install --port $(PORT)
	@DEMO=1 .venv/bin/python manage.py serve_demo --port $(PORT)

test:
	@$(PYTHON) -m practice.setup.install --tests
	@.venv/bin/python -m tests.everything

format: packages
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .
	@.venv/bin/djade $$(find templates -name '*.html')

stress: packages
	@STRESS_OPERATIONS=100000 .venv/bin/python -m pytest -m stress tests

bench: packages
	@.venv/bin/python -m tests.benchmarks

sbom: packages
	@.venv/bin/python -m practice.setup.sbom > sbom.json

packages:
	@$(PYTHON) -m practice.setup.install --tests

# On Debian, as root. Again, it brings what is there up to date.
install:
	@$(PYTHON) -m practice.setup.server --domain "$(DOMAIN)" --email "$(EMAIL)"

# What runs, and what tests it: the versions and hashes that everybody gets. The first line
# says when all of them were chosen anew, which manage.py doctor reads.
UV = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header pyproject.toml
CHOSEN = $(shell head -n 1 requirements.lock)
lock:
	@$(UV) --output-file requirements.lock
	@$(UV) --group dev --constraint requirements.lock --output-file tests/requirements.lock
	@{ echo "$(CHOSEN)"; cat requirements.lock; } > requirements.new
	@mv requirements.new requirements.lock

upgrade:
	@$(MAKE) lock UV="$(UV) --upgrade" CHOSEN="# Chosen on $$(date +%F)"

# What is installed here. What could not be looked at counts as a fault.
audit: packages
	@uvx pip-audit --strict --progress-spinner off --path \
		"$$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
