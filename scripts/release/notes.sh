#!/bin/sh
# Prints what docs/RELEASE_NOTES.md says of a version: the text under `## VERSION`, up to the next version.
# usage: notes.sh VERSION
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
file=$HERE/../../docs/RELEASE_NOTES.md
[ $# = 1 ] || { echo "usage: notes.sh VERSION" >&2; exit 1; }
notes=$(awk -v wanted="## $1" '/^## /{ on = ($0 == wanted); next } on' "$file")
[ -n "$(printf '%s' "$notes" | tr -d '[:space:]')" ] || {
    echo "notes.sh: docs/RELEASE_NOTES.md has no text under '## $1'; write it before $1 is released" >&2
    exit 1
}
printf '%s\n' "$notes" | sed -e '/./,$!d'
