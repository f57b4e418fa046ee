#!/bin/sh
# A second control-plane node by configuration only: starts `up --listen`, joins each service from its tarball to its
# Kafka (over TLS, by a name and a password) and its database, looks at health, metrics and answers, and ends them.
# Loopback only. Needs curl, a built tree and the tarballs of ./waddleperf package.
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/common.sh"
ROOT=$(CDPATH='' cd -- "$HERE/../../.." && pwd)
OUT=$(CDPATH='' cd -- "${1:-$HERE/../../target}" && pwd)
PORT=${PORT:-18770} # and the nine that follow
SERVICES='scheduler escalation-streams results-sink query-api'
STOP_SECONDS=20
JAVA_HOME=$("$ROOT/waddleperf" jdk)
export JAVA_HOME
command -v curl >/dev/null || fail "curl is not installed"
work=$(mktemp -d)
running=
# Ends what this script started, by its id, `up` last.
end() {
    for one in $running; do stop "$one" || true; done
    rm -rf "$work"
}
trap end EXIT
trap 'exit 130' INT TERM
until_true() { # SECONDS COMMAND
    tries=$(($1 * 5))
    until eval "$2" >/dev/null 2>&1; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || { tail -n 40 "$work"/*.log >&2; fail "in vain: $2"; }
        sleep 0.2
    done
}

cd "$ROOT"
./waddleperf up --listen 127.0.0.1 --port "$PORT" --kafka-port $((PORT + 1)) --listen-kafka-port $((PORT + 2)) \
    --interval 1s --data "$work/data" >"$work/up.log" 2>&1 &
up=$!
running=$up
until_true 120 'grep -q "WaddlePerf is ready" "$work/up.log"'
token=$(cat "$work/data/admin.token")
first=https://127.0.0.1:$PORT
printf 'Authorization: Bearer %s\n' "$token" >"$work/who" # a process' arguments are for all to see
ask() { curl -fsS -m 10 --cacert "$work/data/authority/authority.pem" -H "@$work/who" "$@"; }
until_true 60 'ask "$first/api/v1/results?limit=1" | grep -q startedAt'

# What an operator pastes into the environment of the second node.
./waddleperf services credentials node-2 --joining --data "$work/data" >"$work/kafka.env" 2>"$work/credentials.log"
database=$(sed -n '/"database"/,/}/s/.*"port" *: *\([0-9]*\).*/\1/p' "$work/data/runtime.json")
cat >"$work/node.env" <<SETTINGS
QUARKUS_DATASOURCE_JDBC_URL='jdbc:mariadb://127.0.0.1:$database/waddleperf?sslMode=disable&connectTimeout=2000&socketTimeout=60000'
QUARKUS_DATASOURCE_USERNAME=waddleperf
QUARKUS_DATASOURCE_PASSWORD=$(cat "$work/data/database.password")
WADDLEPERF_ACCOUNTS=required
WADDLEPERF_BOOTSTRAP_TOKEN=$token
SETTINGS

offset=3
for service in $SERVICES; do
    tar -C "$work" -xzf "$OUT"/waddleperf-"$service"-*.tar.gz
    mkdir "$work/$service"
    (
        set -a
        # shellcheck disable=SC1091 # made above
        . "$work/kafka.env"
        # shellcheck disable=SC1091
        . "$work/node.env"
        export STATE_DIRECTORY="$work/$service" QUARKUS_HTTP_PORT=$((PORT + offset))
        set +a
        exec "$work"/waddleperf-"$service"-*/bin/waddleperf-"$service"
    ) >"$work/$service.log" 2>&1 &
    eval "pid_$offset=$!"
    running="$! $running"
    offset=$((offset + 1))
done
offset=3
for service in $SERVICES; do
    url=http://127.0.0.1:$((PORT + offset))
    until_true 120 "ask $url/q/health/ready"
    ask "$url/q/health/live" >/dev/null || fail "$service is not alive"
    ask "$url/q/metrics" | grep -q '^waddleperf_' || fail "$service has no metrics of its own"
    ask "$url/version" | grep -q "\"service\":\"$service\",\"version\":\"$("$ROOT/scripts/version/version.sh" --semantic)\"" ||
        fail "$service does not say which version it is"
    echo "$service: joined, ready, alive, with metrics"
    offset=$((offset + 1))
done

second=http://127.0.0.1:$((PORT + 6))
paths() { ask "$1/api/v1/paths" | tr ',' '\n' | grep '"target"' | sort; }
[ -n "$(paths "$first")" ] && [ "$(paths "$first")" = "$(paths "$second")" ] || fail "the two APIs tell different paths"
echo "the second API answers as the first"
# One probe sends to one partition, which either of the sinks may have.
if ask "http://127.0.0.1:$((PORT + 5))/q/metrics" | grep '^waddleperf_sink_received' | grep -qv ' 0\.0$'; then
    echo "the second sink stores what the probe sends"
else
    echo "the second sink waits: the probe's partition is the first one's"
fi

# SIGTERM: each ends in time, and what it had in hand goes on elsewhere.
offset=3
for service in $SERVICES; do
    eval "pid=\$pid_$offset"
    begun=$(date +%s)
    code=0
    # shellcheck disable=SC2154 # by the line above
    stop "$pid" || code=$?
    took=$(($(date +%s) - begun))
    [ "$code" = 143 ] || [ "$code" = 0 ] || { tail -n 40 "$work/$service.log" >&2; fail "$service ended with $code"; }
    [ "$took" -le "$STOP_SECONDS" ] || fail "$service took $took s to end"
    ! grep -E ' ERROR +\[io\.waddleperf' "$work/$service.log" || fail "$service told of errors"
    echo "$service: ended with $code within $took s"
    offset=$((offset + 1))
done
running=$up
# shellcheck disable=SC2034 # in the condition below
since=$(date -u +%Y-%m-%dT%H:%M:%S)
until_true 60 'ask "$first/api/v1/results?limit=1" | sed -n "s/.*\"startedAt\":\"\([^\"]*\)\".*/\1/p" | awk -v since="$since" "\$1 > since { f = 1 } END { exit !f }"'

# Those of the changes of hands are among the newest.
ask "$first/api/v1/results?limit=100" | tr ',' '\n' | sed -n 's/.*"commandId":"\([^"]*\)".*/\1/p' | sort >"$work/found"
[ "$(wc -l <"$work/found")" = "$(sort -u "$work/found" | wc -l)" ] || fail "a result stands twice"
echo "results go on: of the newest $(wc -l <"$work/found" | tr -d ' ') none stands twice"
./waddleperf services revoke node-2 --data "$work/data" >/dev/null
stop "$up" || true
running=
