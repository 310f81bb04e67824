# Strikebot: `make` lists what there is. Every target sets up what it needs, once; nothing here needs a shell profile.
# Variables go through to the bot from the environment or the command line: `make demo AS_OF=2023-08-04 PORT=8080`.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# The project itself, as an editable install; the build backend warns at length about nothing that matters here.
INSTALL_SELF = PYTHONWARNINGS=ignore $(PIP) install --no-deps --no-build-isolation --no-index --editable .
# The folder of another knowledge base: make demo BASE=examples/uaw-2023
BASE ?=
FOLDER_OF_BASE = $(if $(BASE),--knowledge "$(BASE)")
# Extra arguments for the command behind a target: make test ARGS="-k strike_day"
ARGS ?=

# A stamp says that the environment holds what the files in requirements/ ask for; it is remade only when one of them changes.
RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev
BENCH_STAMP := $(VENV)/.installed-bench
DEPLOY_STAMP := $(VENV)/.installed-deploy
FUZZ_STAMP := $(VENV)/.installed-fuzz
MANIFESTS := $(filter-out %/kustomization.yaml,$(wildcard deploy/kubernetes/base/*.yaml))
# The Kubernetes whose schemas the manifests are held against.
KUBERNETES := 1.34
VERSION = $(shell sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
SOURCES := $(wildcard bot tests benchmarks docs/*.py deploy/*.py)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help init chat demo site test test-fast check deploy-check fmt lint format bench fuzz backup restore image sbom audit screenshots lock upgrade clean

help: ## Show this list
	@echo "Usage: make TARGET [NAME=value ...]"
	@echo
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '  %-12s %s\n' "$$name" "$$text"; done

init: $(RUN_STAMP) ## Begin a knowledge base for a strike of your own (BASE=my-strike)
	@$(BIN)/strikebot init "$(or $(BASE),$(error make init BASE=my-strike))" $(ARGS)

chat: $(RUN_STAMP) ## Ask questions in the terminal (BASE, AS_OF)
	@$(BIN)/strikebot chat $(FOLDER_OF_BASE) $(ARGS)

demo: $(DEV_STAMP) ## Try the bot in the browser, without a Discord account (BASE, PORT, AS_OF)
	@$(BIN)/strikebot demo $(FOLDER_OF_BASE) $(ARGS)

# Where the page of `make site` is shown, and the folder that it is written to.
site: PORT ?= 8780
site: $(RUN_STAMP) ## Write the knowledge base as a website, and show it (BASE, PORT, AS_OF, FOLDER)
	@$(BIN)/strikebot site "$(or $(FOLDER),build/site)" $(FOLDER_OF_BASE) $(ARGS)
	@echo "Open http://127.0.0.1:$(PORT)/ (Ctrl-C ends it)."
	@$(BIN)/python -m http.server $(PORT) --bind 127.0.0.1 --directory "$(or $(FOLDER),build/site)"

# The tests of a file stay together: what a module builds for all of its tests is built once. The files keep their order, in
# which the longest come early, so that no process waits for the last one at the end. More processes than eight
# would need more memory than most machines have, since each holds bases of its own.
TOGETHER := --maxprocesses 8 --dist loadfile --no-loadscope-reorder

# One after the other unless asked: the tests that wait for processes and browsers need a machine that is not busy.
test: $(DEV_STAMP) ## Run every test, with branch coverage (WORKERS=auto: on every core; ARGS="..." goes to pytest)
	@$(BIN)/python -m pytest --cov=bot $(if $(WORKERS),-n $(WORKERS) $(TOGETHER)) $(ARGS)

# What reads, finds and answers, without Discord, databases, browsers and processes: quick enough to be run at each save.
QUICK := tests/dates tests/matching tests/terminal $(wildcard tests/test_*.py) \
	tests/answering/test_answers.py tests/answering/test_engine.py

test-fast: $(DEV_STAMP) ## Run the tests that take seconds, without coverage: at each save
	@$(BIN)/python -m pytest --no-cov -n auto $(TOGETHER) $(QUICK) $(ARGS)

check: $(RUN_STAMP) ## Check the knowledge base: every problem at once, and its own questions (BASE)
	@$(BIN)/strikebot check $(FOLDER_OF_BASE) $(ARGS)
	@$(BIN)/strikebot fmt --check $(FOLDER_OF_BASE)

fmt: $(RUN_STAMP) ## Put the knowledge files into their canonical form (BASE)
	@$(BIN)/strikebot fmt $(FOLDER_OF_BASE) $(ARGS)

lint: $(DEV_STAMP) ## Check the code, the Dockerfile and the manifests: format, lint, types, contracts
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/mypy $(SOURCES)
	@$(BIN)/lint-imports
	@$(BIN)/hadolint Dockerfile
	@$(BIN)/kubernetes-validate --strict --quiet -k $(KUBERNETES) $(MANIFESTS)

format: $(DEV_STAMP) ## Format the code and fix what can be fixed
	@$(BIN)/ruff format $(SOURCES)
	@$(BIN)/ruff check --fix $(SOURCES)

bench: $(BENCH_STAMP) ## Measure speed beside peers (ARGS="--clinc FILE" adds the CLINC150 figures)
	@$(BIN)/python -m benchmarks $(ARGS)

fuzz: $(FUZZ_STAMP) ## Feed the bot input that follows the coverage (SECONDS for each target; Linux)
	@$(BIN)/python -m tests.fuzz $(or $(SECONDS),60) $(ARGS)

backup: $(RUN_STAMP) ## Save the knowledge and the records (FILE=backup.zip)
	@$(BIN)/strikebot backup $(or $(FILE),$(error make backup FILE=backup.zip)) $(ARGS)

restore: $(RUN_STAMP) ## Bring back what a backup holds (FILE=backup.zip, ARGS=--force)
	@$(BIN)/strikebot restore $(or $(FILE),$(error make restore FILE=backup.zip)) $(ARGS)

# Of Podman's two formats of an image, Docker's is the one that holds a health check.
image: ## Build the image with Podman or Docker (TAG=strikebot:VERSION)
	@engine=$$(command -v podman || command -v docker) || { \
		echo "Neither Podman nor Docker is here, and one of them has to build the image." >&2; exit 1; }; \
	case "$$engine" in *podman) format="--format=docker" ;; esac; \
	"$$engine" build $$format --build-arg REVISION="$$(git rev-parse HEAD 2>/dev/null || echo unknown)" \
		--tag "$(or $(TAG),strikebot:$(VERSION))" $(ARGS) .

deploy-check: $(DEPLOY_STAMP) ## Check compose.yaml and the overlays with the programs that will read them (130 MB)
	@$(BIN)/python -m pytest --no-cov tests/deploy/test_compose.py tests/deploy/test_kubernetes.py $(ARGS)

sbom: $(DEV_STAMP) ## List every part of the image that is not ours, as CycloneDX (sbom.json)
	@PYTHONWARNINGS=ignore $(BIN)/cyclonedx-py requirements requirements/base.txt --pyproject pyproject.toml \
		--output-reproducible --output-file $(or $(FILE),sbom.json)

audit: $(DEV_STAMP) ## Look for known weaknesses of the dependencies (needs the network)
	@$(BIN)/python -m deploy.audit requirements/terminal.txt deploy/audit-exceptions.toml

screenshots: $(DEV_STAMP) ## Remake the pictures in the README (needs Chromium)
	@$(BIN)/python docs/screenshots.py $(ARGS)

# uv resolves for every platform and Python version at once: one file serves the laptop, CI and the image.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-strip-extras --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(LOCK_ARGS)

lock: $(DEV_STAMP) ## Remake the files in requirements/ after a change in pyproject.toml
	@$(COMPILE) pyproject.toml -o requirements/base.txt > /dev/null
	@$(COMPILE) pyproject.toml --extra terminal -c requirements/base.txt -o requirements/terminal.txt > /dev/null
	@$(COMPILE) pyproject.toml --extra terminal --extra demo --group dev -c requirements/base.txt -o requirements/dev.txt > /dev/null
	@$(COMPILE) pyproject.toml --extra terminal --group bench -c requirements/dev.txt -o requirements/bench.txt > /dev/null
	@$(COMPILE) --group deploy -o requirements/deploy.txt > /dev/null
	@$(COMPILE) --group fuzz -o requirements/fuzz.txt > /dev/null
	@$(COMPILE) --group build -o requirements/build.txt > /dev/null

upgrade: LOCK_ARGS = --upgrade
upgrade: lock ## Remake the files in requirements/ with the newest versions that pyproject.toml allows

clean: ## Remove the environment, caches and build results
	rm -rf $(VENV) build dist *.egg-info .coverage .coverage.* htmlcov .pytest_cache .mypy_cache .ruff_cache \
		.import_linter_cache .hypothesis
	find bot tests benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
		echo "Strikebot needs Python 3.11 or newer, and there is no '$(PYTHON)' here." >&2; \
		echo "Install Python, or name the one to use: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Strikebot needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1)." >&2; \
		echo "Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "This Python cannot make virtual environments: its venv module is missing." >&2; \
		echo "On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)

$(RUN_STAMP): requirements/terminal.txt requirements/build.txt pyproject.toml | $(BIN)/python
	@echo "Setting up Strikebot in $(VENV) (once, about a minute) ..." >&2
	@$(PIP) install --require-hashes -r requirements/terminal.txt -r requirements/build.txt
	@$(INSTALL_SELF)
	@touch $@

$(DEV_STAMP): requirements/dev.txt requirements/build.txt pyproject.toml | $(BIN)/python
	@echo "Setting up Strikebot with its development tools in $(VENV) (once, about a minute) ..." >&2
	@$(PIP) install --require-hashes -r requirements/dev.txt -r requirements/build.txt
	@$(INSTALL_SELF)
	@touch $(RUN_STAMP) $@

$(DEPLOY_STAMP): requirements/deploy.txt $(DEV_STAMP)
	@$(PIP) install --require-hashes -r requirements/deploy.txt
	@touch $@

$(BENCH_STAMP): requirements/bench.txt requirements/build.txt pyproject.toml | $(BIN)/python
	@echo "Setting up the benchmark and its peers in $(VENV) (once, about a minute) ..." >&2
	@$(PIP) install --require-hashes -r requirements/bench.txt -r requirements/build.txt
	@$(INSTALL_SELF)
	@touch $(RUN_STAMP) $@

$(FUZZ_STAMP): requirements/fuzz.txt $(DEV_STAMP)
	@$(PIP) install --require-hashes -r requirements/fuzz.txt
	@touch $@
