# Sourced by the scripts that run containers: $COMPOSE, by docker or by podman, and an end to what they need.
# shellcheck shell=bash disable=SC2034 # for those that source it

fail() {
    printf '%s: %s\n' "$(basename -- "$0" .sh)" "$*" >&2
    exit 1
}

# podman has no daemon: what docker-compose asks is answered by a service of ours, at a socket of ours. Where no systemd
# runs there are no timers either, and nobody asks for the health of containers: $health does.
with_podman() { # FOLDER PROJECT
    for tool in podman docker-compose; do command -v $tool >/dev/null || fail "there is neither docker compose nor $tool"; done
    runtime=crun
    ! command -v runc >/dev/null || runtime=runc
    # Limits that this user may set, whatever the engine would like better.
    files=$(least "$(ulimit -Hn)" 20000) processes=$(least "$(ulimit -Hu)" 30000)
    cat >"$1/containers.conf" <<CONFIGURATION
[containers]
default_ulimits = ["nofile=$files:$files", "nproc=$processes:$processes"]
[engine]
cgroup_manager = "cgroupfs"
runtime = "$runtime"
[network]
network_backend = "netavark"
CONFIGURATION
    export CONTAINERS_CONF="$1/containers.conf" DISABLE_HC_SYSTEMD=true COMPOSE_HTTP_TIMEOUT=300 DOCKER_HOST="unix://$1/podman.sock"
    podman system service --time=0 "$DOCKER_HOST" >"$1/service.log" 2>&1 &
    service=$!
    tries=0
    until [ -S "$1/podman.sock" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || { cat "$1/service.log" >&2; fail "podman's service does not start within 10 s"; }
        sleep 0.1
    done
    ask_health "$2" &
    health=$!
    ENGINE=podman COMPOSE=docker-compose
}
least() { # LIMIT NUMBER: a limit may be no number
    if [ "$1" = unlimited ] || [ "$1" -gt "$2" ]; then echo "$2"; else echo "$1"; fi
}
ask_health() { # PROJECT
    while sleep 3; do
        for one in $(podman ps -q --filter "label=com.docker.compose.project=$1" 2>/dev/null); do
            podman healthcheck run "$one" >/dev/null 2>&1 || true
        done
    done
}

engine() { # FOLDER PROJECT
    service='' health=''
    if command -v docker >/dev/null && docker compose version >/dev/null 2>&1 && docker info >/dev/null 2>&1; then
        ENGINE=docker COMPOSE='docker compose'
    else
        with_podman "$1" "$2"
    fi
}
engine_ends() {
    for one in $health $service; do
        kill "$one" 2>/dev/null || true
        wait "$one" 2>/dev/null || true
    done
}
