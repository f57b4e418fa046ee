package io.waddleperf.contracts;

import java.time.Instant;

/// A record that a reader had given up on was sent again, to the same partition of its topic.
///
/// Written in one transaction with the record itself, to the topic of dead letters: it stands
/// behind its letter and is kept as long.
///
/// @param offset         where the record stood
/// @param replayedOffset where it stands since
public record Replay(String topic, int partition, long offset, long replayedOffset, Instant at) {
    /// Of a replayed record: its [DeadLetter.Source] in text.
    public static final String HEADER = "waddleperf-replay-of";

    public Replay {
        Require.present("topic", topic);
        at = Require.micros("at", at);
    }

    public DeadLetter.Source source() {
        return new DeadLetter.Source(topic, partition, offset);
    }

    /// Where the record stands since.
    public DeadLetter.Source replayed() {
        return new DeadLetter.Source(topic, partition, replayedOffset);
    }
}
