#!/bin/sh
# Tries the probe's tarball and package as somebody has them who has no Java: on loopback, and without installing.
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/common.sh"
OUT=$(CDPATH='' cd -- "${1:-$HERE/../../target}" && pwd)
MOST_MIB=110
work=$(mktemp -d)
running=
# Ends what this script started, by its id.
end() {
    for one in $running; do stop "$one" || true; done
    rm -rf "$work"
}
trap end EXIT
trap 'exit 130' INT TERM
only() { # the one file that fits
    [ $# = 1 ] && [ -f "$1" ] || fail "one file is expected, not: $*"
    printf '%s\n' "$1"
}
await() { # FILE WORD
    tries=0
    until grep -q "$2" "$1" 2>/dev/null; do
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || { cat "$1" >&2; fail "no '$2' within 30 s"; }
        sleep 0.1
    done
}
# A PATH with what the start script needs, and without any Java.
mkdir "$work/path"
for tool in sh cat dirname readlink; do ln -s "$(command -v $tool)" "$work/path/$tool"; done
bare() { env -i PATH="$work/path" LANG=C.UTF-8 "$@"; }

tarball=$(only "$OUT"/waddleperf-probe-*.tar.gz)
mib=$(($(wc -c <"$tarball") / 1048576))
[ "$mib" -le "$MOST_MIB" ] || fail "$tarball has $mib MiB, over $MOST_MIB"
tar -C "$work" -xzf "$tarball"
home=$(echo "$work"/waddleperf-probe-*)
probe=$home/bin/waddleperf-probe
for cache in probe measure; do [ -s "$home/app/$cache.aot" ] || fail "$cache.aot is not in $tarball"; done
[ "waddleperf-probe-$(bare "$probe" --version)" = "$(basename "$home")" ] || fail "--version does not tell the version"

# Of a probe: its pages, its file of modules, and both found by a test of the same tarball.
printf 'modules: {ours: {prober: http, timeout: 5s}}\n' >"$work/modules.yml"
# Not by `bare`: a function in the background is a shell of its own, which would be ended instead of the probe.
env -i PATH="$work/path" LANG=C.UTF-8 "$probe" --probe-id=trial --bootstrap-servers=127.0.0.1:9 --data="$work/data" \
    --allow-loopback=true --responder-https-port=0 --blackbox-port=0 --blackbox-modules="$work/modules.yml" >"$work/probe.log" 2>&1 &
pid=$!
running=$pid
await "$work/probe.log" '^probe ready:'
at() { sed -n "s/^probe ready:.* $1=\([^ ]*\).*/\1/p" "$work/probe.log"; }
web=$(at responder)
port=${web##*:}
bare "$probe" measure "127.0.0.1:${port%%/*}" --tests=tcp || fail "measure has no answer by TCP"
bare "$probe" measure "$web" --tests=http -o json | grep -q '"type":"measured"' || fail "measure has no answer by HTTP"
bare "$probe" measure "$(at blackbox)?module=ours&target=$web" --tests=http >/dev/null || fail "/probe does not answer"
bare "$probe" measure "$(at https)" --tests=tls >"$work/tls" || true # by nobody that it trusts
grep -q 'TLSv1.3\|TLS 1.3' "$work/tls" || { cat "$work/tls" >&2; fail "no TLS was spoken"; }
grep -Ei 'aot|cds' "$work/probe.log" && fail "a cache does not fit"
code=0
stop "$pid" || code=$?
running=
[ "$code" = 143 ] || fail "the probe ended with $code at SIGTERM"
bare WADDLEPERF_DATA="$work/none" "$probe" configured 2>/dev/null && fail "a probe without a token says it is configured"
bare WADDLEPERF_JOIN=wpj1.x "$probe" configured || fail "a probe with a token says it is not configured"
if command -v java >/dev/null && java -version 2>&1 | grep -q 'version "25'; then
    code=0
    java "@$home/app/probe.jvmargs" -jar "$home/app/probe-worker.jar" --no=setting >"$work/jar" 2>&1 || code=$?
    [ "$code" = 2 ] && grep -q -- --bootstrap-servers "$work/jar" || fail "java -jar probe-worker.jar does not start"
fi
echo "$(basename "$tarball"): $mib MiB, works without Java on the PATH"

deb=$(only "$OUT"/waddleperf-probe_*.deb)
command -v dpkg-deb >/dev/null || { echo "no dpkg-deb here: $deb is not looked at"; exit 0; }
dpkg-deb --contents "$deb" >"$work/contents"
has() { grep -Eq "$1" "$work/contents" || fail "$deb lacks $1"; }
has '^-rw------- root/root .* ./etc/waddleperf/probe.env$'
has '^-rw-r--r-- root/root .* ./lib/systemd/system/waddleperf-probe.service$'
has '^-rwxr-xr-x root/root .* ./usr/lib/waddleperf-probe/bin/waddleperf-probe$'
has '^-rwxr-xr-x root/root .* ./usr/lib/waddleperf-probe/runtime/bin/java$'
has '^-rwxr-xr-x root/root .* ./usr/lib/waddleperf-probe/runtime/lib/jspawnhelper$'
has '^l[rwx-]* root/root .* ./usr/bin/waddleperf-probe -> ../lib/waddleperf-probe/bin/waddleperf-probe$'
! grep -Ev '^[^ ]+ root/root ' "$work/contents" || fail "$deb has files of others than root"
[ "$(dpkg-deb --field "$deb" Package)" = waddleperf-probe ] || fail "$deb has another name"
version=$("$HERE/../../../scripts/version/version.sh" --debian)
[ "$(dpkg-deb --field "$deb" Version)" = "$version" ] || fail "$deb is not of version $version"
mkdir "$work/deb" "$work/control"
dpkg-deb --control "$deb" "$work/control"
grep -qx /etc/waddleperf/probe.env "$work/control/conffiles" || fail "the settings are no conffile"
for script in postinst prerm postrm; do
    [ -x "$work/control/$script" ] && sh -n "$work/control/$script" || fail "$script is not there or not a script"
done
(cd "$work/deb" && dpkg-deb --extract "$deb" . && md5sum --quiet -c ../control/md5sums) || fail "md5sums do not fit"
bare "$work/deb/usr/bin/waddleperf-probe" --version >/dev/null || fail "the link in /usr/bin leads nowhere"
if command -v systemd-analyze >/dev/null; then
    for target in sysinit basic network-online multi-user shutdown; do
        printf '[Unit]\nDescription=stub\n' >"$work/deb/lib/systemd/system/$target.target"
    done
    systemd-analyze verify --root="$work/deb" waddleperf-probe.service 2>"$work/verify" || true
    ! grep waddleperf-probe "$work/verify" || fail "systemd does not like the unit"
fi
echo "$(basename "$deb"): fits"
