/// Whether the servers behind this service answer.
@NullMarked
package io.waddleperf.api.health;

import org.jspecify.annotations.NullMarked;
