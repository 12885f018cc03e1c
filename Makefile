# The menu. Each line works on a bare machine with Python 3.11+, make and pip.
PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin/

.PHONY: demo test check stress fuzz lock clean

$(VENV)/ready: requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "crosscase needs Python 3.11 or later; $$($(PYTHON) --version) was found. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "This Python cannot make virtual environments. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(RUN)pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(RUN)pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

demo: $(VENV)/ready          ## the example study, from its folder to its report
	@rm -rf demo && mkdir demo
	@$(RUN)crosscase load examples/sim -o demo/sim.crosscase --as lin --quiet
	@$(RUN)crosscase decide demo/sim.crosscase --from examples/sim/decisions.csv --as lin
	@$(RUN)crosscase compare demo/sim.crosscase
	@$(RUN)crosscase compare demo/sim.crosscase --by group
	@$(RUN)crosscase count demo/sim.crosscase --constructs
	@$(RUN)crosscase propose demo/sim.crosscase
	@$(RUN)crosscase check demo/sim.crosscase --severity flaw || [ $$? -eq 3 ]  # 3: it found flaws, as it should here
	@$(RUN)crosscase model demo/sim.crosscase -o demo/model.svg
	@$(RUN)crosscase model demo/sim.crosscase -o demo/model.png
	@$(RUN)crosscase report demo/sim.crosscase -o demo/sim-report.html
	@echo "Look at demo/sim-report.html (click a number: its quotes open) and demo/model.svg."
	@echo "The study is demo/sim.crosscase. The words behind a number: $(RUN)crosscase quotes demo/sim.crosscase 'Innovation capability'"
	@if [ -t 1 ] && [ -z "$$CI" ]; then $(RUN)crosscase open demo/sim.crosscase --as lin; \
	  else echo "In the browser: $(RUN)crosscase open demo/sim.crosscase"; fi

test: $(VENV)/ready          ## run the tests
	$(RUN)pytest -q -n 2

check: $(VENV)/ready         ## lint, types, import contracts
	$(RUN)ruff format --check .
	$(RUN)ruff check .
	$(RUN)mypy
	$(RUN)lint-imports

stress: $(VENV)/ready        ## the long counts
	CROSSCASE_STRESS=1 $(RUN)pytest -q -rP -m stress
	CROSSCASE_STRESS=1 $(RUN)pytest -q tests/formats/test_any_bytes.py

fuzz: $(VENV)/ready          ## bytes led by coverage against every reader, SECONDS each
	$(PYTHON) -m venv $(VENV)-fuzz
	$(VENV)-fuzz/bin/pip install --quiet --disable-pip-version-check atheris==3.0.0
	PYTHONPATH=src:$$($(RUN)python -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])') \
	  $(VENV)-fuzz/bin/python bench/fuzz.py --seconds $${SECONDS:-60} 2>/dev/null

lock:                        ## refresh the lock (needs uv)
	$(RUN)pip install --quiet uv && $(RUN)uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --group dev --extra team --extra llm --extra tables pyproject.toml -o requirements/dev.lock

clean:
	rm -rf $(VENV) $(VENV)-fuzz demo fuzz build dist
