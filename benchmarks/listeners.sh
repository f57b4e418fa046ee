#!/bin/sh
# 2,000 clients that listen to the stream of a running system, some of which read slowly or not at all: memory for each,
# how late an event is for those who read, and what becomes of the others. Options go to the JVM: -Dlisteners=2000
# -Dslow=50 -Dsilent=50 -Drate=5 -Dflood=400 -Dseconds=90. Needs twice as many open files as listeners.
set -eu
export WADDLEPERF_API_REQUESTS_PER_SECOND=100000 # all come at once, from one address
exec "$(dirname "$0")/run-main.sh" ListenersBenchmark "$@"
