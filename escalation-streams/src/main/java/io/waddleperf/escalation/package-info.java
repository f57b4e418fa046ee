/// The topology that reads every result once and keeps what decisions need.
@NullMarked
package io.waddleperf.escalation;

import org.jspecify.annotations.NullMarked;
