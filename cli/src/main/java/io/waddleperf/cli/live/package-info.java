/// `watch` and `stream`: how things are, and what happens, as it happens.
@NullMarked
package io.waddleperf.cli.live;

import org.jspecify.annotations.NullMarked;
