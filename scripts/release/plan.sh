#!/bin/sh
# What a push of a branch with a changed .version publishes, as lines NAME=VALUE for a workflow's outputs.
# usage: plan.sh BRANCH [OURS] <TAGS     TAGS: those that exist, one a line; OURS: so, at this very commit
#
#   main, .version v1.4.0.BUILD        kind=prerelease   tag=v1.4.0.BUILD
#   main, .version v1.4.0              kind=stable       tag=v1.4.0
#   release/…, .version v1.4.0[.BUILD] kind=candidate    tag=v1.4.0-rc.N, the first N that is free
#   otherwise, or the tag exists       kind=none
#
# A tag of OURS is what an earlier run of the same commit published: it is planned again, so that a run may be started anew.
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/../version/common.sh"
[ $# = 1 ] || [ $# = 2 ] || fail "usage: plan.sh BRANCH [OURS] <TAGS"
version=$(read_version "$(CDPATH='' cd -- "$HERE/../.." && pwd)")
numbers=$(semantic "$version")
tags=$(cat)
ours=${2:-}
of() { printf '%s\n' "$1" | grep -Fqx -- "$2"; } # TAGS TAG
taken() { of "$tags" "$1" && ! of "$ours" "$1"; }

kind=none tag=
case $1 in
    main)
        tag=v$version
        if taken "$tag"; then
            echo "plan.sh: $tag is there already, so nothing is published" >&2
        elif [ "$version" = "$numbers" ]; then
            kind=stable
        else
            kind=prerelease
        fi
        ;;
    release/*)
        if of "$tags" "v$numbers"; then
            echo "plan.sh: v$numbers is out, so it gets no further candidate" >&2
        else
            kind=candidate
            n=1
            while taken "v$numbers-rc.$n"; do n=$((n + 1)); done # ends: there is one tag more than tags at most
            tag=v$numbers-rc.$n
        fi
        ;;
    *) echo "plan.sh: $1 publishes nothing; main and release/… do" >&2 ;;
esac
case $numbers in
    0.0.0) kind=none ;; # a tree without a version
esac
[ "$kind" != none ] || tag=
printf 'kind=%s\ntag=%s\nversion=%s\n' "$kind" "$tag" "$numbers"
