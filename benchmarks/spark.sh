#!/bin/sh
# Has Spark read an archive: the statements of docs/ARCHIVE.md as they stand there, then each column of each result,
# held against what was written. Ends with 1 where they differ. Takes a minute, and 280 MB from Maven Central the first time.
set -eu
cd "$(dirname "$0")/.."
. benchmarks/engines/sample.sh
./mvnw -q -B -ntp -f benchmarks/engines/pom.xml dependency:copy-dependencies "-DoutputDirectory=$ENGINES/spark"
statements spark "$work/archive" >"$work/page.sql"
opens=
for package in lang lang.invoke lang.reflect io net nio util util.concurrent util.concurrent.atomic; do
    opens="$opens --add-opens=java.base/java.$package=ALL-UNNAMED"
done
for package in jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
    opens="$opens --add-opens=java.base/$package=ALL-UNNAMED"
done
# shellcheck disable=SC2086 # options, each a word
"$JAVA_HOME/bin/java" -Xmx1g $opens --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow \
    '-Dspark.master=local[2]' -Dspark.app.name=archive -Dspark.ui.enabled=false -Dspark.log.level=WARN \
    -Dspark.driver.host=127.0.0.1 -Dspark.driver.bindAddress=127.0.0.1 -Dspark.sql.session.timeZone=UTC \
    "-Dspark.local.dir=$work" "-Dspark.sql.warehouse.dir=$work/warehouse" -Dspark.sql.shuffle.partitions=2 \
    -cp "$ENGINES/spark/*" benchmarks/engines/Statements.java "$work/page.sql" benchmarks/engines/spark.sql \
    >"$work/said" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
compare Spark "$work/said"
