#!/bin/sh
# kill -9 of the probe, of mariadbd and of everything, in turn, while 50 results/s flow; then compares by id
# the probe's journal, the topic and the table. $1: how often the three kills are repeated (3).
set -eu
cd "$(dirname "$0")/.."
JAVA_HOME=$(./waddleperf jdk)
export JAVA_HOME
./mvnw -B -ntp -Dquick=true -pl standalone -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
    -Dit.test=FaultsIT -Dfailsafe.failIfNoSpecifiedTests=false \
    "-Dtest.jvm.args=-Dfaults.rounds=${1:-3} -Djava.util.logging.manager=org.jboss.logmanager.LogManager" |
    grep -E '^faults:|Tests run|ERROR|BUILD'
