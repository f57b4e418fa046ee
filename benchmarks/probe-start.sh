#!/bin/sh
# What the caches of classes in the probe's distribution give: wall-clock and CPU time of `measure` (one test by TCP,
# from start to end) and of a probe until it is ready, with its cache and without, in turns, in one run. The third column
# is the checkout's way: the JDK that builds, and the archive that `./waddleperf measure` makes at its first use.
# Bounded: ROUNDS x 5 starts; loopback only. Needs ./waddleperf package.
set -eu
cd "$(dirname "$0")/.."
ROUNDS=${ROUNDS:-11}
JAVA_HOME=$(./waddleperf jdk)
home=$(echo "$PWD"/distribution/target/waddleperf-probe-*[0-9])
# shellcheck disable=SC2100 # names, and no numbers
plain=probe-worker/target/probe
[ -x "$home/runtime/bin/java" ] || { echo "there is no packaged probe: ./waddleperf package" >&2; exit 1; }
work=$(mktemp -d)
running=
# shellcheck disable=SC2154 # assigned where the trap runs
trap 'for one in $running; do kill "$one" 2>/dev/null || true; done; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
main=io.waddleperf.probe.oneshot.MeasureMain

"$home/bin/waddleperf-probe" responder --http-port=0 --udp-port=0 --iperf-port=off --speed-port=off --https-port=off \
    --data="$work/responder" >"$work/responder.log" 2>&1 &
running=$!
until port=$(sed -n 's|.*http://127.0.0.1:\([0-9]*\).*|\1|p' "$work/responder.log" | head -n 1) && [ -n "$port" ]; do sleep 0.1; done

now() { date +%s%N; }
# Milliseconds of wall-clock and of CPU time of a command, appended to a file.
timed() { # FILE COMMAND…
    file=$1
    shift
    begin=$(now)
    cpu=$( { /bin/bash -c 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>&1' - "$@"; } 2>&1 | awk '{ print ($1 + $2) * 1000 }')
    echo "$((($(now) - begin) / 1000000)) $cpu" >>"$file"
}
# The same until a probe is ready; its CPU time is read then, and it is ended.
ready() { # FILE COMMAND…
    file=$1
    shift
    rm -rf "$work/data" "$work/log"
    begin=$(now)
    "$@" --probe-id=start --bootstrap-servers=127.0.0.1:9 --data="$work/data" --allow-loopback=true >"$work/log" 2>&1 &
    probe=$!
    until grep -q '^probe ready:' "$work/log" 2>/dev/null; do sleep 0.01; done
    wall=$((($(now) - begin) / 1000000))
    awk -v hz="$(getconf CLK_TCK)" -v wall="$wall" '{ sub(/.*\) /, ""); print wall, ($12 + $13) * 1000 / hz }' \
        "/proc/$probe/stat" >>"$file"
    kill "$probe"
    wait "$probe" 2>/dev/null || true
}
one() { timed "$1" "$2" "@$home/app/probe.jvmargs" "$3" -Xlog:disable -cp "$4" "$main" "127.0.0.1:$port" --tests=tcp; }

round=0
while [ "$round" -le "$ROUNDS" ]; do
    one "$work/measure.cache" "$home/runtime/bin/java" "-XX:AOTCache=$home/app/measure.aot" "$home/app/probe-worker.jar"
    one "$work/measure.without" "$home/runtime/bin/java" -Xshare:auto "$home/app/probe-worker.jar"
    timed "$work/measure.checkout" "$JAVA_HOME/bin/java" "@$plain/probe.jvmargs" -XX:+AutoCreateSharedArchive \
        "-XX:SharedArchiveFile=$work/measure.jsa" -Xshare:auto -Xlog:disable -cp "$plain/probe-worker.jar" \
        "$main" "127.0.0.1:$port" --tests=tcp
    ready "$work/probe.cache" "$home/runtime/bin/java" "@$home/app/probe.jvmargs" "-XX:AOTCache=$home/app/probe.aot" \
        -jar "$home/app/probe-worker.jar"
    ready "$work/probe.without" "$JAVA_HOME/bin/java" "@$plain/probe.jvmargs" -jar "$plain/probe-worker.jar"
    if [ "$round" = 0 ]; then rm -f "$work"/measure.c* "$work"/*.without "$work"/probe.*; fi # the first fills the disk's cache
    round=$((round + 1))
done
median() { cut -d' ' -f"$2" "$1" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
row() { # NAME FILE BASE
    awk -v what="$1" -v wall="$(median "$2" 1)" -v cpu="$(median "$2" 2)" -v base="$(median "$3" 1)" -v busy="$(median "$3" 2)" \
        'BEGIN { printf "%-52s %6.0f ms %6.0f ms %6.2f %6.2f\n", what, wall, cpu, base / wall, busy / cpu }'
}
echo "median of $ROUNDS starts, in turns; ratios: without any cache of ours / with it"
printf '%-52s %9s %9s %6s %6s\n' '' wall cpu wall cpu
row 'measure, packaged, with its cache' "$work/measure.cache" "$work/measure.without"
row 'measure, packaged, without' "$work/measure.without" "$work/measure.without"
row "measure, checkout, with the archive of its first use" "$work/measure.checkout" "$work/measure.without"
row 'probe until ready, packaged, with its cache' "$work/probe.cache" "$work/probe.without"
row 'probe until ready, checkout' "$work/probe.without" "$work/probe.without"
