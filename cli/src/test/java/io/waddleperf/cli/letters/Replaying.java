package io.waddleperf.cli.letters;

import io.waddleperf.cli.KafkaAt;
import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.DeadLetter.Source;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// A replay that stands still between its look at the notes and its sending.
final class Replaying implements AutoCloseable {
    private final ReplaySession session;
    private final Entry.Buried letter;

    Replaying(String bootstrap, Source source, String id) {
        var at = new KafkaAt(Map.of("bootstrap.servers", bootstrap), bootstrap, Duration.ofSeconds(15));
        var partition = new TopicPartition(source.topic(), source.partition());
        session = ReplaySession.open(at, partition, InstantSource.system()).orElseThrow();
        var buried = DeadLetter.of(source, null, null, "results-sink", "not a Result", Letters.AT);
        letter = new Entry.Buried(LetterId.parse(id), Letters.AT, buried, false);
    }

    ReplaySession.Sent send() {
        var source = letter.letter().source();
        return session.send(
                letter, new ProducerRecord<>(source.topic(), source.partition(), null, null, Letters.bytes("{}")));
    }

    @Override
    public void close() {
        session.close();
    }
}
