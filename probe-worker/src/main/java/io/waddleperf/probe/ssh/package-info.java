/// SSH (RFC 4251 to 4254): each phase timed over a connection of our own, on top of Apache MINA's
/// client, whose classes are loaded when the first ssh test runs.
@NullMarked
package io.waddleperf.probe.ssh;

import org.jspecify.annotations.NullMarked;
