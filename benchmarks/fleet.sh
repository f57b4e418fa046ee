#!/bin/sh
# `./waddleperf up` with 10,000 assigned probes, of which 1,000 are real consumers set as a probe's own: commands a
# second, how late they are, CPU and memory of broker and scheduler, and the storm when all of them come back after a
# kill -9. Options go to the JVM: -Dprobes=10000 -Dconnected=1000 -Dinterval=10 -Dseconds=60.
set -eu
exec "$(dirname "$0")/run-main.sh" FleetBenchmark "$@"
