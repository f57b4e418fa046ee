/// The switch of the demo, where there is one.
@NullMarked
package io.waddleperf.api.demo;

import org.jspecify.annotations.NullMarked;
