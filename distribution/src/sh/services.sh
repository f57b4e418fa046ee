#!/bin/sh
# A folder and a tarball for each service that runs alone.
# usage: services.sh ROOT OUT VERSION TIME LICENSE     ROOT: of the source tree, built with -Papplications
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/common.sh"
ROOT=$1 OUT=$2 VERSION=$3 TIME=$(epoch "$4") LICENSE=$5
SOURCE=$HERE/../service

# What is only known where it is started.
own_data() {
    case $1 in
        escalation-streams) echo 'export WADDLEPERF_STREAMS_STATE_DIR="${WADDLEPERF_STREAMS_STATE_DIR:-$DATA/streams}"' ;;
        results-sink) echo 'export WADDLEPERF_ARCHIVE_WORK_FOLDER="${WADDLEPERF_ARCHIVE_WORK_FOLDER:-$DATA/archive-work}"' ;;
    esac
}
# A template with its service; the line @DATA@ becomes what own_data says.
fill() {
    line=$(own_data "$1")
    sed -e "s|@SERVICE@|$1|g" -e "s|^@DATA@\$|$line|" "$2"
}

for service in scheduler escalation-streams results-sink query-api; do
    built=$ROOT/$service/target/quarkus-app
    [ -f "$built/quarkus-run.jar" ] || fail "$built is not there: the build needs -Papplications"
    name=waddleperf-$service-$VERSION
    dir=$OUT/$name
    rm -rf "$dir" "$OUT"/waddleperf-"$service"-*.tar.gz
    mkdir -p "$dir/bin" "$dir/config" "$dir/systemd" "$dir/etc"
    cp -R "$built" "$dir/app"
    rm -f "$dir/app/quarkus-app-dependencies.txt"
    cp "$SOURCE/$service/service.jvmargs" "$dir/app/"
    cp "$SOURCE/$service/application.properties" "$dir/config/"
    cp "$SOURCE/$service/example.env" "$dir/etc/$service.env"
    fill "$service" "$SOURCE/bin.sh" >"$dir/bin/waddleperf-$service"
    fill "$service" "$SOURCE/unit.service" >"$dir/systemd/waddleperf-$service.service"
    cp "$LICENSE" "$dir/LICENSE"
    cp "$ROOT/$service/target/bom.json" "$dir/sbom.json"
    printf '%s\n' "$VERSION" >"$dir/VERSION"
    chmod -R u+rwX,go+rX,go-w "$dir"
    chmod 755 "$dir/bin/waddleperf-$service"
    pack "$dir" "$OUT/$name.tar.gz" "$TIME"
    ls -l "$OUT/$name.tar.gz"
done
