#!/bin/sh
# Has Trino read an archive: the statements of docs/ARCHIVE.md as they stand there, then each column of each result,
# held against what was written. Ends with 1 where they differ. Takes 2 minutes and 1.5 GiB of memory; 470 MB from Maven
# Central the first time. A server on loopback with a metastore in files, its tables on a folder (PORT: 18795).
set -eu
cd "$(dirname "$0")/.."
VERSION=476
PORT=${PORT:-18795}
. benchmarks/engines/sample.sh
home=$ENGINES/trino-server-core-$VERSION
fetch() { # ARTIFACT
    ./mvnw -q -B -ntp -N dependency:copy "-Dartifact=io.trino:$1" "-DoutputDirectory=$ENGINES"
}
if [ ! -d "$home/plugin/hive" ]; then
    fetch "trino-cli:$VERSION:jar:executable"
    fetch "trino-server-core:$VERSION:tar.gz"
    fetch "trino-hive:$VERSION:zip"
    tar -xzf "$home.tar.gz" -C "$ENGINES"
    (cd "$work" && "$JAVA_HOME/bin/jar" -xf "$ENGINES/trino-hive-$VERSION.zip")
    mkdir -p "$home/plugin"
    mv "$work/trino-hive-$VERSION" "$home/plugin/hive"
    rm "$home.tar.gz" "$ENGINES/trino-hive-$VERSION.zip"
fi

mkdir -p "$work/etc/catalog" "$work/metastore"
cat >"$work/etc/config.properties" <<END
coordinator=true
node-scheduler.include-coordinator=true
node.bind-ip=127.0.0.1
node.internal-address=127.0.0.1
http-server.http.port=$PORT
discovery.uri=http://127.0.0.1:$PORT
catalog.management=static
catalog.config-dir=$work/etc/catalog
plugin.dir=$home/plugin
END
cat >"$work/etc/catalog/hive.properties" <<END
connector.name=hive
hive.metastore=file
hive.metastore.catalog.dir=local:///metastore
hive.timestamp-precision=MICROSECONDS
fs.native-local.enabled=true
local.location=$work
END
(cd "$work" && exec "$JAVA_HOME/bin/java" -Xmx1g -XX:+UseG1GC -XX:ReservedCodeCacheSize=256M -Djdk.attach.allowAttachSelf=true \
    -XX:+EnableDynamicAgentLoading --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -Duser.timezone=UTC -Dnode.environment=archive -Dnode.id=archive \
    "-Dnode.data-dir=$work/data" -Dconfig=etc/config.properties -cp "$home/lib/*" io.trino.server.TrinoServer \
    >"$work/log" 2>&1) &
server=$!
tries=0
until curl -sf "http://127.0.0.1:$PORT/v1/info" | grep -q '"starting":false'; do
    tries=$((tries + 1))
    kill -0 "$server" 2>/dev/null && [ $tries -lt 180 ] || { tail -n 50 "$work/log" >&2; exit 1; }
    sleep 1
done
{ statements trino local:///archive; cat benchmarks/engines/trino.sql; } >"$work/all.sql"
"$JAVA_HOME/bin/java" -jar "$ENGINES/trino-cli-$VERSION-executable.jar" --server "http://127.0.0.1:$PORT" --timezone UTC \
    --output-format TSV --file "$work/all.sql" >"$work/said" 2>"$work/errors" || { cat "$work/errors" >&2; exit 1; }
grep "$(printf '\t')" "$work/said" >"$work/rows" # what has no column is CREATE TABLE and CALL, done
compare Trino "$work/rows"
