#!/bin/sh
# Prints the version of this source tree: 0.1.0, or 0.1.0.1795766400 on its way there; 0.0.0.EPOCH where it has no .version.
# usage: version.sh [--semantic]     --semantic: without the build
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/common.sh"
[ $# -le 1 ] || fail "takes one argument at most"
version=$(read_version "$(CDPATH='' cd -- "$HERE/../.." && pwd)")
case ${1:-} in
    '') printf '%s\n' "$version" ;;
    --semantic) semantic "$version" ;;
    *) fail "knows only --semantic, not $1" ;;
esac
