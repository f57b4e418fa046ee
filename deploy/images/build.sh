#!/bin/sh
# Builds the images of WaddlePerf of what ./waddleperf package made, and tells the compressed size of each.
# usage: build.sh [NAME…]     NAME: one of those below; all by default
#
#   REGISTRIES     prefixes of the names, by blanks (docker.io/waddleperf)
#   TAGS           by blanks (the version of the tree, three numbers)
#   BUILDER        docker or buildah (docker where it runs)
#   BUILD_OPTIONS  more for `build`, such as --no-cache
#   PLATFORMS      such as linux/amd64,linux/arm64: docker's buildx builds for all of these, and pushes them where PUSH=1
set -eu
ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
ALL='scheduler escalation-streams results-sink query-api webui cli probe responder'
REGISTRIES=${REGISTRIES:-docker.io/waddleperf}
VERSION=$(cat "$ROOT/.version")
TAGS=${TAGS:-$("$ROOT/scripts/version/version.sh" --semantic)}
REVISION=$(git -C "$ROOT" rev-parse HEAD 2>/dev/null || echo unknown)
MIB=1048576
fail() {
    echo "build: $*" >&2
    exit 1
}

if [ -z "${BUILDER:-}" ]; then
    if docker info >/dev/null 2>&1; then BUILDER=docker; else BUILDER=buildah; fi
fi
command -v "$BUILDER" >/dev/null || fail "$BUILDER is not installed; BUILDER=docker or BUILDER=buildah"

# What an image is made of, and how many MiB it may have when it is compressed.
recipe() { # NAME
    case $1 in
        scheduler) echo service.Dockerfile 250 --build-arg SERVICE=scheduler --build-arg PORT=8081 ;;
        escalation-streams) echo service.Dockerfile 250 --build-arg SERVICE=escalation-streams --build-arg PORT=8082 ;;
        results-sink) echo service.Dockerfile 250 --build-arg SERVICE=results-sink --build-arg PORT=8083 ;;
        query-api) echo service.Dockerfile 250 --build-arg SERVICE=query-api --build-arg PORT=8080 ;;
        webui) echo webui.Dockerfile 150 ;;
        cli) echo cli.Dockerfile 150 ;;
        probe | responder) echo probe.Dockerfile 150 --target "$1" ;;
        *) fail "there is no image '$1', only: $ALL" ;;
    esac
}

needs() { # FILE: which ./waddleperf package makes
    for found in "$ROOT"/$1; do
        [ ! -e "$found" ] || return 0
    done
    fail "$1 is not there: run ./waddleperf package first"
}

build() { # NAME DOCKERFILE MOST OPTION…
    name=$1 file=$2 most=$3
    shift 3
    for registry in $REGISTRIES; do
        for tag in $TAGS; do set -- "$@" -t "$registry/$name:$tag"; done
    done
    base=$(awk '/^FROM .*\/debian:/ { print $2; exit }' "$ROOT/deploy/images/$file")
    set -- "$@" -f "$ROOT/deploy/images/$file" --build-arg "VERSION=$VERSION" --build-arg "REVISION=$REVISION" \
        --label "org.opencontainers.image.base.name=$base"
    echo "== $name"
    # shellcheck disable=SC2086 # several options
    case $BUILDER in
        *docker)
            if [ -n "${PLATFORMS:-}" ]; then
                [ "${PUSH:-0}" = 1 ] && set -- "$@" --push
                "$BUILDER" buildx build --platform "$PLATFORMS" ${BUILD_OPTIONS:-} "$@" "$ROOT"
                return
            fi
            "$BUILDER" build ${BUILD_OPTIONS:-} "$@" "$ROOT"
            ;;
        # OCI's own format has no health checks.
        *buildah) "$BUILDER" bud --layers --format docker ${BUILD_OPTIONS:-} "$@" "$ROOT" ;;
        *) fail "BUILDER must be docker or buildah, not $BUILDER" ;;
    esac
    measure "$name" "$most"
}

# What a registry would hold: all layers, by gzip.
measure() { # NAME MOST
    first=${REGISTRIES%% *}/$1:${TAGS%% *}
    case $BUILDER in
        *docker) size=$("$BUILDER" save "$first" | gzip -6 | wc -c) ;;
        *) size=$(archived "$first") ;;
    esac
    size=$(((size + MIB - 1) / MIB))
    sizes="$sizes$(printf '%-20s %4d MiB' "$1" "$size")
"
    [ "$size" -le "$2" ] || fail "$first has $size MiB when it is compressed, over $2"
}
archived() { # IMAGE
    folder=$(mktemp -d)
    buildah push --quiet "$1" "docker-archive:$folder/image.tar" >/dev/null
    gzip -6 <"$folder/image.tar" | wc -c
    rm -rf "$folder"
}

[ $# -gt 0 ] || eval "set -- $ALL"
for name in "$@"; do recipe "$name" >/dev/null; done
needs 'distribution/target/waddleperf-query-api-*.tar.gz'
needs 'probe-worker/target/probe/probe-worker.jar'
needs 'cli/target/cli/cli.jar'
needs 'webui/dist/index.html'
sizes=
for name in "$@"; do
    # shellcheck disable=SC2046 # words
    build "$name" $(recipe "$name")
done
[ -z "$sizes" ] || printf '\ncompressed:\n%s' "$sizes"
