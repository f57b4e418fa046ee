/// HTTP/1.1 GET (RFC 9110, RFC 9112) over a fresh connection, each phase timed; TLS included.
@NullMarked
package io.waddleperf.probe.http;

import org.jspecify.annotations.NullMarked;
