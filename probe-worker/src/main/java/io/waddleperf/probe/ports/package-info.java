/// Which TCP ports of an owned target take connections; each connection is reset at once.
@NullMarked
package io.waddleperf.probe.ports;

import org.jspecify.annotations.NullMarked;
