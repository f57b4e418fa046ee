#!/bin/sh
# Our speed test and curl as clients, our responder and nginx as servers, in the four pairings, on loopback, interleaved:
# one connection, download and upload. A pairing is named client-server. Needs curl and nginx (Debian's packages).
# Bounded: rounds x 8 transfers of SECONDS or of 1 GiB each; a file of 1 GiB in the folder of temporary files.
set -eu
cd "$(dirname "$0")/.."
SECONDS_EACH=${SECONDS_EACH:-3}
ROUNDS=${ROUNDS:-5}
NGINX_PORT=${NGINX_PORT:-8992}
NGINX=${NGINX:-/usr/sbin/nginx}
command -v curl >/dev/null || { echo "curl is not installed" >&2; exit 1; }
[ -x "$NGINX" ] || { echo "nginx is not installed" >&2; exit 1; }
. benchmarks/own-processes.sh

head -c 1073741824 /dev/zero >"$work/large"
chmod 755 "$work"
cat >"$work/nginx.conf" <<END
daemon off;
master_process off;
pid $work/pid;
error_log stderr;
events {}
http {
  access_log off;
  sendfile on;
  client_max_body_size 0;
  client_body_temp_path $work/1; proxy_temp_path $work/2; fastcgi_temp_path $work/3;
  uwsgi_temp_path $work/4; scgi_temp_path $work/5;
  server {
    listen 127.0.0.1:$NGINX_PORT;
    location = /backend/garbage.php { alias $work/large; }
    location / { return 200; }
  }
}
END
"$NGINX" -p "$work" -e stderr -c "$work/nginx.conf" 2>"$work/nginx" &
started="$started $!"
"$JAVA" "@probe-worker/src/main/jvm/probe.jvmargs" -cp "$CLASSES" io.waddleperf.probe.responder.ResponderMain \
    --http-port=0 --udp-port=0 --iperf-port=off --speed-port=0 --https-port=off >"$work/responder" &
started="$started $!"
until_true 'grep -qs "responder ready" "$work/responder"'
OUR_PORT=$(sed -n 's/.*speed tests on [^ ]*:\([0-9]*\) .*/\1/p' "$work/responder")
until_true 'curl -s -o "$work/last" "http://127.0.0.1:$NGINX_PORT/backend/empty.php"'

url() { if [ "$1" = ours ]; then echo "http://127.0.0.1:$OUR_PORT"; else echo "http://127.0.0.1:$NGINX_PORT"; fi; }

# client server forward|reverse -> bits a second
measure() {
    if [ "$1" = ours ]; then
        "$JAVA" "@probe-worker/src/main/jvm/probe.jvmargs" -cp "$CLASSES" io.waddleperf.probe.speedtest.SpeedtestMain \
            "$(url "$2")/" 127.0.0.1 "$3" 1 "$SECONDS_EACH" >"$work/last"
        sed -n 's/^[a-z]*wardBitsPerSecond=//p' "$work/last"
    elif [ "$3" = reverse ]; then
        curl -s -o /dev/null -w '%{speed_download}\n' "$(url "$2")/backend/garbage.php?ckSize=1024" |
            awk '{ printf "%.0f\n", 8 * $1 }'
    else
        curl -s -o /dev/null -w '%{speed_upload}\n' -X POST -T "$work/large" "$(url "$2")/backend/empty.php" |
            awk '{ printf "%.0f\n", 8 * $1 }'
    fi
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

round=1
while [ "$round" -le "$ROUNDS" ]; do
    for way in reverse forward; do
        for pair in ours-ours ours-nginx curl-ours curl-nginx; do
            measure "${pair%-*}" "${pair#*-}" $way >>"$work/$way-$pair"
        done
    done
    round=$((round + 1))
done

echo "median of $ROUNDS rounds, one connection; ours $SECONDS_EACH s after 1 s of grace, curl 1 GiB"
for way in reverse forward; do
    base=$(median <"$work/$way-curl-nginx")
    for pair in ours-ours ours-nginx curl-ours curl-nginx; do
        median <"$work/$way-$pair" | awk -v base="$base" -v what="$way $pair" \
            '{ printf "%-24s %6.2f Gbit/s, ratio %.2f\n", what, $1 / 1e9, $1 / base }'
    done
done
