# shellcheck shell=sh
# Sourced by ../spark.sh and ../trino.sh: a sample of an archive, what docs/ARCHIVE.md has to be run on it, and the
# comparison of what came out with what was written.
JAVA_HOME=$(./waddleperf jdk)
export JAVA_HOME
# shellcheck disable=SC2034 # the script uses it
ENGINES=$PWD/benchmarks/target/engines # kept from one run to the next
mkdir -p "$ENGINES"
work=$(mktemp -d "$ENGINES/run.XXXXXX")
server=
end() {
    [ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server"; } || true
    rm -rf "$work"
}
trap end EXIT
benchmarks/run-main.sh ArchiveSample "-Dwork=$work"

# The statements of the page in $1 as they stand there; $2 is the archive.
statements() { # LANGUAGE ARCHIVE
    awk -v "fence=\`\`\`$1" '$0 == fence {on = 1; next} /^```/ {on = 0} on' docs/ARCHIVE.md | sed "s|ARCHIVE|$2|"
}

# Whether what an engine said is each answer and each line, and nothing else.
compare() { # ENGINE OUTPUT
    cat "$work/answers" "$work/lines" >"$work/wanted"
    if ! diff "$work/wanted" "$2" >"$work/difference"; then
        head -n 20 "$work/difference"
        echo "$1 read something else than was written (<), the first 20 lines of the difference above" >&2
        return 1
    fi
    echo "$1: $(wc -l <"$work/answers") rows of the page's queries and $(wc -l <"$work/lines") results in all columns as written"
}
