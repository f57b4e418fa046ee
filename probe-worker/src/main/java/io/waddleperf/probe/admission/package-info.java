/// Which commands a probe takes: pure decisions, and the bounds on how much it does at once.
@NullMarked
package io.waddleperf.probe.admission;

import org.jspecify.annotations.NullMarked;
