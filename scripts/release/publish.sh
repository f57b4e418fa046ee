#!/bin/sh
# Publishes a release with all its files at once: a draft first, which has no tag and which nobody sees. A run that was cut
# off is begun again: the draft is filled anew, and what is out already stays as it is. Runs of several commits may come in
# any order: what is out of another commit is an error, and the latest is the highest.
# usage: publish.sh KIND TAG COMMIT FILES NOTES <TAGS     KIND: stable, candidate or prerelease; FILES: a folder; TAGS: those
#                                                         that exist, one a line
#
# Needs `gh` with GH_TOKEN and GH_REPO.
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/../version/common.sh"
[ $# = 5 ] || fail "usage: publish.sh KIND TAG COMMIT FILES NOTES <TAGS"
kind=$1 tag=$2 commit=$3 files=$4 notes=$5
highest=$(highest_release '' "${tag#v}")
case $kind in
    stable) if [ "$highest" = "${tag#v}" ]; then flag=--latest; else flag=--latest=false; fi ;;
    candidate | prerelease) flag=--prerelease ;;
    *) fail "a release is stable, candidate or prerelease, not '$kind'" ;;
esac
[ -s "$files/SHA256SUMS" ] || fail "$files has no SHA256SUMS; collect.sh makes it"
[ -s "$notes" ] || fail "$notes is empty; a release says what is new"

state=$(gh release view "$tag" --json isDraft,targetCommitish --jq 'if .isDraft then "draft" else "out of " + .targetCommitish end' 2>/dev/null) ||
    state=absent
case $state in
    "out of $commit")
        echo "$tag is out already"
        exit 0
        ;;
    'out of '*) fail "$tag is $state meanwhile, and this is $commit; start the workflow anew, which plans another tag" ;;
    absent) gh release create "$tag" --draft --target "$commit" --title "$tag" --notes-file "$notes" ;;
    draft) gh release edit "$tag" --target "$commit" --notes-file "$notes" ;;
    *) fail "gh says '$state' of $tag, which is neither a draft nor out" ;;
esac
gh release upload "$tag" --clobber "$files"/*
gh release edit "$tag" --draft=false "$flag"
