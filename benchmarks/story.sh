#!/bin/sh
# All of WaddlePerf on its defaults: from the first slow answer of a target to the first result of tier 2.
# Options go to the JVM: -Drounds=5 -Dport=18421.
set -eu
exec "$(dirname "$0")/run-main.sh" StoryBenchmark "$@"
