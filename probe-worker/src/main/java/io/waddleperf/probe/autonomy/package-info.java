/// What a probe does while it is cut off from Kafka.
@NullMarked
package io.waddleperf.probe.autonomy;

import org.jspecify.annotations.NullMarked;
