# The daily verbs. Each does its own set-up once and is quick the second time; `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help run test check drill papers shots lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## the portal on this machine, up to "Ready:"; PORT=8001 for another port, DEMO=0 at the first start for facts only
	@exec .ci/start

test: ## all tests, on SQLite and on a PostgreSQL and Redis of their own; ARGS='-k minutes' goes to pytest
	@exec .ci/test $(ARGS)

check: ## lint, format, types, import contracts, migrations, deployment, generated documents, catalogue, secrets
	@exec .ci/check

drill: ## races and faults in their long form, up to an hour; ARGS='-k minutes' goes to pytest
	@exec .ci/drill $(ARGS)

papers: ## every paper in the official forms as PDF, Word file and pictures in var/papers; LibreOffice opens each Word file
	@exec .ci/papers

shots: ## the pictures of README.md, taken by the test of the public page
	@mkdir -p docs/evidence
	@SHOTS=$(CURDIR)/docs/evidence exec .ci/test tests/journeys/test_public_page.py

lock: ## compile requirements.txt and requirements-dev.txt anew (needs uv and the network); ARGS='--upgrade'
	@exec python3 .ci/lock.py $(ARGS)
