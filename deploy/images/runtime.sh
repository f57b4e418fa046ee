#!/bin/sh
# A Java for the services and the commands: the modules that their libraries use, and an archive of the JDK's own classes
# for the flags that they run with.
# usage: runtime.sh FOLDER     in an image of a JDK
set -eu
OUT=$1
# What jdeps names of the jars of the four services, less what only their unused parts need; tried by pipeline.sh, which runs
# them all. Named by no class: jdk.crypto.ec
# (asked for by name), jdk.net (keep-alive), jdk.naming.dns (names by JNDI), jdk.security.auth (the user, for Parquet's
# libraries), jdk.zipfs (jars as file systems).
MODULES=java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http
MODULES=$MODULES,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.transaction.xa,java.xml
MODULES=$MODULES,jdk.crypto.ec,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs

"$JAVA_HOME/bin/jlink" --add-modules "$MODULES" --strip-java-debug-attributes --no-header-files --no-man-pages \
    --compress=zip-0 --vm=server --output "$OUT"
rm -f "$OUT"/bin/keytool "$OUT"/bin/rmiregistry "$OUT"/bin/k* "$OUT"/lib/libjsig.so
"$OUT/bin/java" -XX:+UseCompactObjectHeaders -XX:+UseSerialGC -Xshare:dump -Xlog:disable -Xlog:all=error:stderr
