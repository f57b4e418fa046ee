/// DNS lookups (RFC 1035, RFC 6891): dnsjava's codec on our own sockets, whose hand-over between
/// threads would cost more than a local server's answer.
@NullMarked
package io.waddleperf.probe.dns;

import org.jspecify.annotations.NullMarked;
