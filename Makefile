# make setup | run | test | test-long | screens | bench | build
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run lint test test-long screens bench build clean lock

BIN := .venv/bin
PY := $(BIN)/python
STAMP := .venv/.ready
PYTEST := $(PY) -m pytest -q -p no:cacheprovider

# Compiled modules make every start and every test faster.
unexport PYTHONDONTWRITEBYTECODE

help:
	@echo "make setup      virtual environment, locked packages, system libraries"
	@echo "make run        the app with the sample workshop, in a library of its own"
	@echo "make test       style, types, unit tests, journeys in real windows (5 minutes at most)"
	@echo "make test-long  kill and property tests in their long form"
	@echo "make screens    every place and scene as a picture, in build/screens"
	@echo "make bench      measurements, printed"
	@echo "make build      a bundle for this system in dist, and its self-test"

setup: $(STAMP)

$(STAMP): requirements.lock requirements-dev.lock pyproject.toml Makefile .ci/setup
	@.ci/setup
	@touch $@

run: $(STAMP)
	@if [ "$$(uname -s)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "There is no display here. Doing the main job without one, into build/."; \
		QT_QPA_PLATFORM=offscreen $(PY) -m tests.screens --headless-demo; \
	else \
		$(BIN)/okr-facilitator --sample; \
	fi

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright

# Unit tests without a screen on two cores, then the journeys two at a time: each of them
# owns a display, a window manager and the keyboard.
test: lint
	QT_QPA_PLATFORM=offscreen $(PYTEST) -n 2 --dist loadfile -m "not journey and not long and not bench"
	$(PYTEST) -n 2 --dist loadfile -m journey

test-long: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(PYTEST) -m long --timeout 1200 $(FLAGS)

bench: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(PYTEST) -m bench -s --benchmark-enable

screens: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.screens

build: $(STAMP)
	$(PY) -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller build.spec
	QT_QPA_PLATFORM=offscreen dist/okr-facilitator/okr-facilitator --self-test

# Names, versions and hashes; no addresses.
COMPILE := uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-annotate

lock:
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf build dist
