#!/bin/sh
# A scheduler with 1,000,000 series in virtual time: bytes a series, ns a command, how long changes hold up commands; and
# the timing wheel beside java.util.PriorityQueue on as many timers, in turns. Options go to the JVM: -Dprobes=10000
# -Dtargets=100.
set -eu
exec "$(dirname "$0")/run-main.sh" ScheduleBenchmark "$@"
