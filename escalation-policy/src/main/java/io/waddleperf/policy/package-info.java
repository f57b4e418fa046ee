/// What a number means and what to do next: pure functions of what came and of the broker's time.
///
/// No Kafka, no SQL, no clock, no thread, no logger. [TierMachine] decides on one path, [IncidentBook]
/// on all of them; [Budgets] bound both.
@NullMarked
package io.waddleperf.policy;

import org.jspecify.annotations.NullMarked;
