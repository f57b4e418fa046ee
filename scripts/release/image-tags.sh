#!/bin/sh
# The tags of the images that one run publishes, one a line, the one that never moves first.
# usage: image-tags.sh REF COMMIT <TAGS     REF: refs/heads/BRANCH or refs/tags/TAG; COMMIT: its full id; TAGS: those that
#                                           exist, one a line
#
#   refs/tags/v1.4.0            1.4.0 1.4 1 latest (0.x has no 0: nothing is promised between 0.1 and 0.2); each but the
#                               first only where no higher release has it
#   refs/tags/v1.4.0-rc.2       1.4.0-rc.2
#   refs/tags/v1.4.0.BUILD      1.4.0.BUILD
#   refs/heads/main             main-COMMIT alpha
#   refs/heads/feature/x        feature-x-COMMIT
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/../version/common.sh"
[ $# = 2 ] || fail "usage: image-tags.sh REF COMMIT <TAGS"
printf '%s\n' "$2" | grep -Eqx '[0-9a-f]{40}' || fail "'$2' is no full id of a commit"
commit=$(printf '%s' "$2" | cut -c1-12)
tags=$(cat)

moves_to() { # TAG VERSION: prints the TAG where VERSION is the highest release of it
    case $1 in
        latest) within= ;;
        *) within=$1. ;;
    esac
    [ "$(printf '%s\n' "$tags" | highest_release "$within" "$2")" != "$2" ] || printf '%s\n' "$1"
}

case $1 in
    refs/tags/v*)
        tag=${1#refs/tags/v}
        if printf '%s\n' "$tag" | grep -Eqx '[0-9]+\.[0-9]+\.[0-9]+'; then
            printf '%s\n' "$tag"
            moves_to "${tag%.*}" "$tag"
            [ "${tag%%.*}" = 0 ] || moves_to "${tag%%.*}" "$tag"
            moves_to latest "$tag"
        elif printf '%s\n' "$tag" | grep -Eqx '[0-9]+\.[0-9]+\.[0-9]+(-rc\.[0-9]+|\.[0-9]+)'; then
            printf '%s\n' "$tag"
        else
            fail "the tag $tag is no version"
        fi
        ;;
    refs/heads/main) printf 'main-%s\nalpha\n' "$commit" ;;
    refs/heads/?*)
        # As a registry has it: letters, digits and . _ -, at most 128 with the commit.
        branch=$(printf '%s' "${1#refs/heads/}" | tr -c 'A-Za-z0-9._-' '-' | cut -c1-100)
        printf '%s-%s\n' "$(printf '%s' "$branch" | sed 's/^[.-]*//')" "$commit"
        ;;
    *) fail "'$1' is neither refs/heads/BRANCH nor refs/tags/vVERSION" ;;
esac
