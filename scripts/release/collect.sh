#!/bin/sh
# Puts what a release has, the chart among it, into one folder with its sums. Fails where something is absent, so that no release is half.
# usage: collect.sh VERSION FROM TO     FROM: folders of distribution/target, one an architecture; TO: made, must be absent
set -eu
ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
fail() {
    printf 'collect.sh: %s\n' "$*" >&2
    exit 1
}
[ $# = 3 ] || fail "usage: collect.sh VERSION FROM TO"
version=$1 from=$2 to=$3
[ -d "$from" ] || fail "$from is no folder"
[ ! -e "$to" ] || fail "$to is there already; remove it first"
mkdir -p "$to"

take() { # NAME
    found=$(find "$from" -type f -name "$1" | sort | head -n 1) # of every architecture the same, or only of one
    [ -n "$found" ] || fail "$1 is not under $from"
    cp "$found" "$to/$1"
}
for arch in x86_64 aarch64; do
    take "waddleperf-probe-$version-linux-$arch.tar.gz"
done
for arch in amd64 arm64; do
    take "waddleperf-probe_${version}_$arch.deb"
done
for service in scheduler escalation-streams results-sink query-api; do
    take "waddleperf-$service-$version.tar.gz"
done
# A packed chart is its folder; the same for the same content.
tar --sort=name --mtime='2026-01-01 00:00Z' --owner=0 --group=0 --numeric-owner --format=gnu \
    -C "$ROOT/deploy/helm" -cf - waddleperf | gzip -9n >"$to/waddleperf-$version.tgz"
(cd "$to" && sha256sum -- waddleperf-* >SHA256SUMS && sha256sum --check --quiet SHA256SUMS)
ls -l "$to"
