/// From the spool to Kafka: every result at least once, byte by byte the same, however long the
/// broker is away.
@NullMarked
package io.waddleperf.probe.outbox;

import org.jspecify.annotations.NullMarked;
