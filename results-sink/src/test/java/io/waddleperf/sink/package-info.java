@NullMarked
package io.waddleperf.sink;

import org.jspecify.annotations.NullMarked;
