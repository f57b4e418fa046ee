#!/bin/sh
# All of WaddlePerf on its defaults: from the first slow answer of a target to the first result of tier 2.
# Options go to the JVM: -Drounds=5 -Dport=18421.
set -eu
cd "$(dirname "$0")/.."
JAVA_HOME=$(./waddleperf jdk)
export JAVA_HOME
./mvnw -q -B -ntp -Dquick=true -Dmaven.test.skip=true -pl benchmarks -am \
    package dependency:build-classpath -Dmdep.outputFile=target/classpath -Dmdep.includeScope=runtime
modules=
for module in benchmarks contracts escalation-policy escalation-streams embedded testkit; do
    modules=$modules$module/target/classes:
done
"$JAVA_HOME/bin/java" -Xmx1g --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow "$@" \
    -cp "$modules$(cat benchmarks/target/classpath)" io.waddleperf.benchmarks.StoryBenchmark
