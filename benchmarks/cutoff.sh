#!/bin/sh
# A probe that has joined a running system is cut off from Kafka for 10 minutes, killed with -9 twice meanwhile, and its
# clock is 3 minutes ahead all the time. Then by id: has each slot of its assignment one ending, are its journal, Kafka
# and the database the same; and what does the API tell of it? Ends with 1 where a slot or a result is not accounted for.
# Takes 14 minutes; -Dminutes=2 -Dautonomous.after=8 is a short one. All on loopback, in a folder that goes with it.
set -eu
cd "$(dirname "$0")/.."
./waddleperf build
JAVA_HOME=$(./waddleperf jdk)
export JAVA_HOME
./mvnw -q -B -ntp -Dquick=true -pl probe-worker -am test-compile
exec benchmarks/run-main.sh CutoffBenchmark "$@"
