/// What was decided about paths, and what did not run and why.
@NullMarked
package io.waddleperf.api.decisions;

import org.jspecify.annotations.NullMarked;
