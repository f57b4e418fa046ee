/// What operators want: rows in the database, from there to the topics by an outbox.
@NullMarked
package io.waddleperf.api.configuration;

import org.jspecify.annotations.NullMarked;
