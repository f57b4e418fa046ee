/// Who asks, what they may do, and what of it all they may see.
@NullMarked
package io.waddleperf.api.access;

import org.jspecify.annotations.NullMarked;
