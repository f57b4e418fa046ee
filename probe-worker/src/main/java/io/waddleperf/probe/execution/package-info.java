/// From a command to its result: admitted, resolved, run, written down.
@NullMarked
package io.waddleperf.probe.execution;

import org.jspecify.annotations.NullMarked;
