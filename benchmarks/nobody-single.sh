#!/bin/sh
# Three brokers, two of each service, a database and 20 probes, each a process of its own, while 500 results/s flow; every
# 30 s any of them is killed with -9 (by a seed) and started again, for 20 minutes. Then by id: are the probes' journals,
# Kafka and the database the same, and has each due run one ending? Also how long nothing comes after a kill, by kind.
# Ends with 1 where anything is lost, doubled or without its ending. Takes 25 minutes and some 5 GiB of memory;
# -Dminutes=2 is a short one. All on loopback, in a folder that goes with it, as all processes do.
set -eu
cd "$(dirname "$0")/.."
JAVA_HOME=$(./waddleperf jdk)
export JAVA_HOME
./mvnw -q -B -ntp -Dquick=true -Dmaven.test.skip=true -Papplications package \
    -pl scheduler,escalation-streams,results-sink,query-api,probe-worker -am
exec benchmarks/run-main.sh NobodySingleBenchmark "$@"
