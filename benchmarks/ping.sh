#!/bin/sh
# Ping against fping and ping, interleaved in one run: p50 and p99 of the round trip, in µs; on loopback, or with
# WHERE=veth to a network namespace of its own over a virtual cable (needs root). Needs fping and ping (iputils), and the
# right to send echo requests. Bounded: rounds x 3 x COUNT packets.
set -eu
cd "$(dirname "$0")/.."
COUNT=${COUNT:-2000}
ROUNDS=${ROUNDS:-5}
WHERE=${WHERE:-loopback}
JAVA_HOME=$(./waddleperf jdk)
export JAVA_HOME
JAVA=$JAVA_HOME/bin/java
CLASSES=${CLASSES:-probe-worker/target/probe/probe-worker.jar}
command -v fping >/dev/null || { echo "fping is not installed" >&2; exit 1; }
case $WHERE in
loopback) TARGET=127.0.0.1 ;;
veth)
    TARGET=192.0.2.2
    [ "${INSIDE:-}" = yes ] || INSIDE=yes exec unshare -nm benchmarks/ping.sh
    . benchmarks/veth.sh
    ;;
*) echo "WHERE is loopback or veth" >&2; exit 1 ;;
esac
ping -c 2 -i 0.001 "$TARGET" >/dev/null 2>&1 || { echo "ping -i 0.001 needs root here" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Round trips in µs, one a line -> "p50 p99".
quantiles() { sort -n | awk '{ v[NR] = $1 } END { print v[int(NR * 0.5) + 1], v[int(NR * 0.99) + 1] }'; }

waddleperf() {
    "$JAVA" "@probe-worker/src/main/jvm/probe.jvmargs" -cp "$CLASSES" \
        io.waddleperf.probe.ping.PingMain "$TARGET" "$COUNT" 1 | tee "$work/last" |
        sed -n 's/.*p50=\([0-9.]*\).*p99=\([0-9.]*\).*/\1 \2/p'
}
fping_() {
    fping -q -C "$COUNT" -p 1 -t 1000 "$TARGET" 2>&1 | sed 's/.*: //' | tr ' ' '\n' |
        awk '$1 ~ /^[0-9.]+$/ { print $1 * 1000 }' | quantiles
}
ping_() {
    ping -c "$COUNT" -i 0.001 "$TARGET" | sed -n 's/.*time=\([0-9.]*\) ms/\1/p' | awk '{ print $1 * 1000 }' | quantiles
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

round=1
while [ "$round" -le "$ROUNDS" ]; do
    for who in waddleperf fping_ ping_; do "$who" >>"$work/$who"; done
    round=$((round + 1))
done
head -n 1 "$work/last"
printf '%-12s %8s %8s   (%s, median of %s rounds of %s packets)\n' 'µs' p50 p99 "$WHERE" "$ROUNDS" "$COUNT"
for who in waddleperf fping_ ping_; do
    printf '%-12s %8s %8s\n' "${who%_}" "$(cut -d' ' -f1 "$work/$who" | median)" "$(cut -d' ' -f2 "$work/$who" | median)"
done
