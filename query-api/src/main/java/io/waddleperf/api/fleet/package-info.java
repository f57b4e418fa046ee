/// All paths at once, in columns, and what has changed of them.
@NullMarked
package io.waddleperf.api.fleet;

import org.jspecify.annotations.NullMarked;
