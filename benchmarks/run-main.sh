#!/bin/sh
# Builds the benchmarks and runs one of their main classes; the scripts beside it call it.
# Usage: run-main.sh CLASS [options of the JVM]     WITHOUT: libraries that are left out, by artifactId, with commas
# Quarkus' starter is left out: until an application sets its levels, it has the text of every TRACE
# line made, which was 40 % of the time of a Kafka Streams thread.
set -eu
cd "$(dirname "$0")/.."
class=$1
shift
JAVA_HOME=$(./waddleperf jdk)
export JAVA_HOME
./mvnw -q -B -ntp -Dquick=true -Dmaven.test.skip=true -pl benchmarks -am \
    package dependency:build-classpath -Dmdep.outputFile=target/classpath -Dmdep.includeScope=runtime \
    "-DexcludeArtifactIds=quarkus-bootstrap-runner${WITHOUT:+,$WITHOUT}"
modules=
for module in benchmarks contracts escalation-policy escalation-streams embedded testkit database archive results-sink scheduler; do
    modules=$modules$module/target/classes:
done
exec "$JAVA_HOME/bin/java" -Djava.util.logging.manager=org.jboss.logmanager.LogManager -Xmx1g \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow "$@" \
    -cp "$modules$(cat benchmarks/target/classpath)" "io.waddleperf.benchmarks.$class"
