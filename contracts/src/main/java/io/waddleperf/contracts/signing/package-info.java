/// Signatures of what probes send, so that no probe speaks for another.
@NullMarked
package io.waddleperf.contracts.signing;

import org.jspecify.annotations.NullMarked;
