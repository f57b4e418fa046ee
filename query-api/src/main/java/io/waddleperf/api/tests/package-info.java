/// Tests on demand: asked for here, run by the probes, watched until they end.
@NullMarked
package io.waddleperf.api.tests;

import org.jspecify.annotations.NullMarked;
