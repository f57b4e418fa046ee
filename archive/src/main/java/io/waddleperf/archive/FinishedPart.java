package io.waddleperf.archive;

import java.nio.file.Path;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;

/// A part that is to be stored.
///
/// @param key        in the store
/// @param file       on this machine's disk, for who stores it to delete
/// @param bytes      of the file
/// @param begun      append time of its first line
/// @param nextOffset to be committed once it is stored
public record FinishedPart(
        TopicPartition partition, String key, Path file, int lines, long bytes, Instant begun, long nextOffset) {}
