# A probe, and (--target responder) what answers tests alone. From the root of the tree, after ./waddleperf package:
#
#   docker build -f deploy/images/probe.Dockerfile --target probe -t waddleperf/probe .
#   docker build -f deploy/images/probe.Dockerfile --target responder -t waddleperf/responder .

# As the tarball is made, on the platform of the image: a Java of its own, and caches of the classes of trial runs.
FROM docker.io/library/eclipse-temurin:25-jdk AS app
COPY distribution/src /build/src
COPY probe-worker/target/probe /build/probe
COPY probe-worker/target/bom.json LICENSE /build/
ARG VERSION=unversioned
RUN sh /build/src/sh/probe.sh "$JAVA_HOME" /build/probe /build/out "$VERSION" 2026-01-01T00:00:00Z /build/LICENSE \
    && mv "/build/out/waddleperf-probe-$VERSION" /opt/waddleperf-probe
COPY deploy/images/healthy /opt/waddleperf-probe/bin/

FROM docker.io/library/debian:bookworm-slim AS probe
ARG VERSION=unversioned
ARG REVISION=unknown
LABEL org.opencontainers.image.title="WaddlePerf probe" \
    org.opencontainers.image.version="$VERSION" \
    org.opencontainers.image.revision="$REVISION"
RUN groupadd --gid 10001 waddleperf \
    && useradd --uid 10001 --gid 10001 --home-dir /var/lib/waddleperf --no-create-home --shell /usr/sbin/nologin waddleperf \
    && install -d -o 10001 -g 10001 -m 700 /var/lib/waddleperf
COPY --from=app /opt/waddleperf-probe /opt/waddleperf-probe
# The responder's pages say whether it is alive; they stay on loopback unless told otherwise.
ENV WADDLEPERF_DATA=/var/lib/waddleperf \
    WADDLEPERF_RESPONDER=true \
    WADDLEPERF_RESPONDER_HTTP_PORT=8088
USER 10001:10001
WORKDIR /var/lib/waddleperf
VOLUME /var/lib/waddleperf
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD test "$WADDLEPERF_RESPONDER" = false || /opt/waddleperf-probe/bin/healthy "$WADDLEPERF_RESPONDER_HTTP_PORT" /health
ENTRYPOINT ["/opt/waddleperf-probe/bin/waddleperf-probe"]

FROM probe AS responder
LABEL org.opencontainers.image.title="WaddlePerf responder"
# STAMP is on 862 where the engine lets everybody have such a port, else on 2000.
EXPOSE 8088 8443 8443/udp 5201 5201/udp 8989 862/udp 2000/udp
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD /opt/waddleperf-probe/bin/healthy 8088 /health
ENTRYPOINT ["/opt/waddleperf-probe/bin/waddleperf-probe", "responder", "--host=0.0.0.0"]
