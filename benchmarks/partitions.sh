#!/bin/sh
# The longest insert while partitions are dropped and added beside it, and the longest without; a year of minutes and
# 90 days of results are there. Options go to the JVM: -Dseconds=60 -Drate=5000 -Dold.rows=50000.
set -eu
exec "$(dirname "$0")/run-main.sh" PartitionsBenchmark "$@"
