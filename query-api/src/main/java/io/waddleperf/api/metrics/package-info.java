/// What several metrics of this service are made with; each is beside what it tells of.
@NullMarked
package io.waddleperf.api.metrics;

import org.jspecify.annotations.NullMarked;
