#!/bin/sh
# The escalation topology beside a bare windowed count on the same broker, in turn, in one process.
# Options go to the JVM: -Dresults=300000 -Drounds=4.
set -eu
exec "$(dirname "$0")/run-main.sh" TopologyBenchmark "$@"
