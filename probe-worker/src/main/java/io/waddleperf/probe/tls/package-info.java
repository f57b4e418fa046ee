/// A TLS handshake (RFC 8446), timed, and the certificates that it shows (RFC 5280).
@NullMarked
package io.waddleperf.probe.tls;

import org.jspecify.annotations.NullMarked;
