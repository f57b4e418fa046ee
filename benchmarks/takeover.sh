#!/bin/sh
# Two instances of the streams, one of them killed every 30 s for 10 minutes: are their decisions those of one
# undisturbed instance on the same log, by id? Takes a quarter of an hour.
set -eu
cd "$(dirname "$0")/.."
JAVA_HOME=$(./waddleperf jdk)
export JAVA_HOME
./mvnw -B -ntp -Dquick=true -pl escalation-streams -am verify -Dtest=NoTest -Dit.test=TakeoverIT \
    -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
    "-Dtest.jvm.args=-Dtakeover.seconds=${SECONDS_IN_ALL:-600} -Dtakeover.every=${EVERY:-30}" |
    grep -E 'kills,|Tests run|ERROR|BUILD'
