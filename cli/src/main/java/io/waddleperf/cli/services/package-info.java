/// `waddleperf services`: lets services on other machines into Kafka, and makes the topics of a new one.
@NullMarked
package io.waddleperf.cli.services;

import org.jspecify.annotations.NullMarked;
