#!/bin/sh
# Our throughput test and iperf3 in the four pairings of client and server, on loopback, interleaved: TCP there and back,
# and UDP at a rate. A pairing is named client-server. Needs iperf3 (Debian's package). Bounded: rounds x 12 tests of
# SECONDS each.
set -eu
cd "$(dirname "$0")/.."
SECONDS_EACH=${SECONDS_EACH:-5}
ROUNDS=${ROUNDS:-5}
RATE=${RATE:-200000000}
STREAMS=${STREAMS:-1}
IPERF3_PORT=${IPERF3_PORT:-5291}
command -v iperf3 >/dev/null || { echo "iperf3 is not installed" >&2; exit 1; }
. benchmarks/own-processes.sh

"$JAVA" "@probe-worker/src/main/jvm/probe.jvmargs" -cp "$CLASSES" \
    io.waddleperf.probe.responder.ResponderMain --http-port=0 --udp-port=0 --iperf-port=0 --speed-port=off --https-port=off >"$work/responder" &
started="$started $!"
until_true 'grep -qs "responder ready" "$work/responder"'
OUR_PORT=$(sed -n 's/.*iperf3 on [^ ]*:\([0-9]*\)[ ,].*/\1/p' "$work/responder")
iperf3 -s -B 127.0.0.1 -p "$IPERF3_PORT" --forceflush >"$work/server" 2>&1 &
started="$started $!"
until_true 'grep -qs "Server listening" "$work/server"'

port() { if [ "$1" = ours ]; then echo "$OUR_PORT"; else echo "$IPERF3_PORT"; fi; }

# client server tcp|udp forward|reverse -> bits a second that arrived
measure() {
    rate=
    if [ "$1" = ours ]; then
        [ "$3" = tcp ] || rate=$RATE
        # shellcheck disable=SC2086
        "$JAVA" "@probe-worker/src/main/jvm/probe.jvmargs" -cp "$CLASSES" \
            io.waddleperf.probe.throughput.ThroughputMain 127.0.0.1 "$(port "$2")" "$3" "$4" "$STREAMS" \
            "$SECONDS_EACH" $rate >"$work/last"
        sed -n 's/^bitsPerSecond=//p' "$work/last"
    else
        [ "$3" = tcp ] || rate="-u -l 1400 -b $((RATE / STREAMS))"
        [ "$4" = forward ] || rate="$rate -R"
        # shellcheck disable=SC2086
        iperf3 -c 127.0.0.1 -p "$(port "$2")" -t "$SECONDS_EACH" -P "$STREAMS" -f k $rate >"$work/last"
        # of several streams the last line is the sum
        awk '/receiver/ { for (i = 1; i < NF; i++) if ($(i + 1) == "Kbits/sec") got = $i } END { print got * 1000 }' \
            "$work/last"
    fi
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

round=1
while [ "$round" -le "$ROUNDS" ]; do
    for way in forward reverse; do
        for protocol in tcp udp; do
            for pair in ours-ours ours-iperf3 iperf3-ours iperf3-iperf3; do
                measure "${pair%-*}" "${pair#*-}" $protocol $way >>"$work/$protocol-$way-$pair"
            done
        done
    done
    round=$((round + 1))
done

echo "median of $ROUNDS rounds of $SECONDS_EACH s, $STREAMS stream(s); congestion control $(
    cat /proc/sys/net/ipv4/tcp_congestion_control)"
for way in forward reverse; do
    base=$(median <"$work/tcp-$way-iperf3-iperf3")
    for pair in ours-ours ours-iperf3 iperf3-ours iperf3-iperf3; do
        median <"$work/tcp-$way-$pair" | awk -v base="$base" -v what="tcp $way $pair" \
            '{ printf "%-28s %6.2f Gbit/s, ratio %.2f\n", what, $1 / 1e9, $1 / base }'
    done
    for pair in ours-ours ours-iperf3 iperf3-ours iperf3-iperf3; do
        median <"$work/udp-$way-$pair" | awk -v asked="$RATE" -v what="udp $way $pair" \
            '{ printf "%-28s %6.1f Mbit/s, off by %+.2f %%\n", what, $1 / 1e6, 100 * ($1 / asked - 1) }'
    done
done
