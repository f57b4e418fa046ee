@NullMarked
package io.waddleperf.sink.notify;

import org.jspecify.annotations.NullMarked;
