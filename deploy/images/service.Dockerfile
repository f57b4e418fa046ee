# One service of WaddlePerf: scheduler, escalation-streams, results-sink or query-api, as ./waddleperf package made it.
# From the root of the tree:
#
#   docker build -f deploy/images/service.Dockerfile --build-arg SERVICE=scheduler --build-arg PORT=8081 \
#       -t waddleperf/scheduler .
#
# build.sh beside this file builds all images; docs/deploy/containers.md says how they are run.

# The same for all of them, and so one layer.
FROM docker.io/library/eclipse-temurin:25-jdk AS runtime
COPY deploy/images/runtime.sh /build/
RUN sh /build/runtime.sh /opt/runtime

FROM docker.io/library/eclipse-temurin:25-jdk AS app
ARG SERVICE
ARG PORT=8080
RUN test -n "$SERVICE" || { echo "--build-arg SERVICE= must name one of the services" >&2; exit 1; }
COPY deploy/images/assemble.sh /build/
COPY distribution/target/waddleperf-${SERVICE}-*.tar.gz /build/
RUN sh /build/assemble.sh "$SERVICE" "$PORT" /build /opt/waddleperf
COPY deploy/images/healthy /opt/waddleperf/bin/
# With the Java of the image, so that the cache of classes fits it.
COPY --from=runtime /opt/runtime /opt/java
COPY deploy/images/train.sh /build/
RUN sh /build/train.sh /opt/java /opt/waddleperf "1$PORT"

FROM docker.io/library/debian:bookworm-slim
ARG SERVICE
ARG PORT=8080
ARG VERSION=unversioned
ARG REVISION=unknown
LABEL org.opencontainers.image.title="WaddlePerf $SERVICE" \
    org.opencontainers.image.version="$VERSION" \
    org.opencontainers.image.revision="$REVISION"
RUN groupadd --gid 10001 waddleperf \
    && useradd --uid 10001 --gid 10001 --home-dir /var/lib/waddleperf --no-create-home --shell /usr/sbin/nologin waddleperf \
    && install -d -o 10001 -g 10001 -m 700 /var/lib/waddleperf
COPY --from=runtime /opt/runtime /opt/java
COPY --from=app /opt/waddleperf /opt/waddleperf
ENV JAVA_HOME=/opt/java \
    STATE_DIRECTORY=/var/lib/waddleperf \
    QUARKUS_HTTP_HOST=0.0.0.0 \
    QUARKUS_HTTP_PORT=$PORT
USER 10001:10001
WORKDIR /var/lib/waddleperf
VOLUME /var/lib/waddleperf
EXPOSE $PORT
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=3 \
    CMD /opt/waddleperf/bin/healthy "$QUARKUS_HTTP_PORT" /q/health/ready
ENTRYPOINT ["/opt/waddleperf/bin/start"]
