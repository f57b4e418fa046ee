#!/bin/sh
# Rows a second from Kafka through the whole sink, beside LOAD DATA LOCAL INFILE of the same rows on the same server.
# Options go to the JVM: -Drows=100000 -Drounds=5 -Dseries=10000 -Dload.rows=100000; -Darchive=true: the archive reads
# the same records beside it.
set -eu
exec "$(dirname "$0")/run-main.sh" SinkBenchmark "$@"
