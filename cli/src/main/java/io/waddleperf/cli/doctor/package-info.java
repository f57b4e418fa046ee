/// `doctor`: looks for what keeps WaddlePerf from working, and says what to do.
@NullMarked
package io.waddleperf.cli.doctor;

import org.jspecify.annotations.NullMarked;
