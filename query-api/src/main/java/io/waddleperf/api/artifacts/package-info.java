/// Files that tests made beside their results.
@NullMarked
package io.waddleperf.api.artifacts;

import org.jspecify.annotations.NullMarked;
