/// From Kafka to the runner: the probe's commands and its assignment, without a consumer group.
@NullMarked
package io.waddleperf.probe.intake;

import org.jspecify.annotations.NullMarked;
