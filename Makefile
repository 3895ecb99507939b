# Two commands on a fresh machine: `make demo` and `make test`. Python 3.11 or newer, make, a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TMPIPE := $(BIN)/tmpipe

.PHONY: demo test search lint types check clean

demo: $(VENV)/.installed
	$(TMPIPE) build
	$(TMPIPE) --quiet publish --drafts
	@echo "Open public/index.html or build/fr/detained-protesters.html; or edit locales/fr/LC_MESSAGES/detained-protesters.po and run make demo again."

test: $(VENV)/.tested
	@command -v msgfmt >/dev/null || echo "note: gettext's tools are missing, tests that need them are skipped; apt-get install gettext"
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || echo "note: PostgreSQL is missing, tests that need it are skipped; apt-get install postgresql"
	@command -v soffice >/dev/null || echo "note: LibreOffice is missing, tests that open documents in it are skipped; apt-get install libreoffice-writer-nogui"
	@command -v pdftotext >/dev/null || echo "note: pdftotext is missing, tests that need it are skipped; apt-get install poppler-utils"
	@command -v ssh-keygen >/dev/null || echo "note: ssh-keygen is missing, tests of signatures are skipped; apt-get install openssh-client"
	@$(BIN)/python -c "import playwright" 2>/dev/null && { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null || echo "note: Playwright or Chromium is missing, tests of the site in a browser are skipped; $(BIN)/pip install -e '.[browser]' and apt-get install chromium fonts-noto-core"
	$(BIN)/python -m pytest -n auto

# Other examples for the laws each time; what it finds becomes an @example, and is mended.
search: $(VENV)/.tested
	$(BIN)/python -m pytest -n auto -m hypothesis --hypothesis-profile search

lint: $(VENV)/.developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.developed
	$(BIN)/mypy

check: $(VENV)/.installed
	$(TMPIPE) check
	$(TMPIPE) check src/tmpipe/interface

clean:
	rm -rf build public .tmpipe

$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "tmpipe needs Python 3.11 or newer: make PYTHON=python3.12 demo"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "python3 -m venv failed: apt-get install python3-venv, or make PYTHON=..."; exit 2; }
	@echo "installing tmpipe and what it needs into $(VENV) (some 400 MB)"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[pdf]'
	touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	touch $@

$(VENV)/.developed: $(VENV)/.tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@
