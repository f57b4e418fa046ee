/// Results and run-events from Kafka to the database, each once.
///
/// A batch is read ([Intake]), written in one transaction ([BatchWriter]), its newest results are
/// written as the state of their series ([LatestFlusher]), and only then do its offsets pass
/// ([SinkChannels]). What cannot be stored goes to the dead letters before.
@NullMarked
package io.waddleperf.sink;

import org.jspecify.annotations.NullMarked;
