#!/bin/sh
# The probe's distribution: a folder with its own Java, and that folder as a tarball.
# usage: probe.sh JDK BUILT OUT VERSION TIME LICENSE     BUILT: probe-worker/target/probe, its bom.json beside it; TIME: ISO 8601
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/common.sh"
JDK=$1 BUILT=$2 OUT=$3 VERSION=$4 TIME=$(epoch "$5") LICENSE=$6
SOURCE=$HERE/../probe
NAME=waddleperf-probe-$VERSION
DIR=$OUT/$NAME

# What the probe's class files refer to, by jdeps, but for what its libraries have besides: java.desktop (beans of
# snakeyaml, which reads no beans here), java.sql and java.compiler. Of no class file: jdk.crypto.ec (curves, an empty
# module since 22 but asked for by name), jdk.net (keep-alive), jdk.unsupported (Unsafe), jdk.management (memory).
MODULES=java.base,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.security.sasl
MODULES=$MODULES,java.xml,jdk.crypto.ec,jdk.httpserver,jdk.management,jdk.net,jdk.unsupported

rm -rf "$DIR" "$OUT"/waddleperf-probe*.tar.gz "$OUT"/waddleperf-probe*.deb "$OUT/training"
mkdir -p "$DIR/app" "$DIR/bin" "$OUT/training"
"$JDK/bin/jlink" --add-modules "$MODULES" --strip-java-debug-attributes --no-header-files --no-man-pages \
    --compress=zip-0 --vm=server --output "$DIR/runtime"
rm -rf "$DIR/runtime/lib/libjsig.so" "$DIR/runtime/bin/keytool" "$DIR/runtime/bin/rmiregistry" \
    "$DIR/runtime/bin/jwebserver" "$DIR/runtime/bin/k"*
cp "$BUILT/probe-worker.jar" "$BUILT/probe.jvmargs" "$DIR/app/"
cp -R "$BUILT/lib" "$DIR/app/lib"
cp "$SOURCE/bin/waddleperf-probe" "$DIR/bin/"
cp -R "$SOURCE/etc" "$SOURCE/systemd" "$DIR/"
cp "$LICENSE" "$DIR/LICENSE"
cp "$BUILT/../bom.json" "$DIR/sbom.json"
printf '%s\n' "$VERSION" >"$DIR/VERSION"
find "$DIR" -exec touch -h -d "@$TIME" {} + # the cache remembers the jars' times, so they come before it
chmod -R u+rwX,go+rX,go-w "$DIR"

"$HERE/train.sh" "$DIR/runtime" "$DIR/app" "$OUT/training"
rm -rf "$OUT/training"
find "$DIR" -exec touch -h -d "@$TIME" {} +
pack "$DIR" "$OUT/$NAME-linux-$(uname -m).tar.gz" "$TIME"
ls -l "$OUT/$NAME-linux-$(uname -m).tar.gz"
