# `make help` lists the targets.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help python run setup setup-dev test check prove lint audit bench shell dump restore requirements

VENV_PYTHON := .venv/bin/python

# The first Python on the path that is new enough. A shim of pyenv can be on the path and still not run.
ifndef PYTHON
PYTHON := $(shell for p in python3.11 python3 python3.12 python3.13 python3.14 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$p" && break; done)
endif

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 22

run: setup ## run factcheck until Ctrl-C (PORT=8000, HOST=127.0.0.1, SAMPLE=0, DATABASE_URL=, FACTCHECK_DATA_DIR=)
	@exec $(VENV_PYTHON) -m factcheck.run

setup: python ## create .venv and install the pinned requirements
	@exec $(PYTHON) -m factcheck.install

setup-dev: python ## like setup, and install what tests and linters need
	@exec $(PYTHON) -m factcheck.install --dev

python:
	@test -n "$(PYTHON)" || { echo "factcheck: no Python 3.11 or later on the path:" \
	"install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }

test: setup-dev ## run the tests (ARGS= goes to pytest, WORKERS=1 runs one process, DATABASE_URL= names a server)
	@exec $(VENV_PYTHON) -m tests.run $(ARGS)

check: setup-dev ## lint, and test what your changes can have broken, in under a minute (SINCE=main)
	@exec $(VENV_PYTHON) -m tests.check

prove: setup-dev ## run the long form of the proofs, in minutes, and print their figures (tests/**/prove_*.py)
	@exec $(VENV_PYTHON) -m tests.run -rP -o python_files='prove_*.py' $(ARGS)

lint: setup-dev ## ruff, mypy, bandit, import contracts, missing migrations, OpenAPI
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy .
	.venv/bin/lint-imports
	.venv/bin/bandit --quiet -ll -ii --recursive claims factcheck manage.py
	$(VENV_PYTHON) -W ignore manage.py makemigrations --check --dry-run
	$(VENV_PYTHON) manage.py spectacular --validate --fail-on-warn --file /dev/null

audit: setup-dev ## check the pinned requirements for known vulnerabilities
	.venv/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements.txt
	.venv/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements-dev.txt

bench: setup-dev ## measure speed relative to the machine (tests/benchmarks/bench_*.py)
	@if [ -d tests/benchmarks ]; then exec $(VENV_PYTHON) -m factcheck.with_database --throwaway -- \
	$(VENV_PYTHON) -m pytest -s -o python_files='bench_*.py' tests/benchmarks $(ARGS); \
	else echo 'There are no benchmarks yet.'; fi

shell: setup ## open a Python shell with the models imported
	@exec $(VENV_PYTHON) -m factcheck.with_database -- $(VENV_PYTHON) manage.py shell

dump: setup ## write the whole database to FILE=
	@exec $(VENV_PYTHON) -m factcheck.dump $(if $(FILE),"$(FILE)")

restore: setup ## restore FILE= into an empty database; FORCE=1 replaces an existing one
	@exec $(VENV_PYTHON) -m factcheck.restore $(if $(FORCE),--force) $(if $(FILE),"$(FILE)")

requirements: setup-dev ## pin the newest versions that requirements*.in allow, with hashes
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade requirements.in -o requirements.txt
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade requirements-dev.in -o requirements-dev.txt
