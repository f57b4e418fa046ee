/// HTTP/2 (RFC 9113) for one request on a connection of its own: frames, HPACK (RFC 7541) and the
/// exchange. It serves DNS over HTTPS, HTTP and gRPC tests.
@NullMarked
package io.waddleperf.probe.http2;

import org.jspecify.annotations.NullMarked;
