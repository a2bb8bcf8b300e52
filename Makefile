# A script runner: every target says in its recipe what it does. `make help` lists them.
PROFILE ?= release-fast
FEATURES ?=
CASE ?=
ORACLE ?=
N ?= 100
CARGO_TARGET_DIR ?= target
export CARGO_TARGET_DIR

# One selection of packages and features for everything that is compiled, so that nothing heavy is compiled twice.
CARGO_SELECTION = --profile $(PROFILE) --workspace --features hotframe-ruby/panic-injection
TSC = tests/node_modules/.bin/tsc --noEmit
NODE_TEST = node --test --test-reporter=spec

.PHONY: lib install test-c fuzz help setup packages build preview-server demo test test-rust test-client test-oracles test-bundle test-ruby test-rails test-modern bench-rails test-apps test-browser browser lint bench bench-edge clean
.DEFAULT_GOAL := help

help:
	@echo "make setup    install what is missing, build the gem's native part"
	@echo "make demo     the Rails demo on http://localhost:3000 (PORT=)"
	@echo "make test     all tests; alone: test-rust test-client test-puck test-oracles test-bundle test-ruby test-rails test-apps test-browser test-server"
	@echo "make browser  CASE='part of a name': some of the browser tests (ORACLE=vite: those that Vite runs too, against Vite)"
	@echo "make load     sessions, tabs and edits on one preview server, beside Vite dev servers"
	@echo "make fuzz     hostile input for the compiler, the wire, sessions and the C ABI (TARGET=, SECONDS_EACH=600)"
	@echo "make lint     formatting, clippy, rubocop, types, shell syntax"
	@echo "make test-modern  gem and engine on Ruby 3.3 and Rails 7.2 (Debian trixie in a root of its own)"
	@echo "make bench-rails  the cable: latency, capacity, cost"
	@echo "make bench    release build, figures per stage and in the browser (N=100 edits)"
	@echo "make install  PREFIX=/usr/local: the C library, hotframe.h and hotframe.pc (make test-c: its tests)"
	@echo "make bench-edge production bundles beside Vite, esbuild and rolldown (APP=dashboard)"
	@echo "make clean    remove what was built"

setup: packages build

packages:
	@script/setup.sh

build: packages
	cd ruby && rake --silent compile PROFILE=$(PROFILE) FEATURES=$(FEATURES)

demo: build
	exec examples/rails_app/bin/demo

# The library that tests load can be asked to panic.
test test-ruby test-rails test-browser browser: FEATURES = panic-injection
test: test-rust test-client test-puck test-oracles test-bundle test-ruby test-rails test-apps test-browser test-server

test-rust: packages
	cargo test $(CARGO_SELECTION)

# The C ABI alone; it is part of test-rust.
test-c: packages
	cargo test $(CARGO_SELECTION) --test capi

test-client: packages
	$(TSC) -p src/client
	$(TSC) -p tests/client/types
	$(NODE_TEST) tests/client/

# HOTFRAME_PUCK_RUNS and HOTFRAME_PUCK_SEED choose the random documents.
test-puck: packages
	cargo build $(CARGO_SELECTION) --example puck
	NODE_ENV=production $(NODE_TEST) tests/puck/
	NODE_ENV=production HOTFRAME_PUCK_REACT=18 HOTFRAME_PUCK_RUNS=1000 $(NODE_TEST) tests/puck/render.test.mjs tests/puck/demo.test.mjs

test-oracles: packages
	cargo build $(CARGO_SELECTION) --example open_apps
	PROFILE=$(PROFILE) $(NODE_TEST) --test-force-exit tests/oracles/

test-bundle: packages preview-server
	PROFILE=$(PROFILE) node --test --test-force-exit --test-reporter=spec tests/bundle/

test-ruby: build
	cd ruby && rake rbs test

test-rails: build
	cd ruby && rake test:rails test:live
	cd examples/rails_app && ruby -Itest -e 'Dir["test/**/*_test.rb"].each { require File.expand_path(_1) }'

# Ruby 3.3 and Rails 7.2 in a Debian trixie root below target/: needs root, 15 minutes the first time, no part of `make test`.
test-modern: packages
	PROFILE=$(PROFILE) script/test_modern.sh

