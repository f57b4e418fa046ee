/// Points for a chart of one series.
@NullMarked
package io.waddleperf.api.series;

import org.jspecify.annotations.NullMarked;
