# The page on nginx, which also passes /api, /metrics, /q and /version on to query-api; /version/webui is its own. From the root of the tree, after
# ./waddleperf package (or build):
#
#   docker build -f deploy/images/webui.Dockerfile -t waddleperf/webui .
FROM docker.io/library/debian:bookworm-slim
ARG VERSION=unversioned
ARG REVISION=unknown
LABEL org.opencontainers.image.title="WaddlePerf webui" \
    org.opencontainers.image.version="$VERSION" \
    org.opencontainers.image.revision="$REVISION"
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends nginx >/dev/null \
    && rm -rf /var/lib/apt/lists/* /var/www/html /etc/nginx/sites-* /etc/nginx/conf.d \
    && groupadd --gid 10001 waddleperf \
    && useradd --uid 10001 --gid 10001 --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin waddleperf
COPY webui/dist /srv/page
COPY webui/target/bom.json LICENSE /opt/waddleperf/
COPY deploy/images/nginx /etc/nginx/waddleperf
COPY deploy/images/healthy deploy/images/told-version deploy/images/webui-start /opt/waddleperf/bin/
COPY .version /opt/waddleperf/
RUN /opt/waddleperf/bin/told-version webui </opt/waddleperf/.version >/opt/waddleperf/version.json
# Compressed once, here; who cannot have it so gets the file itself.
RUN rm -rf /srv/page/.vite \
    && find /srv/page -type f \( -name '*.js' -o -name '*.css' -o -name '*.html' -o -name '*.svg' -o -name '*.json' \) \
        -size +1k -exec gzip -9 -k -n {} +
ENV WADDLEPERF_API=query-api:8080
USER 10001:10001
EXPOSE 8080 8443
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 \
    CMD /opt/waddleperf/bin/healthy 8080 /healthz
ENTRYPOINT ["/opt/waddleperf/bin/webui-start"]
