BIN := .venv/bin
READY := .venv/ready

.DEFAULT_GOAL := help
.PHONY: help setup run test check fix data bench mutants lock

help: # list these tasks
	@sed -n 's/^\([a-z]*\):.*# \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-12s %s\n", $$1, $$2}'

setup: $(READY) # make .venv and install what requirements.lock pins

run: $(READY) # serve the bundled dataset on http://127.0.0.1:8050; HOST and PORT change that
	@exec $(BIN)/python app.py

test: check # every check and test; installs a Chromium where there is none
	@browser=$$(.ci/browser) && CHROMIUM=$$browser $(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: $(READY) # style, types, who imports whom, and the dataset: all but the tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m loaders check

fix: $(READY) # correct style where a program can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

data: $(READY) # build data/ from the published files in a folder: make data SOURCES=DIR
	@test -n "$(SOURCES)" || { echo "error: say where the published files are: make data SOURCES=DIR" >&2; exit 1; }
	$(BIN)/python -m loaders build --sources "$(SOURCES)"

bench: $(READY) # time start-up, dataset, pages and bytes against floors of the same run
	@for script in startup dataset page transfer first_paint pictures; do $(BIN)/python -m bench.$$script || exit 1; done

mutants: $(READY) # put each fault of tests/mutations.toml into a copy and say which no test finds; half an hour
	@$(BIN)/python tests/mutants.py

lock: # write requirements.lock anew from the ranges in pyproject.toml
	@.ci/lock

$(READY): requirements.lock .ci/venv
	@.ci/venv
	@touch $@
