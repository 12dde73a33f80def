# Everything is set up by the target that needs it. `make help` lists the targets.
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TRAINS := $(VENV)/.trains
# Not in the lock: which build of it fits (CPU, CUDA) depends on the machine.
TORCH ?= torch==2.13.0
# The first Python on the machine that the project supports.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export DVC_NO_ANALYTICS := 1
export PATH := $(CURDIR)/$(BIN):$(PATH)

.DEFAULT_GOAL := help
.PHONY: help run training model test check lint lock labels calibrate plots schema reproduce bench clean

help:  ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): pyproject.toml requirements/dev.txt .dvc/plots_page.py
	@test -n "$(PYTHON)" || { echo "zhengce needs Python 3.11, 3.12 or 3.13: none was found"; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version) (a few minutes the first time)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@$(BIN)/python .dvc/plots_page.py .dvc/tmp/plots.html
	@touch $@

$(TRAINS): $(READY) requirements/train.txt
	@echo "Setting up training: $(TORCH)"
	@$(BIN)/python -m pip install -q $(TORCH)
	@$(BIN)/python -m pip install -q --require-hashes --no-deps -r requirements/train.txt
	@touch $@

run: $(READY)  ## Extract the shipped corpus, evaluate it and show the result
	@$(BIN)/dvc repro --quiet evaluate
	@$(BIN)/zhengce summary out/extracted/both
	@$(BIN)/zhengce evaluate --gold annotations/gold --docs corpora/samples $(addprefix --predicted ,$(wildcard out/extracted/*/))

test: $(READY)  ## Run the tests
	@$(BIN)/pytest

training: $(TRAINS)  ## Set up training, whose tests are skipped without it

model: $(TRAINS)  ## Label raw text, fine-tune and export the model (corpora/raw is needed)
	@$(BIN)/dvc repro --quiet export

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

reproduce: $(READY)
	@$(BIN)/dvc repro --force --quiet evaluate
	@git diff --exit-code --stat -- dvc.lock metrics || \
		{ echo "dvc repro wrote other bytes than those committed"; exit 1; }

check: lint reproduce test  ## Lint, type check, import contracts, reproducibility, tests

labels: $(READY)  ## Check the labels and write them as they are kept
	@$(BIN)/zhengce labels annotations/gold --docs corpora/samples --tidy
	@$(BIN)/zhengce labels annotations/second --docs corpora/samples --tidy

calibrate: $(READY)  ## Measure the confidences anew, on published documents (corpora/raw/published is needed)
	@$(BIN)/zhengce calibrate --gold annotations/external --docs corpora/raw/published \
		--split train --split dev --split policy -o pipeline/rules/lexicons/confidences.tsv

plots: $(READY)  ## Show the scores as a picture, without a network
	@$(BIN)/dvc plots show -o out/plots

schema: $(READY)  ## Write schemas/ anew after a change of the document model
	@$(BIN)/zhengce schema > schemas/document-1.0.json

bench: $(READY)  ## Measure the speed of each stage
	@$(BIN)/python benchmarks/extract.py

LOCK := $(BIN)/uv pip compile -q pyproject.toml --universal --generate-hashes --no-annotate \
	--custom-compile-command "make lock" --upgrade

lock: $(READY)  ## Write requirements/*.txt anew from pyproject.toml
	@$(LOCK) -o requirements/base.txt
	@$(LOCK) --extra dev --extra agreement --extra spacy -c requirements/base.txt -o requirements/dev.txt
	@echo torch | $(LOCK) --extra train --excludes - -c requirements/dev.txt -o requirements/train.txt

clean:  ## Remove what was built, the environment included
	@rm -rf $(VENV) out .dvc/tmp .dvc/cache .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
