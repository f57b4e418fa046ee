/// How each path is, the worst first.
@NullMarked
package io.waddleperf.api.paths;

import org.jspecify.annotations.NullMarked;
