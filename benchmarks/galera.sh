#!/bin/sh
# Three nodes of Galera on loopback while results flow through the whole sink, and what happens to them in turn: kill -9 of
# the node written to, of another one, SIGSTOP, a stop and a kill -9 of all. After each the results that Kafka has
# acknowledged are compared by id with the rows of every node; also the longest time without a stored result.
# Ends with 1 where one is missing or doubled, or nothing was tried for want of Galera.
# RATE: results a second (500). SUSPECT: after how long the cluster gives up a node (PT5S, its default). TIMEOUT: the URL's
# socketTimeout in ms (8000).
set -eu
cd "$(dirname "$0")/.."
JAVA_HOME=$(./waddleperf jdk)
export JAVA_HOME
log=$(mktemp)
trap 'rm -f "$log"' EXIT
options="-Dgalera.faults=all -Dgalera.rate=${RATE:-500} -Dgalera.socket-timeout=${TIMEOUT:-8000}"
options="$options -Dgalera.provider=evs.suspect_timeout=${SUSPECT:-PT5S}"
status=0
./mvnw -B -ntp -Dquick=true -pl results-sink -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
    -Dit.test=GaleraIT -Dfailsafe.failIfNoSpecifiedTests=false \
    "-Dtest.jvm.args=$options -Djava.util.logging.manager=org.jboss.logmanager.LogManager" >"$log" 2>&1 || status=1
grep -E '^galera:|Tests run|ERROR|BUILD' "$log" || true
grep -q '^galera: .* acknowledged' "$log" || status=1
exit $status
