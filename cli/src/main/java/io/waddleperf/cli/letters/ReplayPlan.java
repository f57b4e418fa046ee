package io.waddleperf.cli.letters;

import io.waddleperf.contracts.DeadLetter.Source;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Replay;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// Decides whether the record of a letter is sent again, and as what.
final class ReplayPlan {
    /// A key of which only the start stands in the letter, as the letter's own key.
    private static final int KEY_WAS_CUT = 10_000;

    private ReplayPlan() {}

    /// What is to be done.
    sealed interface Decision {
        /// @param from where the record is taken from, in words
        record Send(ProducerRecord<byte[], byte[]> record, String from) implements Decision {}

        /// @param why and what to do about it
        record Refuse(String why) implements Decision {}
    }

    /// @param newer where a newer record of the same key stands on a compacted topic
    static Decision decide(Entry.Buried buried, Found found, OptionalLong newer) {
        if (newer.isPresent()) {
            return new Decision.Refuse("a newer record of its key stands at offset " + newer.getAsLong() + " of "
                    + buried.letter().topic() + ", this one would take its place; change it where it is made");
        }
        return switch (found) {
            case Found.Stands(var record) -> new Decision.Send(again(buried, record), "from its source");
            case Found.Gone(String why) -> fromLetter(buried, why);
            case Found.Aborted() ->
                new Decision.Refuse("its transaction was aborted: it never counted, there is nothing to do");
            case Found.NoPlace(String why) -> new Decision.Refuse(why);
        };
    }

    /// Byte for byte with its headers; its time, too, where the broker does not set it.
    private static ProducerRecord<byte[], byte[]> again(Entry.Buried buried, ConsumerRecord<byte[], byte[]> record) {
        boolean ownTime = record.timestampType() == TimestampType.CREATE_TIME;
        var headers = new RecordHeaders(record.headers().toArray());
        return new ProducerRecord<>(
                record.topic(),
                record.partition(),
                ownTime ? (Long) record.timestamp() : null,
                record.key(),
                record.value(),
                marked(headers, buried.letter().source()));
    }

    private static Decision fromLetter(Entry.Buried buried, String why) {
        var letter = buried.letter();
        if (letter.leftOutBytes().isPresent()) {
            return new Decision.Refuse("its " + letter.leftOutBytes().getAsInt()
                    + " bytes are too many for the letter, and it is no longer at its source (" + why
                    + "); only its sender could send it again");
        }
        if (letter.key() == null && buried.cutKey()) {
            return new Decision.Refuse("its key of over " + KEY_WAS_CUT
                    + " bytes is not in the letter, and it is no longer at its source (" + why + ')');
        }
        var source = letter.source();
        var headers = headers(SourceRecords.topic(source).orElseThrow(), buried);
        return new Decision.Send(
                new ProducerRecord<>(
                        source.topic(),
                        source.partition(),
                        null,
                        buried.key(),
                        buried.value(),
                        marked(headers, source)),
                "from its letter, since it is gone from its source (" + why + ')');
    }

    /// The CloudEvents headers that its sender gives such a record.
    private static <T> Headers headers(Topic<T> topic, Entry.Buried buried) {
        byte @Nullable [] key = buried.key();
        byte @Nullable [] value = buried.value();
        String keyText = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        if (value != null) {
            try {
                return topic.record(keyText, WireCodec.read(topic.type(), value), 1)
                        .headers();
            } catch (WireFormatException _) {
                // as malformed as its reader said
            }
        }
        String id = Ids.uuid("replay", buried.letter().source().toString()).toString();
        return topic.record(keyText, value, id, 1).headers();
    }

    private static Headers marked(Headers headers, Source source) {
        return headers.remove(Replay.HEADER)
                .add(Replay.HEADER, source.toString().getBytes(StandardCharsets.UTF_8));
    }
}
