/// How events travel: one codec, the catalogue of topics, and the choice of partition.
@NullMarked
package io.waddleperf.contracts.kafka;

import org.jspecify.annotations.NullMarked;
