/// Reads topics as they grow, for all who show what happens now.
@NullMarked
package io.waddleperf.api.live;

import org.jspecify.annotations.NullMarked;
