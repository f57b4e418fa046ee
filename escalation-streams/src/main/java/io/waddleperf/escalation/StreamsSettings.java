package io.waddleperf.escalation;

import io.waddleperf.contracts.kafka.KafkaAccess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/// @param kafka     where it is and how one is let in
/// @param stateDir  where RocksDB keeps its files; rebuilt from the changelog when it is lost
/// @param threads   stream threads; more than one only helps where there are partitions for it
/// @param standbys  other instances that keep a copy of each store, so that they take over at once
public record StreamsSettings(KafkaAccess kafka, Path stateDir, int threads, int standbys) {
    /// Also the prefix of changelog topics: it never changes.
    static final String APPLICATION_ID = "waddleperf.escalation-streams";

    private static final int COMMIT_MS = 100;
    private static final long CACHE_BYTES = 16L << 20;

    /// Of a Kafka that lets everybody in.
    public StreamsSettings(String bootstrap, Path stateDir, int threads, int standbys) {
        this(KafkaAccess.open(bootstrap), stateDir, threads, standbys);
    }

    /// For a [org.apache.kafka.streams.KafkaStreams].
    public Properties properties() {
        var settings = new HashMap<String, Object>();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MS);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1); // the broker's default
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
        // Streams' own default of 100 ms would be most of the way from a breach to its command.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 25);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 << 10);
        // for an open batch of each of some hundred partitions
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 128L << 20);
        // the part of a probe with 10,000 series is 6 MiB before and 200 KiB after compression
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 16 << 20);
        // lz4 is pure Java by default since its version 1.10, and was a seventh of the stream thread
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG), 1);
        // each of hundreds of probes that send would end a fetch of its own; a decision waits 25 ms for it at most
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), 64 << 10);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 25);
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                UnreadHeaders.class.getName());
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 8_000);
        settings.put(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_MS_CONFIG), 3_600_000);
        var properties = new Properties();
        properties.putAll(kafka.with(settings));
        return properties;
    }

    /// All stores of a process share one block cache and one budget of write buffers, so that
    /// memory does not grow with the number of partitions.
    public static final class BoundedMemory implements RocksDBConfigSetter {
        private static final LRUCache CACHE = new LRUCache(16L << 20);

        /// Some two dozen stores take at least a block each: with fewer they are written to disk all
        /// the time, which was a tenth of the CPU of a result.
        private static final WriteBufferManager BUFFERS = new WriteBufferManager(48L << 20, CACHE);

        private static final long BUFFER_BYTES = 8L << 20;
        private static final long BLOCK_BYTES = 256L << 10;

        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            var table = (BlockBasedTableConfig) options.tableFormatConfig();
            table.setBlockCache(CACHE);
            table.setCacheIndexAndFilterBlocks(true);
            options.setWriteBufferManager(BUFFERS);
            options.setWriteBufferSize(BUFFER_BYTES);
            options.setArenaBlockSize(BLOCK_BYTES);
            options.setTableFormatConfig(table);
            options.setMaxWriteBufferNumber(2);
            options.setKeepLogFileNum(2);
        }

        @Override
        public void close(String storeName, Options options) {
            // cache and buffers are shared by all stores and live as long as the process
        }
    }
}
