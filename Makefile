# Everything a newcomer needs: `make demo` and `make test`. Both set themselves up in .venv.
PYTHON ?= python3
BIN := .venv/bin
CITY := inputs/示例市2022年民生实事台账.xlsx

.PHONY: help demo test lint bench golden templates sample clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

demo: .venv/ready ## run the main job on the sample office and say what it wrote
	@$(BIN)/minsheng check --quiet $(CITY)
	@$(BIN)/minsheng breakdown $(CITY)
	@$(BIN)/minsheng summary $(CITY) --period 2022Q1

test: .venv/ready-dev ## run every test; installs LibreOffice, poppler and fonts where it may
	@tools/install_test_needs.sh || test -z "$$MINSHENG_REQUIRE_OFFICE"
	@$(BIN)/python -m pytest -n auto

lint: .venv/ready-dev ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/mypy

bench: .venv/ready-dev ## measure against the floor and the peers, one table
	@$(BIN)/python -m tests.benchmarks

golden: .venv/ready-dev ## write the golden drawings anew
	@$(BIN)/python -m pytest --update-golden -n auto

templates: .venv/ready-dev ## build the shipped templates anew
	@$(BIN)/python -m tools.build_templates

sample: .venv/ready-dev ## build the sample registers anew from tools/sample
	@$(BIN)/python -m tools.make_sample

clean: ## remove what can be made again
	rm -rf .venv build dist *.egg-info outputs/*.docx outputs/*.xlsx outputs/.minsheng.json tests/actual

.venv/ready: setup.cfg pyproject.toml
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check -e .
	@touch $@

.venv/ready-dev: .venv/ready
	@$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@
