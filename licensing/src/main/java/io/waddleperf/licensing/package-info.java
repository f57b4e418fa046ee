/// What the licence server says, and how it is asked.
@NullMarked
package io.waddleperf.licensing;

import org.jspecify.annotations.NullMarked;
