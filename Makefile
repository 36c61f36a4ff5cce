# Two commands:  make run  (bot and chat page)   make test  (everything CI checks)

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
RASA := .venv-rasa
UV_VERSION := 0.13.9
UV := $(VENV)/bin/uv
# uv does not read pip's own settings; hand on those that say where packages come from.
export UV_FIND_LINKS ?= $(PIP_FIND_LINKS)
ifneq ($(PIP_INDEX_URL),)
export UV_DEFAULT_INDEX ?= $(PIP_INDEX_URL)
endif
export RASA_TELEMETRY_ENABLED := false

.PHONY: help run setup setup-dev test check format lock clean

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: setup  ## Set up what is missing and start the bot (DATA=folder for other films)
	@exec $(VENV)/bin/movies run $(if $(DATA),--data "$(DATA)") $(if $(HOME_FOLDER),--home "$(HOME_FOLDER)")

setup: $(VENV)/.runtime $(RASA)/.ready  ## Make both Python environments

setup-dev: setup $(VENV)/.dev  ## The same, with the tools for tests and checks

test: setup-dev check  ## Lint, types, import rule, then all tests
	@scripts/chromium
	@$(VENV)/bin/python -m pytest $(ARGS)

check: $(VENV)/.dev  ## Lint, types and the import rule
	@echo "• Lint, types, import rule…"
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check --quiet .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-logo

format: $(VENV)/.dev  ## Format the code
	@$(VENV)/bin/ruff check --fix --quiet . ; $(VENV)/bin/ruff format .

lock: $(UV)  ## Renew the pinned requirements from the two project files
	@$(UV) pip compile -q pyproject.toml --python-version 3.11 --no-header --no-annotate --upgrade \
	  | sed 's/+cpu$$//' | grep -v '^nvidia-\|^triton' > requirements.txt
	@$(UV) pip compile -q pyproject.toml --extra dev --python-version 3.11 --no-header --no-annotate --upgrade \
	  | sed 's/+cpu$$//' | grep -v '^nvidia-\|^triton' > requirements-dev.txt
	@cd nlu && ../$(UV) pip compile -q pyproject.toml --python-version 3.11 --no-header --no-annotate -o requirements.txt

clean:  ## Remove both environments and all that was built (people's data in var/ too)
	rm -rf $(VENV) $(RASA) var .mypy_cache .ruff_cache .pytest_cache

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 is needed, and $(PYTHON) is not it. Install it, or: make PYTHON=/path/to/python3.11 ..."; exit 2; }
	@echo "• Python environment in $(VENV)…"
	@$(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/python -m pip install -q "uv==$(UV_VERSION)"

$(VENV)/.runtime: requirements.txt pyproject.toml | $(UV)
	@echo "• Installing the service (torch, FAISS, FastAPI…), a few minutes the first time…"
	@$(UV) pip install --python $(VENV)/bin/python -r requirements.txt
	@$(UV) pip install -q --python $(VENV)/bin/python --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@echo "• Installing the tools for tests and checks…"
	@$(UV) pip install --python $(VENV)/bin/python -r requirements-dev.txt
	@touch $@

$(RASA)/.ready: nlu/requirements.txt | $(UV)
	@echo "• Installing Rasa in $(RASA), a few minutes the first time…"
	@$(UV) venv -q --clear --python $(VENV)/bin/python $(RASA)
	@$(UV) pip sync --python $(RASA)/bin/python nlu/requirements.txt
	@touch $@
