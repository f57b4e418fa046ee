/// Incidents: one cause, everything that it broke, its story, and what people do with it.
@NullMarked
package io.waddleperf.api.incidents;

import org.jspecify.annotations.NullMarked;
