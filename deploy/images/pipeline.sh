#!/bin/bash
# The data path across containers: brings a file of deploy/compose up as an operator does, sees a result arrive in the API,
# breaks what is tested, sees the breach become an incident of tier 2, stops everything, and leaves nothing behind. Of the
# large one it also kills a broker and the node of Galera that is written to, and looks into the bucket and at Keycloak.
# Needs the images (build.sh), docker with compose, or podman with docker-compose, and curl. Loopback and the containers'
# own networks only.
# usage: pipeline.sh [small|large]     (small)
#
#   PORT           of the page of the small one, and the two that follow (18870); the large one has 8080, 8180, 8443 and
#                  9094 to 9096, which Keycloak and the brokers know
#   PATIENCE       how many times longer a slow machine may take (1)
#   KEEP=1         waits for Enter before it ends
#   TAG, REGISTRY  of the images
# shellcheck disable=SC2016,SC2034,SC2153 # what is tried again and again is told as text; COMPOSE is engine.sh's
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR
. "$HERE/engine.sh"
COMPOSED=$HERE/../compose
SIZE=${1:-small}
case $SIZE in
    small) FILE=compose.small.yaml BROKER=kafka PORT=${PORT:-18870} TLS_PORT=$((PORT + 1)) PROBES_PORT=$((PORT + 2)) ;;
    large) FILE=compose.yaml BROKER=kafka-1 PORT=8080 TLS_PORT=8443 PROBES_PORT=9094 ;;
    *) fail "small or large, not '$SIZE'" ;;
esac
PROJECT=waddleperf-pipeline
command -v curl >/dev/null || fail "curl is not installed"
work=$(mktemp -d)
up=0
end() {
    [ "$up" = 0 ] || down || cat "$work/down.log" >&2
    engine_ends
    rm -rf "$work"
}
trap end EXIT
trap 'exit 130' INT TERM
down() { # query-api lives in the network of Keycloak, which podman does not remove before it
    { [ "$SIZE" = small ] || compose rm -s -f query-api; } >"$work/down.log" 2>&1
    compose down -v -t 5 >>"$work/down.log" 2>&1
}
compose() { $COMPOSE -p "$PROJECT" -f "$COMPOSED/$FILE" --env-file "$work/env" "$@"; }
since=$(date +%s)
say() { echo "$(($(date +%s) - since)) s: $*"; }
until_true() { # SECONDS COMMAND
    limit=$(($(date +%s) + $1 * ${PATIENCE:-1}))
    until eval "$2" >"$work/last" 2>&1; do
        [ "$(date +%s)" -lt "$limit" ] || { diagnose; fail "in vain within $1 s: $2"; }
        sleep 1
    done
}
diagnose() {
    compose ps >&2 || true
    compose logs --tail 15 >&2 || true
    cat "$work/last" >&2
}

engine "$work" "$PROJECT"
secret() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
token=$(secret)
cat >"$work/env" <<SETTINGS
DATABASE_PASSWORD=$(secret)
ADMIN_PASSWORD=$(secret)
ADMIN_TOKEN=$token
HTTP_PORT=$PORT
HTTPS_PORT=$TLS_PORT
KAFKA_PORT=$PROBES_PORT
S3_ACCESS_KEY=$(secret)
S3_SECRET_KEY=$(secret)
KEYCLOAK_ADMIN_PASSWORD=$(secret)
OIDC_CLIENT_SECRET=$(secret)
TAG=${TAG:-$("$HERE/../../scripts/version/version.sh" --semantic)}
REGISTRY=${REGISTRY:-docker.io/waddleperf}
SETTINGS
printf 'Authorization: Bearer %s\n' "$token" >"$work/who"
page=http://127.0.0.1:$PORT
ask() { curl -fsS -m 10 -H "@$work/who" "$@"; }
put() { ask -X PUT -H 'Content-Type: application/json' -d "$2" "$page$1" >/dev/null; }

up=1
compose up -d --no-build >"$work/up.log" 2>&1 || { cat "$work/up.log" >&2; diagnose; fail "it does not come up"; }
say "all containers are up, in the order of their health"
until_true 60 'ask "$page/api/v1/probes" | grep -q "\"id\":\"compose\""'
say "the probe has joined"

