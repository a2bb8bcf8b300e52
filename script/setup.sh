#!/usr/bin/env bash
# Brings what building, testing and the demo need: Debian packages, then npm packages. Quick when everything is there.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

check_toolchains() {
  command -v cargo >/dev/null || fail "cargo is missing: install Rust 1.95 or newer (https://rustup.rs)"
  command -v npm >/dev/null || fail "npm is missing: install Node 20 with npm (https://nodejs.org)"
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || fail "Node $major is too old: install Node 20"
}

check_toolchains
script/setup_debian.sh
for folder in examples examples/node tests tests/previous examples/apps/{classic,dashboard,studio}; do script/setup_npm.sh "$folder"; done
