# Sourced by the scripts that make and try distributions.

# A folder as a tarball that is the same for the same content: names in order, one time, no owner.
pack() { # FOLDER TARBALL EPOCH
    tar --sort=name --mtime="@$3" --owner=0 --group=0 --numeric-owner --format=gnu \
        -C "$(dirname -- "$1")" -cf - "$(basename -- "$1")" | gzip -9n >"$2.new"
    mv "$2.new" "$2"
}

# Seconds since the epoch of an ISO 8601 time.
epoch() { date -u -d "$1" +%s; }

fail() {
    printf 'distribution: %s\n' "$*" >&2
    exit 1
}
