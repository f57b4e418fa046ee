#!/bin/sh
# A service's tarball as a folder of an image. Of native code only this platform's is left, and as files: a start unpacks
# nothing, and /tmp may be mounted noexec.
# usage: assemble.sh SERVICE PORT FROM TO     FROM: the folder of the tarball; in an image of a JDK
set -eu
SERVICE=$1 PORT=$2 FROM=$3 TO=$4
fail() {
    echo "assemble: $*" >&2
    exit 1
}
case $(uname -m) in
    x86_64) rocksdb=librocksdbjni-linux64.so zstd=linux/amd64 ;;
    aarch64) rocksdb=librocksdbjni-linux-aarch64.so zstd=linux/aarch64 ;;
    *) fail "no native libraries are known for $(uname -m)" ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Takes one file out of a library, where the service has it, and drops that library's native code for all platforms.
native() { # LIBRARY FILE NAME
    jar=$(find "$TO/app/lib" -name "$1")
    [ -n "$jar" ] || return 0
    mkdir "$work/jar"
    (cd "$work/jar" && "$JAVA_HOME/bin/jar" --extract --file "$jar")
    # shellcheck disable=SC2086 # the file's name has its version
    mv "$work"/jar/$2 "$TO/native/$3"
    find "$work/jar" \( -name '*.so' -o -name '*.dll' -o -name '*.jnilib' -o -name '*.dylib' \) -delete
    mv "$work/jar/META-INF/MANIFEST.MF" "$work/manifest"
    "$JAVA_HOME/bin/jar" --create --file "$jar" --manifest "$work/manifest" -C "$work/jar" .
    rm -rf "$work/jar"
}

mkdir -p "$TO"
tar -C "$TO" --strip-components=1 -xzf "$FROM"/waddleperf-"$SERVICE"-*.tar.gz
grep -qx "quarkus.http.port=$PORT" "$TO/config/application.properties" ||
    fail "--build-arg PORT must be $(sed -n 's/^quarkus.http.port=//p' "$TO/config/application.properties"), not $PORT"
mkdir "$TO/native"
native 'org.rocksdb.rocksdbjni-*.jar' "$rocksdb" librocksdbjni.so
native 'com.github.luben.zstd-jni-*.jar' "$zstd/libzstd-jni-*.so" libzstd-jni.so
cat >>"$TO/app/service.jvmargs" <<FLAGS
# Native libraries as files of the image.
-Djava.library.path=$TO/native
-DZstdNativePath=$TO/native/libzstd-jni.so
FLAGS
ln -s "waddleperf-$SERVICE" "$TO/bin/start"
rm -rf "${TO:?}/systemd" "${TO:?}/etc"
