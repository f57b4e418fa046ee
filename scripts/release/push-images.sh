#!/bin/sh
# Sends the images that deploy/images/build.sh made to registries: first those of each architecture under a tag of its
# own, then one list of both under each tag.
# usage: push-images.sh ARCH TAG     those that are here as REGISTRY/NAME:TAG-ARCH; ARCH is amd64 or arm64
#        push-images.sh all TAG…     once both are there; the first TAG is that of before, and never moves
#
#   REGISTRIES     prefixes of the names, by blanks, as build.sh has them: ghcr.io/OWNER/waddleperf docker.io/OWNER
#
# Needs docker with buildx, logged in.
set -eu
NAMES='scheduler escalation-streams results-sink query-api webui cli probe responder'
fail() {
    printf 'push-images.sh: %s\n' "$*" >&2
    exit 1
}
[ -n "${REGISTRIES:-}" ] || fail "REGISTRIES is empty; it names where the images go, such as ghcr.io/OWNER/waddleperf"
[ $# -ge 2 ] || fail "usage: push-images.sh amd64|arm64 TAG, or push-images.sh all TAG…"
what=$1
shift
for registry in $REGISTRIES; do
    for name in $NAMES; do
        image=$registry/$name
        case $what in
            amd64 | arm64) docker push --quiet "$image:$1-$what" ;;
            all)
                options=
                for tag in "$@"; do options="$options --tag $image:$tag"; done
                # shellcheck disable=SC2086 # several words
                docker buildx imagetools create $options "$image:$1-amd64" "$image:$1-arm64"
                ;;
            *) fail "takes amd64, arm64 or all first, not '$what'" ;;
        esac
    done
done
