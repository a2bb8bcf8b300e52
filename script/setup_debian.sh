#!/usr/bin/env bash
# Installs the Debian packages of packages.txt that are missing. Starts no service, pulls in no recommendations.
set -euo pipefail
cd "$(dirname "$0")"

fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

missing=()
while read -r package _; do
  case $package in ''|'#'*) continue ;; esac
  # Also satisfied: chromium or ruby that came from elsewhere is not looked for, so that there is one way in which it works.
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing+=("$package")
done < packages.txt
[ ${#missing[@]} -gt 0 ] || exit 0

printf 'setup: installing %s\n' "${missing[*]}" >&2
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || fail "these Debian packages are missing, and there is neither root nor sudo to install them: ${missing[*]}"
  as_root=(sudo)
fi

# apt asks this file whether services may start. An existing one is the machine's own decision.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
  "${as_root[@]}" chmod +x "$policy"
  trap '"${as_root[@]}" rm -f "$policy"' EXIT
fi

apt_get() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@"; }
apt_get install -y --no-install-recommends "${missing[@]}" >&2 || {
  # The lists of a fresh machine are old or absent.
  apt_get update >&2
  apt_get install -y --no-install-recommends "${missing[@]}" >&2 || fail "apt-get could not install: ${missing[*]}"
}
