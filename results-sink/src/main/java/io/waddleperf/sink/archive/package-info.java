/// Results, decisions and rules from Kafka to files of the archive, each once.
@NullMarked
package io.waddleperf.sink.archive;

import org.jspecify.annotations.NullMarked;
