#!/usr/bin/env bash
# The gem's and the engine's tests on Debian trixie (Ruby 3.3, Rails 7.2, Puma 6.6), in a root of its own below target/. Needs root.
#   script/test_modern.sh          makes the root when there is none, builds the gem in it, runs the tests
#   script/test_modern.sh remove   takes the root away
# TASKS="test:live" runs some of rake's tasks instead of all.
set -euo pipefail
cd "$(dirname "$0")/.."
checkout=$PWD
root=${HOTFRAME_TRIXIE:-$checkout/target/trixie}
# Where cargo builds inside. It may start as a copy of the outer target folder: what does not depend on Ruby is not built again then, since
# checkout, toolchain and target have the same paths inside as outside.
target=${TRIXIE_TARGET:-$root.target}
target_inside=$(realpath -m "${CARGO_TARGET_DIR:-target}")
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
profile=${PROFILE:-release-fast}
jobs=${JOBS:-2}
packages="git nodejs ruby ruby-dev ruby-bundler rake rails puma ruby-redis ruby-pg redis-server postgresql ruby-sqlite3 ruby-rspec-rails gcc libc6-dev make
  libclang1-19 libclang-common-19-dev ca-certificates ruby-rb-sys ruby-rails-propshaft yard"

fail() { printf 'test-modern: %s\n' "$*" >&2; exit 1; }
inside() { chroot "$root" env DEBIAN_FRONTEND=noninteractive "$@"; }
rustup=${RUSTUP_HOME:-$HOME/.rustup}
cargo=${CARGO_HOME:-$HOME/.cargo}

# Whatever is mounted below the root goes first: a removed root must not take the toolchain along.
unmount() { awk -v root="$root/" 'index($2, root) == 1 { print $2 }' /proc/mounts | sort -r | xargs -r -n1 umount -l; }

bind() {
  mkdir -p "$root$2"
  mount --bind "$1" "$root$2"
}

mount_all() {
  mount -t proc proc "$root/proc"
  mount -t sysfs sys "$root/sys"
  mount --rbind /dev "$root/dev"
  mount --make-rslave "$root/dev"
  mkdir -p "$target"
  bind "$rustup" "$rustup"
  bind "$cargo" "$cargo"
  bind "$checkout" "$checkout"
  bind "$target" "$target_inside"
}

make_root() {
  command -v debootstrap >/dev/null || fail "debootstrap is missing: apt-get install debootstrap debian-archive-keyring"
  rm -rf "$root"
  mkdir -p "$root"
  debootstrap --variant=minbase trixie "$root" "$mirror"
  printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"
  chmod +x "$root/usr/sbin/policy-rc.d"
  cp /etc/resolv.conf "$root/etc/"
  # A proxy with a certificate of its own.
  if compgen -G '/usr/local/share/ca-certificates/*.crt' >/dev/null; then
    mkdir -p "$root/usr/local/share/ca-certificates"
    cp /usr/local/share/ca-certificates/*.crt "$root/usr/local/share/ca-certificates/"
  fi
  # shellcheck disable=SC2086
  inside sh -c "apt-get -qq update && apt-get -qq install -y --no-install-recommends $(echo $packages)"
  inside update-ca-certificates
  touch "$root/.made"
}

[ "$(id -u)" -eq 0 ] || fail "a root of its own needs root"
trap unmount EXIT
unmount
if [ "${1:-}" = remove ]; then rm -rf "$root"; exit 0; fi
[ -e "$root/.made" ] || make_root
mount_all

# The checkout's npm packages and sources are read; everything that is written goes to the root's own target folder and lib/hotframe/3.3.
inside env HOME="$HOME" RUSTUP_HOME="$rustup" CARGO_HOME="$cargo" PATH="$cargo/bin:/usr/bin:/bin:/usr/sbin:/sbin" CARGO_TARGET_DIR="$target_inside" \
  CARGO_BUILD_JOBS="$jobs" PROFILE="$profile" FEATURES=panic-injection CHECKOUT="$checkout" TASKS="${TASKS:-}" bash -euc '
    cd "$CHECKOUT/ruby"
    ruby -v; ruby -e "require %q(rails); puts %(Rails #{Rails.version})"
    rake --silent compile
    rake ${TASKS:-rbs test test:rails test:live}
    cd ../examples/rails_app && ruby -Itest -e "Dir[%q(test/**/*_test.rb)].each { require File.expand_path(_1) }"
  '
