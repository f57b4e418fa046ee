#!/bin/sh
# Our UDP test (STAMP) against irtt, each to its own responder, interleaved in one run: p50 and p99 of the round trip, in
# µs: net of the stay at the responder (what both programs report) and gross; on loopback, or with WHERE=veth to a
# network namespace over a virtual cable (needs root). Needs irtt (Debian's package). Bounded: rounds x 2 x COUNT packets.
set -eu
cd "$(dirname "$0")/.."
COUNT=${COUNT:-2000}
ROUNDS=${ROUNDS:-5}
command -v irtt >/dev/null || { echo "irtt is not installed" >&2; exit 1; }
WHERE=${WHERE:-loopback}
there=
case $WHERE in
loopback) TARGET=127.0.0.1 ;;
veth)
    TARGET=192.0.2.2
    [ "${INSIDE:-}" = yes ] || INSIDE=yes exec unshare -nm benchmarks/stamp.sh
    . benchmarks/veth.sh
    there="ip netns exec far"
    ;;
*) echo "WHERE is loopback or veth" >&2; exit 1 ;;
esac
. benchmarks/own-processes.sh

ours() { "$JAVA" "@probe-worker/src/main/jvm/probe.jvmargs" -cp "$CLASSES" "$@"; }

$there "$JAVA" "@probe-worker/src/main/jvm/probe.jvmargs" -cp "$CLASSES" \
    io.waddleperf.probe.responder.ResponderMain --host="$TARGET" --http-port=0 --udp-port=0 --iperf-port=off --speed-port=off --https-port=off >"$work/responder" &
started="$started $!"
until_true 'grep -qs "responder ready" "$work/responder"'
STAMP_PORT=$(sed -n 's/.*UDP .*:\([0-9]*\)$/\1/p' "$work/responder")
# -i 0: else it forces 10 ms between packets
$there irtt server -b "$TARGET:2112" -i 0 >"$work/server" 2>&1 &
started="$started $!"
until_true 'irtt client -Q -d 10ms -i 1ms $TARGET:2112 >/dev/null 2>&1'

# Round trips in ns, one a line -> "p50 p99" in µs.
quantiles() {
    sort -n | awk '{ v[NR] = $1 / 1000 } END { printf "%.1f %.1f\n", v[int(NR * 0.5) + 1], v[int(NR * 0.99) + 1] }'
}
stamp() {
    ours io.waddleperf.probe.stamp.StampMain "$TARGET" "$STAMP_PORT" "$COUNT" 1 >"$work/last"
    for what in net gross; do
        sed -n "s/^$what p50=\([0-9.]*\) p99=\([0-9.]*\).*/\1 \2/p" "$work/last" >>"$work/stamp-$what"
    done
}
irtt_() {
    irtt client -Q -i 1ms -d "${COUNT}ms" -o "$work/irtt.json" "$TARGET:2112" >/dev/null
    gunzip -c "$work/irtt.json.gz" 2>/dev/null >"$work/irtt.txt" || cp "$work/irtt.json" "$work/irtt.txt"
    rm -f "$work/irtt.json" "$work/irtt.json.gz"
    # of each round trip the client's and the server's timestamps, in ns, then its delay
    sed -n '/"round_trips"/,$p' "$work/irtt.txt" | awk '
        /"server":/ { server = 1 } /"client":/ { server = 0 }
        /"receive":/ { way = "r" } /"send":/ { way = "s" }
        /"monotonic":/ { gsub(/[^0-9]/, ""); if (server) at[way] = $0 }
        /"rtt":/ { gsub(/[^0-9]/, ""); if ($0 != "") print $0 + at["s"] - at["r"], $0 }' >"$work/trips"
    cut -d" " -f1 "$work/trips" | quantiles >>"$work/irtt-gross"
    cut -d" " -f2 "$work/trips" | quantiles >>"$work/irtt-net"
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
column() { cut -d" " -f"$2" "$work/$1" | median; }

round=1
while [ "$round" -le "$ROUNDS" ]; do
    stamp
    irtt_
    round=$((round + 1))
done
head -n 2 "$work/last"
printf '%-14s %8s %8s   (%s, median of %s rounds of %s packets, 1 ms apart)\n' 'µs' p50 p99 "$WHERE" "$ROUNDS" "$COUNT"
for who in stamp-net stamp-gross irtt-net irtt-gross; do
    printf '%-14s %8s %8s\n' "$who" "$(column "$who" 1)" "$(column "$who" 2)"
done
for kind in net gross; do
    echo "$kind: $(column "stamp-$kind" 1) $(column "irtt-$kind" 1) $(column "stamp-$kind" 2) $(column "irtt-$kind" 2)" |
        awk '{ printf "ours / irtt, %s p50 %.2f, p99 %.2f\n", $1, $2 / $3, $4 / $5 }'
done
