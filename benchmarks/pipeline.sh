#!/bin/sh
# All of `./waddleperf up` under the results of 10,000 simulated probes: rate held, lags, µs of CPU and bytes a result.
# Options go to the JVM: -Drates=5000,10000,15000 -Dseconds=60 -Dwarmup=60 -Dseries=10000; the long form is
# -Drates=15000 -Dseconds=600. More than 60,000 series need more of the database's memory: -Dseries=100000 -Dpool=8g.
# A cold start over what waits: -Dbacklog=60 -Drates=10000. Everything goes with it at the end.
set -eu
exec "$(dirname "$0")/run-main.sh" PipelineBenchmark "$@"
