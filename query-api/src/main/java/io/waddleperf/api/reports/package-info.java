/// Availability and percentiles over weeks and months, under rules that are written down.
@NullMarked
package io.waddleperf.api.reports;

import org.jspecify.annotations.NullMarked;
