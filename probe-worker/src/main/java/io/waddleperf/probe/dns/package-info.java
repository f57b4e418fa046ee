/// DNS lookups (RFC 1035, RFC 6891) over UDP, TCP, TLS (RFC 7858) and HTTPS (RFC 8484): dnsjava's
/// codec on our own sockets, whose hand-over between threads would cost more than a local server's
/// answer.
@NullMarked
package io.waddleperf.probe.dns;

import org.jspecify.annotations.NullMarked;
