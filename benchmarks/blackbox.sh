#!/bin/sh
# HTTP probes by /probe, a scrape each, ours against prometheus-blackbox-exporter: probes a CPU-second of the
# process, with its start counted and steady, and resident memory. Both get the same questions about the same server
# (module http_2xx) from wrk, one after the other, in turns. Bounded: ROUNDS x 2 x 2 x SECONDS_EACH; loopback only.
# Needs prometheus-blackbox-exporter, nginx and wrk, and a built tree (./waddleperf build).
set -eu
cd "$(dirname "$0")/.."
ROUNDS=${ROUNDS:-3}
SECONDS_EACH=${SECONDS_EACH:-15}
CONNECTIONS=${CONNECTIONS:-8}
WEB=${WEB:-18781}
NGINX=${NGINX:-/usr/sbin/nginx}
OURS=${OURS:-18782}
THEIRS=${THEIRS:-18783}
JAVA_HOME=$(./waddleperf jdk)
export JAVA_HOME
JAVA=$JAVA_HOME/bin/java
PROBE=probe-worker/target/probe
# The probe as it is installed, where ./waddleperf package has built it: its own Java, and a cache of its classes.
PACKAGED=${PACKAGED:-$(echo distribution/target/waddleperf-probe-*/bin/waddleperf-probe)}
for need in prometheus-blackbox-exporter "$NGINX" wrk curl; do
    command -v "$need" >/dev/null || { echo "$need is not installed" >&2; exit 1; }
done
work=$(mktemp -d)
running=
# Ends what this script started, by its id.
end() { for one in $running; do kill "$one" 2>/dev/null || true; done; running=; }
trap 'end; [ -n "${web:-}" ] && kill "$web" 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

printf 'modules: {http_2xx: {prober: http, timeout: 5s}}\n' >"$work/modules.yml"
# A server of neither side's: our responder answers one source 500 times a second.
cat >"$work/nginx.conf" <<END
daemon off;
master_process off;
pid $work/pid;
error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path $work/1; proxy_temp_path $work/2; fastcgi_temp_path $work/3;
  uwsgi_temp_path $work/4; scgi_temp_path $work/5;
  server {
    listen 127.0.0.1:$WEB;
    location / { default_type text/plain; return 200 "here\n"; }
  }
}
END
"$NGINX" -p "$work" -e stderr -c "$work/nginx.conf" 2>"$work/nginx.log" &
web=$!

# Nothing listens on port 9: our probe runs as always, with its results and heartbeats waiting for a broker.
start_ours() {
    if [ -x "$PACKAGED" ]; then set -- "$PACKAGED"; else set -- "$JAVA" "@$PROBE/probe.jvmargs" -jar "$PROBE/probe-worker.jar"; fi
    "$@" --probe-id=benchmark \
        --bootstrap-servers=127.0.0.1:9 --data="$work/data" --allow-loopback=true --responder=true \
        --blackbox-port="$OURS" --blackbox-modules="$work/modules.yml" \
        --target-rate=100000 --total-rate=100000 >"$work/ours.log" 2>&1 &
}
start_theirs() {
    prometheus-blackbox-exporter --config.file="$work/modules.yml" --web.listen-address="127.0.0.1:$THEIRS" \
        >"$work/theirs.log" 2>&1 &
}
# CPU seconds of a process so far.
cpu() { awk -v hz="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13) / hz }' "/proc/$1/stat"; }
rss() { awk -v what="$2:" '$1 == what { print $2 / 1024 }' "/proc/$1/status"; }
await() {
    tries=0
    until curl -fs "$1" 2>/dev/null | grep -q '^probe_success 1'; do
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || { echo "no success from $1" >&2; cat "$work"/*.log >&2; exit 1; }
        sleep 0.1
    done
}
# Scrapes for some seconds; prints how many were answered, and complains of any that failed.
scrape() {
    wrk -t1 -c"$CONNECTIONS" -d"${SECONDS_EACH}s" --timeout 5s "$1" >"$work/wrk"
    grep -E 'Non-2xx|Socket errors' "$work/wrk" >&2 || true
    awk '/requests in/ { print $1 }' "$work/wrk"
}
# -> "probes a CPU-second with the start, the same steady, probes a second, resident MiB, at most"
measure() {
    url="http://127.0.0.1:$2/probe?module=http_2xx&target=http://127.0.0.1:$WEB/"
    "start_$1"
    process=$!
    running=$process
    await "$url"
    first=$(scrape "$url")
    one=$(cpu "$process")
    second=$(scrape "$url")
    two=$(cpu "$process")
    await "$url"
    awk -v n="$first" -v m="$second" -v one="$one" -v two="$two" -v s="$SECONDS_EACH" -v rss="$(rss "$process" VmRSS)" \
        -v most="$(rss "$process" VmHWM)" 'BEGIN { print n / one, m / (two - one), m / s, rss, most }'
    end
    wait "$process" 2>/dev/null || true
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

round=1
while [ "$round" -le "$ROUNDS" ]; do
    measure ours "$OURS" >>"$work/r.ours"
    measure theirs "$THEIRS" >>"$work/r.theirs"
    round=$((round + 1))
done
[ ! -x "$PACKAGED" ] || echo "ours is $PACKAGED"
echo "HTTP probes by /probe, $CONNECTIONS scrapes at once, median of $ROUNDS rounds of 2 x $SECONDS_EACH s"
printf '%-44s %10s %10s %8s\n' '' ours theirs ratio
column=1
for what in 'probes a CPU-second, start counted' 'probes a CPU-second, steady' 'probes a second, steady' \
    'resident memory, MiB' 'resident memory at most, MiB'; do
    ours=$(cut -d' ' -f"$column" "$work/r.ours" | median)
    theirs=$(cut -d' ' -f"$column" "$work/r.theirs" | median)
    awk -v what="$what" -v a="$ours" -v b="$theirs" 'BEGIN { printf "%-44s %10.0f %10.0f %8.2f\n", what, a, b, a / b }'
    column=$((column + 1))
done
