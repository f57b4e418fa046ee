#!/bin/sh
# Upgrades as docs/how-to/upgrade.md has them, from the version before to this tree and back, each as it is shipped.
# RollingUpgrade: two of each service, probes, a broker and mariadbd; one part after the other is raised while results
# flow, then all are brought back; by id nothing is lost or doubled from the senders to Kafka, the table and the archive,
# each due run has one ending, and a breach in the middle becomes an incident. UpUpgrade: `up` of both on one directory.
# Ends with 1 where anything is not so. 25 minutes with both builds, 4 GiB of memory, 4 GiB of disk. All on loopback.
# usage: upgrade.sh [REF] [options of the JVM]     REF: of git; without it the version before, as release.sh says
#
#   OLD     the folder in which the version before is built; kept for the next run (else one that is deleted)
#   WHAT    only one of the two, by its name
set -eu
cd "$(dirname "$0")/.."
case ${1:-} in
    '' | -*) ref=$(benchmarks/release.sh --before) ;;
    *) ref=$1 && shift ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
new=$(benchmarks/release.sh .)
old=$(benchmarks/release.sh "${OLD:-$work/tree}" "$ref")
for class in ${WHAT:-RollingUpgrade UpUpgrade}; do
    benchmarks/run-main.sh "$class" "-Dold=$old" "-Dnew=$new" "$@"
done
