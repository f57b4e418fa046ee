#!/bin/sh
# Publishes a release with all its files at once: a draft first, which has no tag and which nobody sees. A run that was cut
# off is begun again: the draft is filled anew, and what is out already stays as it is.
# usage: publish.sh KIND TAG COMMIT FILES NOTES     KIND: stable, candidate or prerelease; FILES: a folder
#
# Needs `gh` with GH_TOKEN and GH_REPO.
set -eu
fail() {
    printf 'publish.sh: %s\n' "$*" >&2
    exit 1
}
[ $# = 5 ] || fail "usage: publish.sh KIND TAG COMMIT FILES NOTES"
kind=$1 tag=$2 commit=$3 files=$4 notes=$5
case $kind in
    stable) flag=--latest ;;
    candidate | prerelease) flag=--prerelease ;;
    *) fail "a release is stable, candidate or prerelease, not '$kind'" ;;
esac
[ -s "$files/SHA256SUMS" ] || fail "$files has no SHA256SUMS; collect.sh makes it"
[ -s "$notes" ] || fail "$notes is empty; a release says what is new"

state=$(gh release view "$tag" --json isDraft --jq 'if .isDraft then "draft" else "out" end' 2>/dev/null) || state=absent
case $state in
    out)
        echo "$tag is out already"
        exit 0
        ;;
    absent) gh release create "$tag" --draft --target "$commit" --title "$tag" --notes-file "$notes" ;;
    draft) gh release edit "$tag" --target "$commit" --notes-file "$notes" ;;
    *) fail "gh says '$state' of $tag, which is neither a draft nor out" ;;
esac
gh release upload "$tag" --clobber "$files"/*
gh release edit "$tag" --draft=false "$flag"
