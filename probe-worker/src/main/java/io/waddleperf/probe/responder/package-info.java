/// What answers the tests of other probes, and of this one.
@NullMarked
package io.waddleperf.probe.responder;

import org.jspecify.annotations.NullMarked;
