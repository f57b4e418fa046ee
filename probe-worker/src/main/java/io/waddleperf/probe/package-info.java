/// The probe: takes commands from Kafka, runs tests, spools results and sends them.
///
/// `intake` → `execution` (`admission`, then `ping`, `tcp`, `http` or `dns`) → `spool` → `outbox`.
@NullMarked
package io.waddleperf.probe;

import org.jspecify.annotations.NullMarked;
