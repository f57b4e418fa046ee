@NullMarked
package io.waddleperf.sink.artifact;

import org.jspecify.annotations.NullMarked;
