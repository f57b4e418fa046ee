#!/bin/sh
# One service of WaddlePerf, in a process of its own: @SERVICE@. Settings come from the environment and from
# config/application.properties beside this script's folder; docs/reference/services.md lists them.
set -eu
NAME=@SERVICE@
program=$0
while [ -L "$program" ]; do # by hand: `readlink -f` is not everywhere
    link=$(readlink "$program")
    case $link in
        /*) program=$link ;;
        *) program=$(dirname -- "$program")/$link ;;
    esac
done
HOME_DIR=$(CDPATH='' cd -- "$(dirname -- "$program")/.." && pwd)
[ "${1:-}" != --version ] || { cat "$HOME_DIR/VERSION"; exit 0; }

if [ -n "${JAVA_HOME:-}" ]; then JAVA=$JAVA_HOME/bin/java; else JAVA=java; fi
major=$("$JAVA" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p') || major=
[ -n "$major" ] && [ "$major" -ge 25 ] || {
    echo "waddleperf-$NAME: needs Java 25 or newer; $JAVA is ${major:-none}. Set JAVA_HOME to its folder" >&2
    exit 2
}

# What the service keeps itself: rebuilt from Kafka where it is lost, but that takes a while.
DATA=${STATE_DIRECTORY:-$PWD/data-$NAME}
mkdir -p "$DATA"
@DATA@
# Quarkus reads config/application.properties of the working directory; the environment goes before it.
cd "$HOME_DIR"
# JAVA_OPTS is the operator's and may hold several options.
# shellcheck disable=SC2086
exec "$JAVA" "@$HOME_DIR/app/service.jvmargs" ${JAVA_OPTS:-} -jar "$HOME_DIR/app/quarkus-run.jar" "$@"
