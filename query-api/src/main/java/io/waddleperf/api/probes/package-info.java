/// The agents: what is configured, and what they say of themselves.
@NullMarked
package io.waddleperf.api.probes;

import org.jspecify.annotations.NullMarked;
