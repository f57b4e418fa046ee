# shellcheck shell=sh
# Sourced by the scripts that make and try distributions.

# A folder as a tarball that is the same for the same content: names in order, one time, no owner.
pack() { # FOLDER TARBALL EPOCH
    tar --sort=name --mtime="@$3" --owner=0 --group=0 --numeric-owner --format=gnu \
        -C "$(dirname -- "$1")" -cf - "$(basename -- "$1")" | gzip -9n >"$2.new"
    mv "$2.new" "$2"
}

# Seconds since the epoch of an ISO 8601 time.
epoch() { date -u -d "$1" +%s; }

# Of a child: one that has ended is there until the shell waits for it.
alive() { # PID
    kill -0 "$1" 2>/dev/null && ! grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null
}

# Ends a child of the script, by force where it does not go; gives its exit code.
stop() { # PID
    kill "$1" 2>/dev/null || true
    tries=0
    while alive "$1" && [ "$tries" -lt 300 ]; do
        tries=$((tries + 1))
        sleep 0.1
    done
    ! alive "$1" || kill -9 "$1" || true
    wait "$1"
}

fail() {
    printf 'distribution: %s\n' "$*" >&2
    exit 1
}
