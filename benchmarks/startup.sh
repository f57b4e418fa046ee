#!/bin/sh
# From `up` to ready on empty and on existing data, from ready to the first result, and resident memory.
# Needs a built system. Uses free ports and a folder of its own, which it removes.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
now() { date +%s%N; }
seconds() { awk -v n="$1" 'BEGIN { printf "%.1f", n / 1e9 }'; }
resident() { awk '/^VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$1/status"; }
port=${PORT:-18080}
kafka=${KAFKA_PORT:-19092}

run() { # $1: label; $2: seconds to stay up before memory is read
    begin=$(now)
    ./waddleperf up --interval 5s --data "$work/data" --port "$port" --kafka-port "$kafka" >"$work/out" 2>&1 &
    pid=$!
    until grep -q 'is ready' "$work/out"; do
        kill -0 "$pid" 2>/dev/null || { cat "$work/out"; exit 1; }
        sleep 0.1
    done
    ready=$(now)
    begun=$(date -u +%Y-%m-%dT%H:%M:%S)
    # a result that was started since: RFC 3339 times sort as text
    until curl -fs "http://127.0.0.1:$port/api/v1/results?limit=1" |
        sed -n 's/.*"startedAt":"\([^"]*\)".*/\1/p' | awk -v since="$begun" '$1 >= since { f = 1 } END { exit !f }'; do
        [ $(($(now) - ready)) -lt 60000000000 ] || { echo "no result within 60 s"; exit 1; }
        sleep 0.1
    done
    echo "$1: ready after $(seconds $((ready - begin))) s, first result $(seconds $(($(now) - ready))) s later"
    sleep "$2"
    total=0
    for name in waddleperf mariadbd probe; do
        child=$(sed -n "s/.*\"$name\" *: *\([0-9]*\).*/\1/p" "$work/data/runtime.json")
        mib=$(resident "$child")
        total=$((total + mib))
        echo "$1: $name $mib MiB resident"
    done
    echo "$1: all $total MiB resident"
    kill "$pid"
    begin=$(now)
    wait "$pid" || true
    pid=
    echo "$1: stopped after $(seconds $(($(now) - begin))) s"
}

run 'empty data' 60
run 'existing data' 60
