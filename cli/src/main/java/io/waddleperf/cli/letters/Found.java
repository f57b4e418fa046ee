package io.waddleperf.cli.letters;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What stands at the source of a letter by now.
sealed interface Found {
    /// The record itself.
    record Stands(ConsumerRecord<byte[], byte[]> record) implements Found {}

    /// Nothing or something else: the letter is what is left of it.
    record Gone(String why) implements Found {}

    /// It never counted.
    record Aborted() implements Found {}

    /// There is no place for it.
    record NoPlace(String why) implements Found {}
}
