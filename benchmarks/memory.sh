#!/bin/sh
# What one probe holds in memory, in the one configuration of its JVM that it is shipped with: when it is ready, when it
# has run each kind of test once (HTTP/1.1, 2 and 3, gRPC, SSH where there is sshd, throughput over TCP and UDP, a speed
# test and so on; a responder of another process answers), and when others have tested its own responder, with HTTPS,
# and Prometheus has scraped it by /probe. VmRSS and VmHWM, in MiB. Ends with 1 where a test was not measured.
# Takes 2 minutes; loopback only. Needs a built tree (./waddleperf build); where ./waddleperf package has built the
# probe as it is installed, it is that one.
set -eu
cd "$(dirname "$0")/.."
. benchmarks/own-processes.sh
PACKAGED=${PACKAGED:-$(echo "$PWD"/distribution/target/waddleperf-probe-*/bin/waddleperf-probe)}
SSHD=${SSHD:-/usr/sbin/sshd}
SSH_PORT=${SSH_PORT:-18791}

"$JAVA" "@probe-worker/src/main/jvm/probe.jvmargs" -cp "$CLASSES" io.waddleperf.probe.responder.ResponderMain \
    --http-port=0 --udp-port=0 --iperf-port=0 --speed-port=0 --https-port=0 --data="$work/responder" >"$work/ready" &
started="$started $!"
until_true 'grep -qs "responder ready" "$work/ready"'
port() { sed -n "s|.*${1}127\.0\.0\.1:\([0-9]*\).*|\1|p" "$work/ready"; }

# The probe trusts that responder's certificate, which its operator would have done by the system's own store.
"$JAVA_HOME/bin/keytool" -importcert -noprompt -alias responder -file "$work/responder/responder.crt" \
    -keystore "$work/trust.p12" -storetype PKCS12 -storepass changeit >/dev/null 2>&1

mkdir -m 700 "$work/secrets"
ssh=
if [ -x "$SSHD" ] && command -v ssh-keygen >/dev/null; then
    for key in host secrets/probe-key; do ssh-keygen -q -t ed25519 -N '' -f "$work/$key"; done
    printf '%s\n' "ListenAddress 127.0.0.1:$SSH_PORT" "HostKey $work/host" "AuthorizedKeysFile $work/secrets/probe-key.pub" \
        'PidFile none' 'UsePAM no' 'StrictModes no' 'PermitRootLogin prohibit-password' >"$work/sshd_config"
    if [ "$(id -u)" = 0 ]; then # it wants a folder of the system's, which it gets for itself alone
        unshare -m sh -c 'mount -t tmpfs tmpfs /run && mkdir -m 755 /run/sshd && exec "$1" -D -e -f "$2"' - "$SSHD" \
            "$work/sshd_config" 2>"$work/sshd.log" &
    else
        "$SSHD" -D -e -f "$work/sshd_config" 2>"$work/sshd.log" &
    fi
    started="$started $!"
    until_true 'grep -qs "Server listening" "$work/sshd.log"'
    ssh=$SSH_PORT:$(id -un):probe-key
else
    echo "no sshd: without SSH"
fi

probe="$JAVA @$PWD/probe-worker/target/probe/probe.jvmargs -jar $PWD/$CLASSES"
[ ! -x "$PACKAGED" ] || probe=$PACKAGED
echo "$probe"
benchmarks/run-main.sh MemoryBenchmark "-Dwork=$work" "-Dprobe=$probe" \
    "-Djavax.net.ssl.trustStore=$work/trust.p12" -Djavax.net.ssl.trustStorePassword=changeit \
    "-Dhttp=$(port 'ready: http://')" "-Dhttps=$(port 'https://')" "-Diperf=$(port 'iperf3 on ')" \
    "-Dspeed=$(port 'speed tests on http://')" "-Dudp=$(port 'UDP ')" "-Dssh=$ssh"
