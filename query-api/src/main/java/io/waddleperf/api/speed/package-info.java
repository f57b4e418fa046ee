/// The speed test of a browser.
@NullMarked
package io.waddleperf.api.speed;

import org.jspecify.annotations.NullMarked;
