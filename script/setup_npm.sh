#!/usr/bin/env bash
# setup_npm.sh FOLDER: installs FOLDER's locked npm packages, unless this lock is installed already.
set -euo pipefail
cd "$(dirname "$0")/../$1"

stamp=node_modules/.installed-lock
cmp -s package-lock.json "$stamp" && exit 0

printf 'setup: npm ci in %s\n' "$1" >&2
# No install scripts: nothing of what we use needs one, and those of strangers download binaries.
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
cp package-lock.json "$stamp"
