#!/bin/sh
# p95 of a page of paths, a series of 24 h, an incident and the snapshot, asked by 50 clients at once through the API of a
# running system, on 5 million results of 10,000 paths. Options go to the JVM: -Drows=5000000 -Dpaths=10000 -Dclients=50
# -Drequests=30000 (of each kind, and half as many before them, until the JVM is warm). Takes 10 GB of disk for a while.
set -eu
export WADDLEPERF_API_REQUESTS_PER_SECOND=100000 # all come from one address
exec "$(dirname "$0")/run-main.sh" ReadsBenchmark -Dpaths=10000 -Dclients=50 -Drequests=30000 "$@"