test-browser browser: build preview-server
	PROFILE=$(PROFILE) ORACLE=$(ORACLE) $(NODE_TEST) --test-concurrency=1 $(if $(CASE),--test-name-pattern='$(CASE)') $(if $(ORACLE),tests/browser/cases.test.mjs,tests/browser/*.test.mjs)

# The apps of examples/apps by us and by the Vite that each installs, in Chromium.
test-apps: preview-server
	PROFILE=$(PROFILE) $(NODE_TEST) tests/apps/

preview-server: packages
	cargo build --quiet $(CARGO_SELECTION) --bin hotframe-preview

# The preview server with its TypeScript client, and in Chromium.
test-server: preview-server
	$(TSC) -p examples/preview_server/client
	PROFILE=$(PROFILE) $(NODE_TEST) tests/server/*.test.mjs

# 1,000 sessions, 2,000 tabs, 50 edits a second, on loopback; then as many Vite dev servers as fit.
load: PROFILE = release
load: preview-server
	PROFILE=$(PROFILE) node benches/load/run.mjs
	node benches/load/vite.mjs

# SECONDS_EACH=600 for each of TARGET='transform css message session restore capi'. A workspace of its own, compiled with coverage: no part of CI.
fuzz:
	script/fuzz.sh $(TARGET)

lint: packages
	cargo fmt --all --check
	cargo clippy $(CARGO_SELECTION) --all-targets -- -D warnings
	rubocop --format quiet
	for project in src/client tests/client/types examples/rails_app/editor examples/rails_app/visual; do $(TSC) -p $$project || exit 1; done
	for file in tests/browser/*.mjs tests/browser/*/*.mjs tests/browser/*/*/*.mjs tests/oracles/*.mjs tests/oracles/*/*.mjs tests/apps/*.mjs tests/apps/*/*.mjs tests/bundle/*.mjs tests/bundle/*/*.mjs tests/server/*.mjs examples/node/*.mjs fuzz/*.mjs tests/puck/*.mjs src/puck/*.mjs src/builder/worker/*.js ruby/lib/hotframe/rails/edge/*.js examples/edge_mock/edge_mock/*.js benches/*/*.mjs; do node --check $$file || exit 1; done
	for file in .ci/run script/*.sh; do bash -n $$file || exit 1; done

bench: PROFILE = release
bench: build preview-server
	cargo bench $(CARGO_SELECTION) --benches
	cargo build $(CARGO_SELECTION) --example cold_open --example transform_files --example app_figures
	for app in counter shop; do $(CARGO_TARGET_DIR)/release/examples/cold_open $$app || exit 1; done
	script/setup_npm.sh examples/apps/dashboard
	$(CARGO_TARGET_DIR)/release/examples/app_figures examples/apps/dashboard
	cargo test $(CARGO_SELECTION) --lib tailwind_figures -- --ignored --nocapture
	PROFILE=$(PROFILE) node benches/browser/cold_open.mjs dashboard
	cd ruby && rake bench
	node benches/browser/edit_to_dom.mjs $(N)
	node benches/browser/puck_edit.mjs $(N)
	PROFILE=$(PROFILE) node benches/peers/transform.mjs
	node benches/peers/vite_edit_to_dom.mjs $(N)
	PROFILE=$(PROFILE) node benches/browser/preview_edit_to_dom.mjs $(N)
	PROFILE=$(PROFILE) node benches/browser/resync.mjs
	node benches/browser/client_size.mjs

# Edits through Puma, cable and Chromium: async, Redis, PostgreSQL; 200 and 1,000 previews on one Puma; against esbuild per keystroke.
bench-rails: build
	node benches/browser/cable_to_dom.mjs $(N)
	ruby ruby/bench/rails.rb

# libhotframe.so and libhotframe.a, and where C programs find them: make install PREFIX=/usr/local (needs cargo and gcc only)
PREFIX ?= /usr/local
lib install: PROFILE = release
lib:
	cargo rustc --profile $(PROFILE) --package hotframe-capi --lib --crate-type cdylib,staticlib

install: lib
	script/install_library.sh $(CARGO_TARGET_DIR)/$(PROFILE) $(PREFIX)

# Production bundles beside other tools. With PROFILE=release-fast it runs what the tests built.
bench-edge: PROFILE = release
bench-edge: packages
	cargo build $(CARGO_SELECTION) --example bundle_figures --bin hotframe-preview
	PROFILE=$(PROFILE) node benches/peers/bundle.mjs
	cd ruby && rake --silent compile PROFILE=$(PROFILE) && ruby -W0 bench/deploy.rb

clean:
	cargo clean
	rm -f ruby/lib/hotframe/*/hotframe.so ruby/lib/hotframe/*/hotframe.bundle