# What nginx adds to the page is what query-api adds to its own answers.
headers() {
    curl -sS -m 10 -o /dev/null -D - -H 'Accept: text/html' "$1" | tr -d '\r' |
        grep -iE '^(content-security|x-content|x-frame|cross-origin|permissions|referrer)' | tr '[:upper:]' '[:lower:]' | sort
}
headers "$page/" >"$work/page"
headers "$page/q/health/live" >"$work/api"
if ! cmp -s "$work/page" "$work/api" || [ "$(wc -l <"$work/page")" != 7 ]; then
    diff "$work/page" "$work/api" >&2 || true
    fail "the page's headers are not the seven of the API"
fi
curl -fsS -m 10 --compressed "$page/" | grep -q '<div id="root"' || fail "there is no page at $page"
curl -fsS -m 10 "$page/version/webui" | grep -q '^{"service":"webui","version":"[0-9]' || fail "the page's image tells no version"

# From where probes are, Kafka is what needs a name and a password, and nothing else of it is there.
from_outside() { compose exec -T responder bash -c "exec 3<>/dev/tcp/$BROKER/$1"; } # PORT
until_true 20 'from_outside "$PROBES_PORT"'
for inner in 9092 9093; do
    ! from_outside "$inner" >"$work/last" 2>&1 || fail "$BROKER:$inner, which asks for no password, is open to probes"
done

put /api/v1/targets/web '{"address":"http://responder:8088/health","owned":true}'
checks='[{"name":"http","spec":{"type":"http"}},{"name":"ping","spec":{"type":"ping","count":3,"intervalUs":100000}}]'
put /api/v1/schedules/fast "{\"targets\":[\"web\"],\"intervalUs\":2000000,\"checks\":$checks}"
until_true 90 'ask "$page/api/v1/results?target=web&check=http" | grep -q "\"type\":\"measured\""'
say "a result has arrived"
until_true 60 'ask "$page/api/v1/results?target=web&check=ping" | grep -q "\"type\":\"measured\""'
say "so has one of a ping"

newest() { ask "$page/api/v1/results?target=web&check=http&limit=1" | sed -n 's/.*"dueAt":"\([^"]*\)".*/\1/p'; }
later_than() { [ "$(newest)" \> "$1" ]; }
if [ "$SIZE" = large ]; then
    compose kill kafka-2 mariadb-1 >/dev/null 2>&1
    before=$(newest)
    until_true 120 'later_than "$before"'
    say "a broker and the node that is written to are dead, and results arrive"
    compose start mariadb-1 kafka-2 >/dev/null 2>&1
    until_true 180 'compose exec -T mariadb-1 healthcheck.sh --galera_online'
    say "both are back"
    until_true 60 'curl -fsSL -m 20 -c "$work/cookies" "$page/api/v1/oidc/login" | grep -q "name=\"password\""'
    say "Keycloak asks for a name and a password"
    until_true 420 'compose exec -T s3 sh -c "find /data/waddleperf/archive -name *.parquet" | grep -q .'
    say "the bucket has results"
fi

compose stop -t 10 responder >/dev/null 2>&1
until_true 120 'ask "$page/api/v1/incidents?state=open&target=web" | grep -q "\"id\":"'
say "what was tested is gone: an incident is open"
until_true 120 'ask "$page/api/v1/results?target=web&tier=2" | grep -q "\"id\":"'
say "tier 2 has looked deeper"
ask "$page/api/v1/escalations?target=web" | grep -q '"target":"web"' || fail "no escalation is told"

[ "${KEEP:-0}" = 0 ] || { echo "kept: $page, token $token; Enter ends it"; read -r _; }

# SIGTERM is enough: whoever was ended by force ends with 137.
compose stop >"$work/stop.log" 2>&1
for one in $(compose ps -aq 2>/dev/null || compose ps -q); do
    told=$($ENGINE inspect -f '{{.Name}} {{.State.ExitCode}}' "$one")
    case $told in
        *' 0' | *' 143') ;;
        *kafka-[123]?1' 137') ;; # of brokers that stop together the last waits in vain for one to hand over to
        *) compose logs --tail 30 >&2; fail "ended badly: $told" ;;
    esac
done
! compose logs 2>&1 | grep -E ' ERROR +\[io\.waddleperf' || fail "a service told of errors"
say "all have ended by themselves"
down || { cat "$work/down.log" >&2; fail "down -v"; }
up=0
left=$($ENGINE ps -aq --filter "label=com.docker.compose.project=$PROJECT"; $ENGINE volume ls -q | grep "^${PROJECT}_" || true)
[ -z "$left" ] || fail "something is left behind: $left"
say "nothing is left"
