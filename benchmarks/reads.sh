#!/bin/sh
# p95 of what the page asks most, through the API of a running system, on 5 million results of 1,000 paths.
# Options go to the JVM: -Drows=5000000 -Drequests=500. Takes 10 GB of disk for a while.
set -eu
exec "$(dirname "$0")/run-main.sh" ReadsBenchmark "$@"
