/// Starters of the servers that WaddlePerf needs, without containers: a Kafka broker in this JVM,
/// MariaDB as a child process, and the watch that ends a child when this JVM dies.
@NullMarked
package io.waddleperf.embedded;

import org.jspecify.annotations.NullMarked;
