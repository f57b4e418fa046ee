#!/bin/sh
# A cache of classes that are loaded and linked (JEP 483, 514): cli.aot beside cli.jar, from a run that finds nothing on
# port 9 of this machine. Where the jar or the JDK is another one later, the cache is passed over.
# usage: train.sh JAVA_HOME FOLDER     FOLDER: that of cli.jar
set -eu
JAVA=$1/bin/java CLI=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
# The doctor uses most of what other commands do; that it finds no server is no failure of it.
XDG_CONFIG_HOME=$work "$JAVA" "@$CLI/cli.jvmargs" -XX:AOTMode=record "-XX:AOTConfiguration=$work/cli.conf" -Xlog:disable \
    -jar "$CLI/cli.jar" doctor --api=http://127.0.0.1:9 -o yaml >"$work/doctor" 2>&1 || true
[ -s "$work/cli.conf" ] || { cat "$work/doctor" >&2; exit 1; }
# With more memory than a command has.
"$JAVA" "@$CLI/cli.jvmargs" -Xmx512m -XX:AOTMode=create "-XX:AOTConfiguration=$work/cli.conf" \
    "-XX:AOTCache=$work/cli.aot" -jar "$CLI/cli.jar" >"$work/create" 2>&1 || { cat "$work/create" >&2; exit 1; }
mv "$work/cli.aot" "$CLI/cli.aot"
