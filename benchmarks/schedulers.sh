#!/bin/sh
# Schedulers that share the work of a fleet: one in a process of its own is killed (-9), others join and leave; is each
# slot of each series ordered, under its one id, and how long does it take? KILLS: how many one after the other (5).
# STEADY: seconds between two changes (5).
set -eu
cd "$(dirname "$0")/.."
JAVA_HOME=$(./waddleperf jdk)
export JAVA_HOME
options="-Dschedulers.kills=${KILLS:-5} -Dschedulers.steady=${STEADY:-5}"
./mvnw -B -ntp -Dquick=true -pl scheduler -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
    -Dit.test=SharedWorkIT -Dfailsafe.failIfNoSpecifiedTests=false \
    "-Dtest.jvm.args=$options -Djava.util.logging.manager=org.jboss.logmanager.LogManager" |
    grep -E '^schedulers:|Tests run|ERROR|BUILD'
