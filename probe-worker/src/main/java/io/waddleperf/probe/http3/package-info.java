/// HTTP/3 (RFC 9114) over QUIC (RFC 9000) for one request on a connection of its own, by Netty and its
/// native code, which are loaded when the first such test runs. A name without a dot is not sent as
/// SNI: a server of many names then needs a default certificate.
@NullMarked
package io.waddleperf.probe.http3;

import org.jspecify.annotations.NullMarked;
