/// A TCP handshake (RFC 9293), timed by the kernel where we own the socket.
@NullMarked
package io.waddleperf.probe.tcp;

import org.jspecify.annotations.NullMarked;
