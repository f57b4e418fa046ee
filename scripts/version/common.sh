# shellcheck shell=sh
# Sourced by the scripts of versions. A version is MAJOR.MINOR.PATCH[.BUILD]; BUILD is seconds since the epoch, and what
# has one is on its way to the release of the same three numbers. `.version` holds it after a `v`.

fail() {
    printf '%s: %s\n' "$(basename -- "$0")" "$*" >&2
    exit 1
}

is_version() { # VERSION
    printf '%s\n' "$1" | grep -Eqx '(0|[1-9][0-9]{0,8})(\.(0|[1-9][0-9]{0,8})){2}(\.[1-9][0-9]{0,10})?'
}

# What ROOT/.version holds without its `v`; 0.0.0 of this second where a tree has none. A broken one is an error.
read_version() { # ROOT
    if [ -f "$1/.version" ]; then
        text=$(cat "$1/.version")
        if [ "$text" = "${text#v}" ] || ! is_version "${text#v}"; then
            fail "$1/.version holds '$text' and not vMAJOR.MINOR.PATCH[.BUILD], such as v1.4.0"
        fi
        printf '%s\n' "${text#v}"
    else
        printf '0.0.0.%s\n' "$(date +%s)"
    fi
}

semantic() { # VERSION: its first three numbers
    printf '%s\n' "$1" | cut -d. -f1-3
}

replace() { # FILE SED-PROGRAM
    sed "$2" "$1" >"$1.new"
    cat "$1.new" >"$1" # keeps the file's mode
    rm "$1.new"
}

# Of the tags of releases in standard input and VERSION, the highest that begins with PREFIX.
highest_release() { # PREFIX VERSION
    { cat && printf '\nv%s\n' "$2"; } | sed -nE 's/^v([0-9]+\.[0-9]+\.[0-9]+)$/\1/p' |
        awk -v prefix="$1" 'substr($0, 1, length(prefix)) == prefix' | sort -t . -k 1,1n -k 2,2n -k 3,3n | tail -n 1
}

# As other packagers write what comes before a release: with ~ for Debian 1.4.0~rc.2 and 1.4.0~BUILD, which are lower than
# 1.4.0; with - for Helm.
before_release() { # VERSION SIGN
    printf '%s\n' "$1" | sed -E "s/^([0-9]+\.[0-9]+\.[0-9]+)[.-]/\1$2/"
}
