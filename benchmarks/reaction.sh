#!/bin/sh
# From a breaching result acknowledged by Kafka to the next command in a probe's hands; a real broker, 200 results/s.
# Options go to the JVM: -Dseconds=60 -Drate=200.
set -eu
exec "$(dirname "$0")/run-main.sh" ReactionBenchmark "$@"
