#!/bin/sh
# Follows a public topic with kcat: time, key and value of each record, a line each.
#   set -a; . ./reader.env; set +a     # what `./waddleperf services credentials NAME --reading` printed
#   docs/examples/follow.sh waddleperf.incidents | jq -R 'split("\t")[2] | fromjson | .sentence'
# FROM is end (the default), beginning, or -10 for the last ten of each partition; COUNT ends it after so many.
# An account needs a kcat with librdkafka 2.6.1 or newer (kcat -V). Without KAFKA_SECURITY_PROTOCOL it comes as
# one does to the Kafka of a plain `up` on this machine.
set -eu
topic=${1:-waddleperf.results}
: "${KAFKA_BOOTSTRAP_SERVERS:?is not set: it is in reader.env, and as kafka in data/runtime.json of a plain up}"
command -v kcat >/dev/null || { echo "kcat is not installed: apt install kcat, brew install kcat" >&2; exit 1; }
if [ -n "${KAFKA_SECURITY_PROTOCOL:-}" ]; then
    version=$(kcat -V 2>&1 | sed -n 's/.*librdkafka \([0-9.]*\).*/\1/p')
    [ "$(printf '%s\n' 2.6.1 "$version" | sort -V | head -n 1)" = 2.6.1 ] || {
        echo "kcat has librdkafka $version, and an account needs 2.6.1 or newer: kcat -V" >&2
        exit 1
    }
fi
settings() {
    echo "bootstrap.servers=$KAFKA_BOOTSTRAP_SERVERS"
    echo 'isolation.level=read_committed' # a decision that was taken back is none
    [ -n "${KAFKA_SECURITY_PROTOCOL:-}" ] || return 0
    echo "security.protocol=$KAFKA_SECURITY_PROTOCOL"
    echo "sasl.mechanism=$KAFKA_SASL_MECHANISM"
    echo "sasl.username=$KAFKA_SASL_USERNAME"
    echo "sasl.password=$KAFKA_SASL_PASSWORD"
    echo "ssl.ca.location=$KAFKA_SSL_CA_LOCATION"
}
# By a file that only this process has: what stands among arguments is for all to see.
exec kcat -F /dev/fd/3 -C -q -t "$topic" -o "${FROM:-end}" ${COUNT:+-c "$COUNT"} -f '%T\t%k\t%s\n' 3<<SETTINGS
$(settings)
SETTINGS
