#!/bin/sh
# Builds what a version ships from a tree, as ./waddleperf package does but without its trials: `up`, the command, the
# tarballs of the services and of the probe. What is built already is left. Prints the tree's folder.
# usage: release.sh FOLDER [REF]     REF: of git; its tree is put into FOLDER, which must not be there yet or be of the
#                                    same commit. Without it FOLDER is a checkout.
#        release.sh --before         prints what the version before this one is of: the newest tag with another .version,
#                                    or the last commit before .version was changed
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
ROOT=$(CDPATH='' cd -- "$HERE/.." && pwd)
fail() {
    echo "release.sh: $*" >&2
    exit 1
}
before() {
    for tag in $(git -C "$ROOT" tag --merged HEAD --sort=-creatordate 'v*'); do
        git -C "$ROOT" show "$tag:.version" 2>/dev/null | cmp -s - "$ROOT/.version" || { echo "$tag" && return; }
    done
    changed=$(git -C "$ROOT" log -1 --format=%H -- .version)
    git -C "$ROOT" rev-parse --verify --quiet "$changed^" ||
        fail "git knows no change of .version; name a ref, or fetch all of the history: git fetch --unshallow --tags"
}
[ "${1:-}" != --before ] || { before; exit; }
[ -n "${1:-}" ] || fail "needs a folder"
if [ -n "${2:-}" ]; then
    commit=$(git -C "$ROOT" rev-parse --verify --quiet "$2^{commit}") ||
        fail "git knows no $2; a shallow clone has to fetch it first: git fetch --unshallow"
    if [ -d "$1" ]; then
        [ "$(cat "$1/.commit" 2>/dev/null)" = "$commit" ] || fail "$1 is there and not of $commit: remove it, or name another"
    else
        mkdir -p "$1"
        git -C "$ROOT" archive "$commit" | tar -x -C "$1"
        echo "$commit" >"$1/.commit"
    fi
fi
cd "$1"
log=$PWD/target/release.log
mkdir -p target
JAVA_HOME=$(./waddleperf jdk)
export JAVA_HOME
version=$(scripts/version/version.sh --semantic)
stamp=distribution/target/built
built() {
    [ -d "distribution/target/waddleperf-query-api-$version" ] && [ -f "$stamp" ] &&
        ! find . \( -name target -o -name node_modules -o -path ./.git -o -path ./benchmarks \) -prune -o -type f \
            -newer "$stamp" \( -path '*/src/main/*' -o -path './distribution/src/*' -o -name pom.xml -o -path ./.version \) \
            -print | grep -q .
}
if ! built; then
    mkdir -p distribution/target
    touch "$stamp.begun"
    { ./waddleperf build && ./mvnw -q -B -ntp -Dstyle.color=never -Dquick=true -Dmaven.test.skip=true \
        -Papplications,package package -pl distribution,cli -am; } >"$log" 2>&1 || {
        tail -n 40 "$log" >&2
        fail "$PWD was not built; all of it is in $log"
    }
    mv "$stamp.begun" "$stamp"
fi
pwd
