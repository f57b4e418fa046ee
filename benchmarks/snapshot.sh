#!/bin/sh
# p95 of the snapshot of 10,000 paths, asked by 50 clients at once through the API of a running system, and a scrape of
# all paths. Options go to the JVM: -Dclients=50 -Dseconds=30.
set -eu
exec "$(dirname "$0")/run-main.sh" SnapshotBenchmark "$@"
