/// Stored results, newest first.
@NullMarked
package io.waddleperf.api.results;

import org.jspecify.annotations.NullMarked;
