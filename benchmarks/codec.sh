#!/bin/sh
# JMH of the wire codec, with Jackson's tree model in the same run.
set -eu
cd "$(dirname "$0")/.."
JAVA_HOME=$(./waddleperf jdk)
export JAVA_HOME
JAVA=$JAVA_HOME/bin/java
./mvnw -q -B -ntp -Dquick=true -Dmaven.test.skip=true -pl benchmarks -am \
    package dependency:build-classpath -Dmdep.outputFile=target/classpath -Dmdep.includeScope=runtime
"$JAVA" -cp "benchmarks/target/classes:contracts/target/classes:testkit/target/classes:$(cat benchmarks/target/classpath)" \
    org.openjdk.jmh.Main CodecBenchmark "$@"
