/// Tells people and their systems of incidents, each transition at least once.
///
/// Incidents come from their topic ([IncidentReader]); [Transitions] says what is new about one,
/// [Routes] who is told of it and when. That much is rows of the table `notification` before the
/// offsets pass. [Dispatcher] takes what is due, one message at a time a channel, and tries until
/// the channel has taken it.
@NullMarked
package io.waddleperf.sink.notify;

import org.jspecify.annotations.NullMarked;
