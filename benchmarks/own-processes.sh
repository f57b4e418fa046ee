# shellcheck shell=sh
# Sourced by scripts that start the probe's programs beside their peers: its JVM, a folder of their own, and an end to
# all that they started. The script adds each process to $started.
JAVA_HOME=$(./waddleperf jdk)
export JAVA_HOME
# shellcheck disable=SC2034 # the script uses it
JAVA=$JAVA_HOME/bin/java
CLASSES=${CLASSES:-probe-worker/target/probe/probe-worker.jar}
work=$(mktemp -d)
started=
end() {
    for pid in $started; do kill "$pid" 2>/dev/null || true; done
    wait
    rm -rf "$work"
}
trap end EXIT

until_true() {
    tries=0
    until eval "$1"; do
        tries=$((tries + 1))
        [ $tries -lt 100 ] || { echo "in vain: $1" >&2; exit 1; }
        sleep 0.1
    done
}
