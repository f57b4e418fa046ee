#!/bin/sh
# Caches of classes that are loaded, linked and initialised (JEP 483, 515): measure.aot and probe.aot in APP, each from
# a run on loopback. Nothing leaves this machine; nothing listens on port 9.
# usage: train.sh JAVA_HOME APP WORK     APP: the folder of probe-worker.jar; WORK: an empty folder
set -eu
JAVA=$1/bin/java APP=$2 WORK=$3
JAR=$APP/probe-worker.jar
running=
end() { for one in $running; do kill "$one" 2>/dev/null || true; done; }
trap end EXIT
trap 'exit 130' INT TERM
await() { # FILE WORD
    tries=0
    until grep -q "$2" "$1" 2>/dev/null; do
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || { cat "$1" >&2; echo "train: no '$2' within 30 s" >&2; exit 1; }
        sleep 0.1
    done
}
# What was recorded becomes a cache, with more memory than the probe itself has.
create() { # NAME ARGUMENTS…
    name=$1
    shift
    "$JAVA" "@$APP/probe.jvmargs" -Xmx512m -XX:AOTMode=create "-XX:AOTConfiguration=$WORK/$name.conf" \
        "-XX:AOTCache=$WORK/$name.aot" "$@" >"$WORK/$name.create" 2>&1 || { cat "$WORK/$name.create" >&2; exit 1; }
    mv "$WORK/$name.aot" "$APP/$name.aot"
}

# A probe on its own, whose pages and blackbox endpoint are tested by the other run.
"$JAVA" "@$APP/probe.jvmargs" -XX:AOTMode=record "-XX:AOTConfiguration=$WORK/probe.conf" -jar "$JAR" \
    --probe-id=training --bootstrap-servers=127.0.0.1:9 "--data=$WORK/data" --allow-loopback=true \
    --responder-https-port=0 --blackbox-port=0 >"$WORK/probe.log" 2>&1 &
probe=$!
running=$probe
await "$WORK/probe.log" '^probe ready:'
at() { sed -n "s/^probe ready:.* $1=\([^ ]*\).*/\1/p" "$WORK/probe.log"; }
web=$(at responder) udp=$(at udp) https=$(at https) blackbox=$(at blackbox)

measure() {
    "$JAVA" "@$APP/probe.jvmargs" -XX:AOTMode=record "-XX:AOTConfiguration=$WORK/measure.conf" -cp "$JAR" \
        io.waddleperf.probe.oneshot.MeasureMain "$@"
}
plain() {
    "$JAVA" "@$APP/probe.jvmargs" -cp "$JAR" io.waddleperf.probe.oneshot.MeasureMain "$@" >/dev/null 2>&1 || true
}
port=${web##*:}
# Its failures do not matter (a machine without ICMP, a certificate of nobody): its classes do.
measure "http://localhost:${port%%/*}/" >"$WORK/measure.log" 2>&1 || true
for module in http_2xx tcp_connect icmp; do
    case $module in http_2xx) target=$web ;; tcp_connect) target=127.0.0.1:${port%%/*} ;; *) target=127.0.0.1 ;; esac
    plain "$blackbox?module=$module&target=$target" --tests=http
done
[ -z "$https" ] || plain "$https/" --tests=http,tls
[ -z "$udp" ] || plain "127.0.0.1:$udp" --tests=udp
kill "$probe"
wait "$probe" || true
running=

create probe -jar "$JAR"
create measure -cp "$JAR" io.waddleperf.probe.oneshot.MeasureMain
