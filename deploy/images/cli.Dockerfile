# The commands of ./waddleperf that talk to a running system, and what makes an installation's certificates. From the
# root of the tree, after ./waddleperf package:
#
#   docker build -f deploy/images/cli.Dockerfile -t waddleperf/cli .

FROM docker.io/library/eclipse-temurin:25-jdk AS runtime
COPY deploy/images/runtime.sh /build/
RUN sh /build/runtime.sh /opt/runtime

# With the Java of the image, so that the cache of classes fits it.
FROM docker.io/library/eclipse-temurin:25-jdk AS app
COPY --from=runtime /opt/runtime /opt/java
COPY cli/target/cli /opt/waddleperf/app
COPY cli/src/main/sh/train.sh /build/
RUN sh /build/train.sh /opt/java /opt/waddleperf/app
COPY cli/target/bom.json /opt/waddleperf/sbom.json
COPY LICENSE /opt/waddleperf/
COPY deploy/images/waddleperf deploy/images/waddleperf-certificates /opt/waddleperf/bin/

FROM docker.io/library/debian:bookworm-slim
ARG VERSION=unversioned
ARG REVISION=unknown
LABEL org.opencontainers.image.title="WaddlePerf commands" \
    org.opencontainers.image.version="$VERSION" \
    org.opencontainers.image.revision="$REVISION"
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends openssl >/dev/null \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 waddleperf \
    && useradd --uid 10001 --gid 10001 --home-dir /var/lib/waddleperf --no-create-home --shell /usr/sbin/nologin waddleperf \
    && install -d -o 10001 -g 10001 -m 700 /var/lib/waddleperf
COPY --from=runtime /opt/runtime /opt/java
COPY --from=app /opt/waddleperf /opt/waddleperf
ENV JAVA_HOME=/opt/java \
    PATH=/opt/waddleperf/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
USER 10001:10001
WORKDIR /var/lib/waddleperf
ENTRYPOINT ["waddleperf"]
CMD ["--help"]
