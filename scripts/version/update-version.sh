#!/bin/sh
# Writes the next version into .version, into each pom.xml, into the chart, and as the images' of compose and the package's
# of Ansible's example.
# usage: update-version.sh [major|minor|patch|stable]
#   major, minor, patch   raises that number, sets those behind it to 0, and begins a build
#   stable                ends the builds: 1.4.0.1795766400 becomes 1.4.0, which the release workflow publishes
#   (nothing)             a further build of the same three numbers
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/common.sh"
ROOT=$(CDPATH='' cd -- "$HERE/../.." && pwd)
CHART=$ROOT/deploy/helm/waddleperf/Chart.yaml
COMPOSE=$ROOT/deploy/compose/common.yaml
INVENTORY=$ROOT/deploy/ansible/inventory.example.yaml
[ $# -le 1 ] || fail "takes one argument at most: major, minor, patch or stable"

old=$(read_version "$ROOT")
before=$(semantic "$old")
major=${before%%.*}
patch=${before##*.}
minor=${before#*.}
minor=${minor%.*}
build=.$(date +%s)
case ${1:-} in
    major) major=$((major + 1)) minor=0 patch=0 ;;
    minor) minor=$((minor + 1)) patch=0 ;;
    patch) patch=$((patch + 1)) ;;
    stable)
        [ "$old" != "$before" ] || fail "$old is stable already; raise it first: major, minor or patch"
        build=
        ;;
    '') ;;
    *) fail "knows major, minor, patch and stable, not '$1'" ;;
esac
after=$major.$minor.$patch
is_version "$after$build" || fail "$after$build would be no version"

# First all is read and only then is anything written, so that no tree is left between two versions.
poms=$(find "$ROOT" -maxdepth 2 -name pom.xml | sort)
require_same() { # FILE FOUND
    [ "$2" = "$before" ] || fail "$1 has version '$2' and .version has '$before'; make them equal first"
}
for pom in $poms; do # the first <version> of each is that of the project or of its parent
    require_same "$pom" "$(sed -n 's|.*<version>\(.*\)</version>.*|\1|p' "$pom" | head -n 1)"
done
if [ -f "$CHART" ]; then
    require_same "$CHART" "$(sed -n 's/^version: //p' "$CHART")"
    require_same "$CHART" "$(sed -n 's/^appVersion: "\(.*\)"/\1/p' "$CHART")"
fi
if [ -f "$COMPOSE" ]; then
    require_same "$COMPOSE" "$(sed -n 's/.*${TAG:-\(.*\)}.*/\1/p' "$COMPOSE" | sort -u | paste -sd ' ')"
fi
if [ -f "$INVENTORY" ]; then
    require_same "$INVENTORY" "$(sed -n 's/.*waddleperf-probe_\(.*\)_amd64.deb$/\1/p' "$INVENTORY")"
fi

for pom in $poms; do
    replace "$pom" "1,/<version>/s|<version>$before</version>|<version>$after</version>|"
done
[ ! -f "$CHART" ] || replace "$CHART" "s|^version: .*|version: $after|;s|^appVersion: .*|appVersion: \"$after\"|"
[ ! -f "$COMPOSE" ] || replace "$COMPOSE" "s|{TAG:-$before}|{TAG:-$after}|"
[ ! -f "$INVENTORY" ] || replace "$INVENTORY" "s|waddleperf-probe_${before}_|waddleperf-probe_${after}_|"
printf 'v%s\n' "$after$build" >"$ROOT/.version"
printf '%s\n' "$after$build"
