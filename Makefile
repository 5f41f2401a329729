# Two commands do all the set-up: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed-for-development
# The CPU build: unpinned, torch brings 3 GB of CUDA. --no-deps keeps its dependencies off that index.
TORCH := --no-deps --retries 1 torch==2.13.0 --extra-index-url https://download.pytorch.org/whl/cpu

.PHONY: demo test check format clean

demo: $(STAMP)
	@mkdir -p build
	@$(BIN)/loom align examples/harbour-library.en-ar.txt -o build/harbour-library.tmx --show

test: $(STAMP)
	@$(BIN)/python -m pytest

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/coverage run -m pytest -q
	$(BIN)/coverage report

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Debian's python3 comes without ensurepip unless python3-venv is there: then pip installs pip.
$(STAMP): pyproject.toml
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { \
	  $(PYTHON) -m venv --clear --without-pip $(VENV) && $(PYTHON) -m pip -q --python $(BIN)/python install pip; }
	$(BIN)/pip install -q $(TORCH)
	$(BIN)/pip install -q -e ".[dev]"
	@touch $@

clean:
	rm -rf build .venv .mypy_cache .pytest_cache .ruff_cache
