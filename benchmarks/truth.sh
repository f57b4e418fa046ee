#!/bin/sh
# Pings through a network whose truth is known: a TUN device behind which a program holds each packet for a seeded time,
# loses some, and keeps a record. Loss must be the record's, packet by packet; tells how far round trips are from it.
# The record's clock is that program's, so it runs before others where it may (chrt). Needs root. Some 30 s.
set -eu
cd "$(dirname "$0")/.."
TARGETS=${TARGETS:-20}
COUNT=${COUNT:-100}
SEED=${SEED:-7}
JAVA_HOME=$(./waddleperf jdk)
export JAVA_HOME
if [ -z "${CLASSES:-}" ]; then
    ./mvnw -q -B -ntp -Dquick=true -pl probe-worker -am test-compile
    CLASSES="probe-worker/target/test-classes:probe-worker/target/classes:contracts/target/classes:probe-worker/target/probe/lib/*"
fi
# Both share a JVM; the probe's stamps are the kernel's, but a collection of garbage would hold the record's clock.
QUIET="-Xms600m -Xmx600m -Xmn500m"
first=
if chrt -f 50 true 2>/dev/null; then first="chrt -f 50"; fi
# shellcheck disable=SC2086 # several words
unshare -n sh -c 'ip link set lo up; exec "$@"' sh \
    timeout 300 $first "$JAVA_HOME/bin/java" "@probe-worker/src/main/jvm/probe.jvmargs" $QUIET -cp "$CLASSES" \
    io.waddleperf.probe.ping.KnownTruthMain "$TARGETS" "$COUNT" 20 "$SEED"
