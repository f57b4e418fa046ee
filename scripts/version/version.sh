#!/bin/sh
# Prints the version of this source tree: 0.1.0, or 0.1.0.1795766400 on its way there; 0.0.0.EPOCH where it has no .version.
# usage: version.sh [--semantic | --debian]     --semantic: without the build; --debian: as its packages have it
#
#   RELEASE_TAG    with --debian: the tag under which this tree is published, such as v1.4.0-rc.2
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/common.sh"
[ $# -le 1 ] || fail "takes one argument at most"
version=$(read_version "$(CDPATH='' cd -- "$HERE/../.." && pwd)")
case ${1:-} in
    '') printf '%s\n' "$version" ;;
    --semantic) semantic "$version" ;;
    --debian)
        tag=${RELEASE_TAG:-v$version}
        [ "$(semantic "${tag%-rc.*}")" = "v$(semantic "$version")" ] || fail "RELEASE_TAG is $tag, and .version has $version"
        before_release "${tag#v}" '~'
        ;;
    *) fail "knows only --semantic and --debian, not $1" ;;
esac
