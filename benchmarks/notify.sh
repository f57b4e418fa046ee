#!/bin/sh
# kill -9 of a notifier again and again while transitions of incidents flow to a real receiver; then compares by
# dedup key what was to be told and what arrived, and counts what came twice. $1: how many kills (50).
set -eu
cd "$(dirname "$0")/.."
JAVA_HOME=$(./waddleperf jdk)
export JAVA_HOME
./mvnw -B -ntp -Dquick=true -pl results-sink -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
    -Dit.test=NotifierKillIT -Dfailsafe.failIfNoSpecifiedTests=false \
    "-Dtest.jvm.args=-Dnotify.kills=${1:-50} -Djava.util.logging.manager=org.jboss.logmanager.LogManager" |
    grep -E 'transitions in|Tests run|ERROR|BUILD'
