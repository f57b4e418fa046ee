#!/bin/sh
# Two sinks in processes of their own on one broker and one mariadbd, with an archive in a folder; one of them is killed
# (-9) every few seconds, in turn, and started again. Then ids of the senders' journal = ids in the table = ids in the
# compacted archive? Ends with 1 on any difference. SECONDS_IN_ALL: how long (300). EVERY: seconds between two kills (5).
# RATE: results a second (300). WINDOW: seconds of append time in a file of the archive (15; in service 300).
set -eu
cd "$(dirname "$0")/.."
JAVA_HOME=$(./waddleperf jdk)
export JAVA_HOME
log=$(mktemp)
trap 'rm -f "$log"' EXIT
options="-Dchaos.seconds=${SECONDS_IN_ALL:-300} -Dchaos.every=${EVERY:-5} -Dchaos.rate=${RATE:-300}"
options="$options -Dchaos.window=${WINDOW:-15}"
status=0
./mvnw -B -ntp -Dquick=true -pl results-sink -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
    -Dit.test=SinkKillsIT -Dfailsafe.failIfNoSpecifiedTests=false -Dfailsafe.rerunFailingTestsCount=0 \
    "-Dtest.jvm.args=$options -Djava.util.logging.manager=org.jboss.logmanager.LogManager" >"$log" 2>&1 || status=1
grep -E '^chaos:|Tests run|ERROR|BUILD' "$log" || true
exit $status
