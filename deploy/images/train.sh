#!/bin/sh
# A cache of the classes that a service's start loads and links (JEP 483, 514): app/service.aot, from a start that finds
# nothing on port 9 of this machine and is ended as soon as it lives. Where Java or a jar is another one later, the cache
# is passed over.
# usage: train.sh JAVA_HOME FOLDER PORT     FOLDER: of the service, with bin/healthy; PORT: a free one
set -eu
FOLDER=$2 PORT=$3
WITHIN_S=120
work=$(mktemp -d)
service=''
# It writes the cache as it ends, which may take as long as its start.
end() {
    [ -n "$service" ] || return 0
    kill "$service" 2>/dev/null || true
    waited=0
    while kill -0 "$service" 2>/dev/null; do
        waited=$((waited + 1))
        [ "$waited" -le "$WITHIN_S" ] || kill -9 "$service" 2>/dev/null || true
        sleep 1
    done
    service=''
}
trap 'end; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
JAVA_HOME=$1 STATE_DIRECTORY=$work/state KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:9 \
    QUARKUS_DATASOURCE_JDBC_URL=jdbc:mariadb://127.0.0.1:9/waddleperf QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=$PORT \
    JAVA_OPTS=-XX:AOTCacheOutput=$FOLDER/app/service.aot "$FOLDER/bin/start" >"$work/log" 2>&1 &
service=$!
waited=0
until "$FOLDER/bin/healthy" "$PORT" /q/health/live >/dev/null 2>&1; do
    kill -0 "$service" 2>/dev/null && [ "$waited" -lt "$WITHIN_S" ] || {
        cat "$work/log" >&2
        echo "train: the service does not live within $WITHIN_S s" >&2
        exit 1
    }
    waited=$((waited + 1))
    sleep 1
done
end
[ -s "$FOLDER/app/service.aot" ] || { cat "$work/log" >&2; exit 1; }
cat >>"$FOLDER/app/service.jvmargs" <<FLAGS
# Classes, loaded and linked.
-XX:AOTCache=$FOLDER/app/service.aot
FLAGS
