#!/bin/sh
# Puts what a release has, the chart among it, into one folder with its sums. Fails where something is absent, so that no release is half.
# usage: collect.sh VERSION TAG REGISTRY FROM TO
#   VERSION    three numbers       TAG, REGISTRY    of the release, and where its images go: what the chart asks for
#   FROM       folders of distribution/target, one an architecture      TO       made, must be absent
set -eu
ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
. "$ROOT/scripts/version/common.sh"
[ $# = 5 ] || fail "usage: collect.sh VERSION TAG REGISTRY FROM TO"
version=$1 tag=${2#v} registry=$3 from=$4 to=$5
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
# A packed chart is its folder; the same for the same content. Its images are those of this release.
packed=$(mktemp -d)
trap 'rm -rf "$packed"' EXIT
cp -R "$ROOT/deploy/helm/waddleperf" "$packed/"
replace "$packed/waddleperf/Chart.yaml" "s|^version: .*|version: $(before_release "$tag" -)|;s|^appVersion: .*|appVersion: \"$tag\"|"
replace "$packed/waddleperf/values.yaml" "s|^  registry: docker.io/waddleperf$|  registry: $registry|"
grep -Fqx "  registry: $registry" "$packed/waddleperf/values.yaml" || fail "values.yaml has no image.registry of its own"
tar --sort=name --mtime='2026-01-01 00:00Z' --owner=0 --group=0 --numeric-owner --format=gnu \
    -C "$packed" -cf - waddleperf | gzip -9n >"$to/waddleperf-$version.tgz"
(cd "$to" && sha256sum -- waddleperf-* >SHA256SUMS && sha256sum --check --quiet SHA256SUMS)
ls -l "$to"
