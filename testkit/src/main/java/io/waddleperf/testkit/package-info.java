/// What tests share: real servers, a clock that stands still, and samples of every message.
@NullMarked
package io.waddleperf.testkit;

import org.jspecify.annotations.NullMarked;
