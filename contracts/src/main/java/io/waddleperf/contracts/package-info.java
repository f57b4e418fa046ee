/// The language of WaddlePerf: what is tested, how it ended, and on which topic it travels.
@NullMarked
package io.waddleperf.contracts;

import org.jspecify.annotations.NullMarked;
