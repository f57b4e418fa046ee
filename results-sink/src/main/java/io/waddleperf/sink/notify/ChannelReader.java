package io.waddleperf.sink.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import io.waddleperf.sink.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The channels of the configuration, as their topic tells: all of it at the start and after each fault,
/// then each change.
///
/// Every notifier reads all of them, so it is no member of a group. What was removed while none was
/// running is told too: the topic keeps that for a day, as long as anything waits to be sent.
final class ChannelReader implements TopicReader.Reading, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ChannelReader.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.CHANNELS.name(), 0);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ChannelBook book;
    private final InstantSource clock;
    private final Runnable changed;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final TopicReader reader;
    private volatile Instant lastGood;

    /// @param changed runs when the book has changed
    ChannelReader(NotifierSettings settings, ChannelBook book, InstantSource clock, Runnable changed) {
        this.book = book;
        this.clock = clock;
        this.changed = changed;
        this.lastGood = clock.instant();
        this.reader = new TopicReader("notify-channels", consumerSettings(settings), this);
    }

    private static Map<String, Object> consumerSettings(NotifierSettings settings) {
        var values = TopicReader.settings(settings.kafka(), settings.group(), settings.session());
        values.put("client.id", "notifier-channels");
        values.remove("group.id");
        return values;
    }

    void start() {
        reader.start();
    }

    /// Until all that there is has been read once.
    ///
    /// @return false where that takes longer
    boolean awaitAll(Duration most) throws InterruptedException {
        return caughtUp.await(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// What counts until the topic tells; nothing where it has told by now.
    synchronized void meanwhile(ConfiguredChannels found) {
        if (caughtUp.getCount() > 0) {
            book.set(found);
            changed.run();
        }
    }

    private synchronized void told(ConfiguredChannels all) {
        book.set(all);
        changed.run();
        caughtUp.countDown();
    }

    /// When it last read, be it nothing.
    Instant lastGood() {
        return lastGood;
    }

    @Override
    public TopicReader.Steps begin(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
        long end = consumer.endOffsets(List.of(PARTITION), LIMIT).getOrDefault(PARTITION, 0L);
        return new Pass(consumer, end);
    }

    /// All that one consumer has read. Not until it has seen everything does it count: an older state
    /// would remove what was made since.
    private final class Pass implements TopicReader.Steps {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final long end;
        private final Map<String, Channel> channels = new TreeMap<>();
        private final Set<String> removed = new HashSet<>();
        private boolean complete;

        Pass(KafkaConsumer<byte[], byte[]> consumer, long end) {
            this.consumer = consumer;
            this.end = end;
        }

        @Override
        public boolean step() {
            var records = consumer.poll(TopicReader.POLL);
            records.forEach(this::take);
            boolean first = !complete && consumer.position(PARTITION, LIMIT) >= end;
            complete = complete || first;
            if (first || (complete && !records.isEmpty())) {
                told(new ConfiguredChannels(channels, removed));
            }
            lastGood = clock.instant();
            return true;
        }

        private void take(ConsumerRecord<byte[], byte[]> record) {
            String id = new String(record.key() == null ? new byte[0] : record.key(), UTF_8);
            byte @Nullable [] value = record.value();
            if (value == null) {
                channels.remove(id);
                removed.add(id);
                return;
            }
            try {
                var channel = WireCodec.read(Channel.class, value);
                channels.merge(channel.id(), channel, (old, now) -> now.version() < old.version() ? old : now);
                removed.remove(channel.id());
            } catch (WireFormatException e) {
                LOG.errorf("channel %s stays as it was: offset %d: %s", id, record.offset(), e.getMessage());
            }
        }
    }

    @Override
    public void failed(Exception e) {
        LOG.warnf("channels stay as they were, for Kafka does not tell: %s", e.getMessage());
    }

    @Override
    public void ended(Throwable e) {
        LOG.error("channels stay as they were; changes count after a restart", e);
    }

    void stop() {
        reader.stop();
    }

    @Override
    public void close() {
        reader.close();
    }
}
