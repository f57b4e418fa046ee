/// `./waddleperf measure`: tests one target once, without any server, and says what the numbers mean.
@NullMarked
package io.waddleperf.probe.oneshot;

import org.jspecify.annotations.NullMarked;
