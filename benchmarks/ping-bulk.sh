#!/bin/sh
# What many pings cost: ours against fping, the same targets, packets and period, interleaved in one run. Tells pings a
# CPU-second with the start of the JVM counted in, and resident memory at its most. Needs fping, GNU time and the right
# to send echo requests. Bounded: rounds x 2 x TARGETS x COUNT packets on loopback.
set -eu
cd "$(dirname "$0")/.."
TARGETS=${TARGETS:-2000}
COUNT=${COUNT:-50}
PERIOD=${PERIOD:-500}
ROUNDS=${ROUNDS:-5}
JAVA_HOME=$(./waddleperf jdk)
export JAVA_HOME
CLASSES=${CLASSES:-probe-worker/target/probe/probe-worker.jar}
command -v fping >/dev/null || { echo "fping is not installed" >&2; exit 1; }
[ -x /usr/bin/time ] || { echo "GNU time is not installed" >&2; exit 1; }
[ "$TARGETS" -le 60000 ] || { echo "at most 60000 targets" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
awk -v n="$TARGETS" 'BEGIN { for (i = 0; i < n; i++) printf "127.1.%d.%d\n", int(i / 250), 1 + i % 250 }' >"$work/targets"
# fping sends one packet each -i ms: its targets are spread over the period, as ours are
GAP=$(echo "$PERIOD $TARGETS" | awk '{ printf "%.3f", $1 / $2 * 0.9 }')

# CPU seconds of user and system, and KiB, of the command -> $work/NAME; its words -> $work/NAME.said
timed() {
    name=$1
    shift
    /usr/bin/time -o "$work/time" -f '%U %S %M' "$@" >"$work/$name.said" 2>&1 || true # fping: 1 where one was lost
    tail -n 1 "$work/time" >>"$work/$name"
}
waddleperf() {
    timed waddleperf "$JAVA_HOME/bin/java" "@probe-worker/src/main/jvm/probe.jvmargs" -cp "$CLASSES" \
        io.waddleperf.probe.ping.BulkPingMain -c "$COUNT" -p "$PERIOD" -t 1000 -f "$work/targets"
    sed -n 's/^all: sent=\([0-9]*\) received=\([0-9]*\).*/\1 \2/p' "$work/waddleperf.said" >>"$work/waddleperf.count"
}
fping_() {
    timed fping fping -q -c "$COUNT" -p "$PERIOD" -i "$GAP" -t 1000 -f "$work/targets"
    sed -n 's|.*xmt/rcv/%loss = \([0-9]*\)/\([0-9]*\)/.*|\1 \2|p' "$work/fping.said" |
        awk '{ s += $1; r += $2 } END { print s, r }' >>"$work/fping.count"
}

round=1
while [ "$round" -le "$ROUNDS" ]; do
    waddleperf
    fping_
    round=$((round + 1))
done
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
# sent and received, CPU and memory of each round -> pings a CPU-second, one a line
rate() { paste -d" " "$work/$1.count" "$work/$1" | awk '{ printf "%.0f\n", $1 / ($3 + $4) }'; }
tail -n 3 "$work/waddleperf.said"
printf '%-12s %12s %14s %8s   (medians of %s rounds of %s targets x %s pings, %s ms apart)\n' '' pings/CPU-s \
    'user+sys, s' MiB "$ROUNDS" "$TARGETS" "$COUNT" "$PERIOD"
for who in waddleperf fping; do
    printf '%-12s %12s %14s %8s   lost %s\n' "$who" "$(rate $who | median)" \
        "$(awk '{ print $1 + $2 }' "$work/$who" | median)" "$(awk '{ printf "%.0f\n", $3 / 1024 }' "$work/$who" | median)" \
        "$(awk '{ l += $1 - $2 } END { print l }' "$work/$who.count")"
done
for i in $(seq "$ROUNDS"); do
    echo "$(rate waddleperf | sed -n "${i}p") $(rate fping | sed -n "${i}p")"
done | awk '{ printf "%.2f\n", $1 / $2 }' | sort -n | awk '
    { v[NR] = $1 } END { printf "ours / fping, pings a CPU-second: median %s (%s to %s)\n", v[int((NR + 1) / 2)], v[1], v[NR] }'
