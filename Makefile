# Every command of the project, one line each: make help
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
.PHONY: help run test lint format train evaluate bench vectors lock clean

help: ## Visar alla kommandon
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | awk 'BEGIN {FS = ":.*?## "} {printf "  make %-10s %s\n", $$1, $$2}'

run: ## Gör i ordning allt som saknas och startar Syvbot
	@scripts/bootstrap.sh app engine
	@.venv/bin/syvbot start

test: ## Kör alla kontroller och tester, med en sammanfattning sist
	@scripts/bootstrap.sh dev engine browser
	@$(PYTHON) scripts/check.py

lint: ## Kontrollerar stil, format, typer och importregler
	@scripts/bootstrap.sh dev
	@$(PYTHON) scripts/check.py lint

format: ## Rättar stil och format
	@scripts/bootstrap.sh dev
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .

train: ## Tränar en modell av träningsdata i data/
	@scripts/bootstrap.sh app engine
	@.venv/bin/syvbot train

evaluate: ## Mäter den senaste modellen och skriver en rapport
	@scripts/bootstrap.sh app engine
	@.venv/bin/syvbot evaluate

bench: ## Mäter fart och minne
	@scripts/bootstrap.sh dev engine
	@$(PYTHON) scripts/bench.py

vectors: ## Gör om data/vectors.npz, som gör den första träningen snabb
	@scripts/bootstrap.sh engine
	@PYTHONPATH=. .venv-engine/bin/python -m bot.nlu.shipped_vectors --nlu data/nlu --cache var/cache/vectors.sqlite

lock: ## Gör om de låsta kraven i requirements/
	@scripts/lock.sh "$$(scripts/bootstrap.sh uv)"

clean: ## Tar bort miljöer, databas och modeller på den här maskinen
	rm -rf .tools .venv .venv-engine var models/*.tar.gz .mypy_cache .ruff_cache .pytest_cache
