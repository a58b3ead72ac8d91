# make run: start the assistant. make test: run the tests. The rest is for those who change the code.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# some processes: tests/conftest.py says how many, and what stays together in one of them
PYTEST = $(BIN)/pytest -q -n auto --dist loadfile --no-loadscope-reorder
INSTALL = $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes

# Where this is set, each start would compile the sources of all libraries anew: twice the time of a start.
export PYTHONDONTWRITEBYTECODE =

.PHONY: run test test-full check lint format lock bench pictures evaluate clean

run: $(VENV)/.run
	@exec $(BIN)/python manage.py serve

test: $(VENV)/.dev
	$(PYTEST)

# What asks a database or a cache, against real PostgreSQL and Valkey servers, which come as wheels and start on free
# ports; without the browser, which sees the same pages, and what says the same with any of them.
test-full: $(VENV)/.dev
	ATHENA_TEST_FULL=1 $(PYTEST) -m "not browser and not embedded"

check: lint test

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

# The pictures of docs/tour.md, taken anew in Chromium.
pictures: $(VENV)/.dev
	$(BIN)/python -m tests.pictures

# How well questions are understood and answers are verified, beside plain methods; needs the public sets in
# ../shared/data. Most of an hour.
evaluate: $(VENV)/.dev
	$(BIN)/python -m benchmarks understanding
	$(BIN)/python -m benchmarks grounding

# Pins every package with its hashes; the extras build on the same versions.
LOCK = $(BIN)/uv pip compile --quiet pyproject.toml --generate-hashes --python-version 3.11 --no-emit-index-url --no-annotate
lock: $(VENV)/.uv
	$(LOCK) -o requirements.txt
	$(LOCK) --extra dev -c requirements.txt -o deploy/requirements-dev.txt
	$(LOCK) --extra local-model -c requirements.txt -o deploy/requirements-local-model.txt

clean:
	rm -rf $(VENV)

# Where Python comes without its venv module, uv makes the environment.
$(VENV)/.uv: deploy/requirements-uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Athena needs Python 3.11 or newer: make PYTHON=python3.11 run")'
	@test -x $(BIN)/python || echo "Making the environment in $(VENV) (once, some 20 s) ..."
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) 2>/dev/null || ( \
		$(PYTHON) -m pip install --quiet --require-hashes --target $(VENV)-uv -r $< && \
		PYTHONPATH=$(VENV)-uv $(PYTHON) -m uv venv --quiet --clear --seed --python $(PYTHON) $(VENV) && rm -rf $(VENV)-uv )
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# uv brings its own root certificates and does not read pip's settings: behind a company's or a school's proxy the
# machine's own certificates are tried second, and what the first try complains of is not shown.
$(VENV)/.run: requirements.txt $(VENV)/.uv
	@test -e $(VENV)/.dev || $(INSTALL) -r $< 2>/dev/null || $(INSTALL) --system-certs -r $<
	@touch $@

$(VENV)/.dev: deploy/requirements-dev.txt $(VENV)/.uv
	@$(INSTALL) -r $< 2>/dev/null || $(INSTALL) --system-certs -r $<
	@touch $@ $(VENV)/.run
