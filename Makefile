# Two commands are enough for a start: make run, make test. They need Go, make and git.
# The other targets are for those who change the program; `make help` lists all.

# No C compiler is needed anywhere, so the binary runs on any Linux of its architecture.
export CGO_ENABLED := 0

ADDR    ?= 127.0.0.1:3000
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)

# Of every fuzz target: how long it runs, and how many run at once. `make fuzz FUZZ=insights` runs those with that word in package or name.
FUZZTIME ?= 1m
PARALLEL ?= 1
FUZZ     ?=

# Packages where goroutines meet: those that exist of these are tested with the race detector.
RACE ?= aggregates/safego aggregates/store aggregates/imports aggregates/facts aggregates/rollup handlers

TOOL        := go tool -modfile=.ci/tools/go.mod
# Errors are sentences a person reads, so they end like sentences (ST1005).
STATICCHECK := $(TOOL) staticcheck -checks inherit,ST1016,-ST1005
GO_FILES    := git ls-files -z --cached --others --exclude-standard -- '*.go'
race_dirs    = $(foreach d,$(RACE),$(if $(wildcard $(d)/*.go),./$(d)/...))

.DEFAULT_GOAL := help
.PHONY: help run test check fuzz bench build generate assets bundle fmt browser walks race clean \
	check-generated check-assets check-fmt check-vet check-lint check-rules check-vulns

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## build, then serve a fresh demo at ADDR (default 127.0.0.1:3000); prints URL, e-mail and password
	@./bin/tandem demo --addr $(ADDR)

test: ## all tests; needs no network, browser tests run where Chromium is found
	go test -timeout 10m ./...

check: check-generated check-assets check-fmt check-vet check-lint check-rules check-vulns ## what CI asks besides the tests; fetches its tools at first use
	@echo "check: passed"

fuzz: ## every fuzz target for FUZZTIME (default 1m), PARALLEL (default 1) at once; a finding's bytes stay as a fixture
	@.ci/fuzz '$(FUZZTIME)' '$(PARALLEL)' '$(FUZZ)'

bench: build ## speed and memory beside sqlite3 and against the bars; takes minutes, best on an idle machine
	go run ./cmd/bench -tandem ./bin/tandem

build: ## bin/tandem
	@test -x bin/tandem || echo "The first build compiles SQLite as well and takes a minute or two."
	go build -buildvcs=false -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o bin/tandem ./cmd/tandem

generate: ## Go from the templates in views/
	$(TOOL) templ generate -path views

assets: ## static/dist from static/src; needs npm to fetch ECharts, which esbuild then bundles
	cd static && npm ci --ignore-scripts --no-audit --no-fund
	$(MAKE) --no-print-directory bundle

# The commands stand in static/doc.go. They give the same bytes on every machine: esbuild is pinned as a Go tool.
bundle:
	go generate ./static

fmt: ## format Go and templates
	$(GO_FILES) ':!*_templ.go' | xargs -0 gofmt -w
	$(TOOL) templ fmt views

browser: ## the browser tests alone; a missing Chromium is a failure here
	TANDEM_BROWSER=required TANDEM_WALKS=1 go test -count=1 -timeout 15m -run Browser ./...

walks: ## those of them that look at every page, which takes minutes: contrast, cut text, fingers, keys, paper, scripts off
	TANDEM_BROWSER=required TANDEM_WALKS=1 go test -count=1 -timeout 10m -run 'Browser.*Pages' ./cmd/tandem

race: ## the packages of RACE under the race detector; needs a C compiler
	@command -v $${CC:-gcc} >/dev/null || { echo "race: no C compiler found"; exit 1; }
	CGO_ENABLED=1 go test -race -short -timeout 15m $(race_dirs)

clean: ## remove what was built here
	rm -rf bin

check-generated:
	@.ci/fresh 'generated templates' '*_templ.go' -- $(MAKE) --no-print-directory generate

check-assets:
	@.ci/assets-fresh

check-fmt:
	@echo "check: gofmt"
	@out=$$($(GO_FILES) | xargs -0 gofmt -l) && test -z "$$out" || { echo "not formatted (make fmt):"; echo "$$out"; exit 1; }

check-vet:
	go vet ./...

check-lint:
	$(STATICCHECK) ./...

check-rules:
	go test -count=1 ./aggregates

check-vulns:
	@.ci/vulns $(TOOL) govulncheck
